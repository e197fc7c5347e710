"""A clause of a sentence and how it hangs on the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


class Form(Enum):
    """How a clause hangs on its anchor, and so how it is worded."""

    MAIN = auto()
    REPORT = auto()  # "X said that": a frame, not a claim
    OWN = auto()  # a coordinated or subordinate clause with its own subject
    CARRIED = auto()  # a coordinated verb: the subject is carried over
    RELATIVE = auto()
    APPOSITION = auto()  # "Ann Example, the mayor"
    NAMED = auto()  # "the mayor, Ann Example"
    DESCRIBED = auto()  # "the company, founded in 1949, …"
    PARTICIPLE = auto()
    ABSOLUTE = auto()  # "with prices rising"


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells a statement, and the verb that says so."""

    who: Token
    verb: Token


@dataclass(frozen=True, slots=True)
class Clause:
    """`anchor` is the word it hangs on, `speaker` the source of the report it stands in.

    A clause that is `kept` also stays in the wording of its anchor's clause.
    """

    head: Token
    form: Form
    anchor: Token
    speaker: Source | None = None
    kept: bool = False
