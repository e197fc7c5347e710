"""Who is known: persons of the reference, and full names that the article itself gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factdesk.checks.mentions.names import words_of


@dataclass(frozen=True, slots=True)
class Known:
    """`names` are the article's full names by casefolded surname."""

    names: Mapping[str, Sequence[str]]
    _in_reference: Callable[[str], bool]
    _asked: dict[str, bool] = field(default_factory=dict)

    def in_reference(self, name: str) -> bool:
        """Whether the reference has somebody of that name; asked once for each."""
        if name not in self._asked:
            self._asked[name] = self._in_reference(name)
        return self._asked[name]

    def is_surname(self, word: str, before: str = "") -> bool:
        """Whether the article gives a fuller name for `word`, other than by `before` right in front of it."""
        own = " ".join(words_of(f"{before} {word}"))
        key = " ".join(words_of(word))
        return any(" ".join(words_of(name)) != own for name in self.names.get(key, ()))

    def is_person(self, name: str) -> bool:
        """Whether a name is a person's: a surname of the article, or anybody of the reference."""
        words = words_of(name)
        return (len(words) == 1 and words[0] in self.names) or self.in_reference(name)
