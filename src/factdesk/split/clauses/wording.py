"""Turning the words of a clause into a sentence that reads on its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from factdesk.split.grammar import BREAKS, bracketed_years, is_set_off, within
from factdesk.split.words import OPENINGS, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMA_OPENING = re.compile(rf"(?:{'|'.join(OPENINGS)}),\s+", re.IGNORECASE)
_CONJUNCTIONS = re.compile(r"(?:and|but|or|so|yet)\b,?\s+", re.IGNORECASE)


def surface(tokens: Iterable[Token]) -> str:
    """The words as written, without the commas and dashes that set off what was taken out between them."""
    words = sorted((t for t in tokens if not t.is_space), key=lambda t: t.i)
    pieces = []
    for k, token in enumerate(words):
        gap_before = k > 0 and words[k - 1].i != token.i - 1 and not _only_space(words[k - 1], token)
        gap_after = (
            k + 1 < len(words) and words[k + 1].i != token.i + 1 and not _only_space(token, words[k + 1])
        )
        if (
            token.text in BREAKS - {"(", ")"}
            and (gap_before or gap_after)
            and not _list_comma(token, words[k + 1 :])
        ):
            pieces.append(" ")
            continue
        word = _article(token, words[k + 1]) if gap_after else token.text
        pieces.append(word + (" " if gap_after else token.whitespace_))
    return tidy("".join(pieces))


def _article(token: Token, following: Token) -> str:
    """ "a" and "an" as the word that now follows asks for it."""
    if token.lower_ not in ("a", "an") or token.dep_ != "det":
        return token.text
    vowel = following.lower_[:1] in "aeiou" and not following.lower_.startswith(("uni", "eu", "one", "use"))
    return token.text[:1] + ("n" if vowel else "")


def _only_space(left: Token, right: Token) -> bool:
    return all(token.is_space for token in left.doc[left.i + 1 : right.i])


def _list_comma(token: Token, rest: Sequence[Token]) -> bool:
    """Whether a comma still parts two members of a list."""
    if token.text != "," or not rest:
        return False
    following = rest[0]
    return "conj" in (following.dep_, following.head.dep_) and following.pos_ in (
        "NOUN",
        "PROPN",
        "DET",
        "ADJ",
        "NUM",
    )


def tidy(text: str) -> str:
    """One space between words, none before a stop, and no comma at either end."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?’”)])", r"\1", text)
    return re.sub(r",(?:\s*,)+", ",", text).strip(" ,;:–—-")


def sentence(text: str) -> str:
    """A capital in front, a full stop behind, no quotation mark without its mate."""
    text = re.sub(r",([”\"’])?$", r"\1", tidy(_balanced(text)))
    if text and text.rstrip("\"'”’)")[-1:] not in {".", "!", "?", "…"}:
        text += "."
    return text[:1].upper() + text[1:]


def _balanced(text: str) -> str:
    for opener, closer in ("“”", "()", "[]"):
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    text = text.replace("()", "")
    return text.replace('"', "") if text.count('"') % 2 else text


def opened(text: str) -> str:
    """The text without its opening "However," or "And"."""
    while match := _COMMA_OPENING.match(text) or _CONJUNCTIONS.match(text):
        text = text[match.end() :]
    return text


def noun_phrase(noun: Token, heads: Collection[Token]) -> str:
    """A noun with its words, without the clauses cut out of it, as it reads inside a sentence."""
    asides = [c for c in noun.children if c.dep_ in ("acl", "relcl") and is_set_off(c)]
    said_once = bracketed_years(noun)
    tokens = [token for token in within(noun, [*heads, *asides]) if token.i not in said_once]
    text = re.sub(r",([\"”])$", r"\1", surface(tokens))
    if any(c.dep_ == "appos" and c in tokens and c.left_edge.nbor(-1).text == "," for c in noun.children):
        text += ","
    first = tokens[0]
    small = first.pos_ in ("DET", "PRON", "ADP") or (
        first.pos_ in ("NOUN", "ADJ", "NUM") and not first.ent_type_ and first.text[1:].islower()
    )
    lower = first.i == first.sent[0].i and small and first.text != "I"
    return text[:1].lower() + text[1:] if lower else text


def bare_name(noun: Token) -> str:
    """A name as far as its last word, without the titles before it where two words of a name remain."""
    words = surface(part for part in noun.subtree if part.i <= noun.i).split()
    while len(words) > 2 and words[0].rstrip(".").casefold() in TITLES:
        words = words[1:]
    return " ".join(words)
