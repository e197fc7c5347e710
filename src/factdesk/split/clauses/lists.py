"""A clause that lists several things tells each of them: "acted in A and B" is "acted in A", "acted in B"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.adjuncts import facts_apart
from factdesk.split.clauses.chains import PLACES, linked, member_words
from factdesk.split.clauses.examples import examples
from factdesk.split.clauses.pieces import is_named, is_one_name, is_open, long_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_AROUND = 16  # words
_MOST = 24  # claims that one clause may become; two long lists multiply
_SPECIFYING = ("det", "poss", "nummod", "predet")
_VAGUE = frozenset(("others", "more", "etc", "etc.", "beyond"))


def told(head: Token, own: list[Token]) -> list[list[Token]]:
    """The words of each statement that a clause makes; the clause itself where it lists nothing.

    A second list is told apart only inside a member of the first: "sold A and B to C and D" does not say that
    A went to D. Of two lists of common nouns, only the outer is told apart.
    """
    pending = [(own, _Scope())]
    done: list[list[Token]] = []
    while pending and len(pending) + len(done) < _MOST:
        part, scope = pending.pop(0)
        if choices := _choices_of(head, part, scope):
            pending = [*choices, *pending]
        else:
            done.append(part)
    made = [*done, *(part for part, _ in pending)]
    kept = {token.i for part in made for token in part}
    if len(made) < 2 or not all(token.i in kept for token in own if _counts(token)):
        return [own]
    said_once = grammar.bracketed_years(grammar.subject(head))
    return [made[0], *([token for token in part if token.i not in said_once] for part in made[1:])]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a further list may be told apart: in all words or those of `inside`; if `common`, any nouns."""

    inside: frozenset[int] | None = None
    common: bool = True

    def holds(self, token: Token) -> bool:
        return self.inside is None or token.i in self.inside


def _choices_of(head: Token, part: list[Token], scope: _Scope) -> list[tuple[list[Token], _Scope]]:
    """The statements in some words, each with the scope of a further list."""
    if found := examples(head, part, scope.inside):
        general, named = found[0][1], found[1:]
        return [(general, scope), *((choice, _Scope(inside)) for inside, choice in named)]
    first, members = _members(head, part, scope)
    if first is None:
        return [(choice, scope) for choice in facts_apart(head, part) or []]
    common = scope.common and (first.pos_ != "NOUN" or first.dep_ == "attr" or is_named(members[-1][-1]))
    return [
        (words_, _Scope(frozenset(token.i for token in member), common))
        for member, words_ in _choices(first, members, part)
    ]


def _counts(token: Token) -> bool:
    return grammar.is_content(token) and token.lower_ not in (*_VAGUE, "including", "such", "other", "like")


def _members(head: Token, own: list[Token], scope: _Scope) -> tuple[Token | None, list[list[Token]]]:
    """The head of the first list that tells its members apart, and the words of each."""
    if found := long_list(own):
        first, members = found
        if scope.holds(first) and _is_distributive(head, first, members[-1][0], own, members, scope.common):
            return first, members
    for token in own:
        if scope.holds(token) and (chain := linked(head, token, own)):
            members = [member_words(chain, k, own) for k in range(len(chain))]
            if _is_distributive(head, chain[0], chain[-1], own, members, scope.common):
                return chain[0], members
    return None, []


def _is_distributive(
    head: Token, first: Token, last: Token, own: list[Token], members: list[list[Token]], common: bool
) -> bool:
    if (
        len(members) < 2
        or not all(members)
        or is_one_name(first, last)
        or _is_collective(first)
        or _is_title(first, members)
    ):
        return False
    if (
        any(_is_verbal(member, first) for member in members)
        or _leaves_words(own, members)
        or _stands_behind_a_colon(members[0])
        or _is_described(members)
    ):
        return False
    if not common and first.pos_ == "NOUN" and first.dep_ != "attr" and not is_named(last):
        return False
    if not is_named(last) and (_is_wordy(own, inside_of(members)) or _may_share_head(first, last)):
        return False
    if first.i < head.i or (first.ent_type_ in PLACES and any(t.dep_ == "poss" for t in members[-1][:1])):
        return False
    inside = inside_of(members)
    if any(token.lower_ == "both" and token.dep_ != "preconj" for token in own):
        return False
    if any(token.lower_ in words.TOGETHER and token.i not in inside for token in own):
        return False
    return is_open(head, first) and not _is_counted(head, first)


def _is_described(members: list[list[Token]]) -> bool:
    """ "head of the Zenda Council, a body for A, B and C": the second tells what the first is."""
    named = members[0][-1].pos_ == "PROPN"
    with_article = [k for k, member in enumerate(members) if member[0].lower_ in ("a", "an")]
    return len(members) > 2 and named and with_article == [1]


def _is_counted(head: Token, first: Token) -> bool:
    """ "412 cases in Zenda and Strelsau": the count is of both."""
    above = first.head
    while above != head and above.head != above:
        if above.pos_ == "NOUN" and any(c.dep_ == "nummod" and c.lower_ != "one" for c in above.lefts):
            return above.ent_type_ not in ("DATE", "TIME")
        if above.lower_ in words.MULTITUDES:
            return True
        above = above.head
    return False


def inside_of(members: list[list[Token]]) -> set[int]:
    return {token.i for member in members for token in member}


def _is_wordy(own: list[Token], listed: set[int]) -> bool:
    """Whether so much stands around a list of common nouns that it would be said too often."""
    return len(own) - len(listed) > _AROUND


def _may_share_head(first: Token, last: Token) -> bool:
    """ "acute care and nursing facilities" may be facilities both."""
    if first.pos_ == "PROPN" and last.pos_ == "NOUN":
        return any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in last.lefts)
    bare = first.tag_ == "NN" and not any(child.dep_ in _SPECIFYING for child in first.lefts)
    return bare and last.tag_ == "NNS" and any(child.dep_ in ("compound", "amod") for child in last.lefts)


def _is_title(first: Token, members: list[list[Token]]) -> bool:
    """ "by the singer and songwriter Ann Example": one person."""
    person = any(token.ent_type_ == "PERSON" for token in members[-1])
    return person and first.pos_ == "NOUN" and members[-1][0].pos_ == "NOUN" and len(members) == 2


def _leaves_words(own: list[Token], members: list[list[Token]]) -> bool:
    """Whether something else stands among the members, as in "A and B, C and D"."""
    listed = inside_of(members)
    return any(min(listed) < t.i < max(listed) and t.i not in listed and grammar.is_content(t) for t in own)


def _is_verbal(member: list[Token], first: Token) -> bool:
    """Whether a member opens with a bare or finite verb, which the parser took for a noun."""
    opening = member[0]
    return (
        opening.tag_ in ("VB", "VBP", "VBZ", "VBD", "MD", "TO")
        and first.dep_ != "pcomp"
        and not opening.text[:1].isupper()
        and not grammar.is_a_noun_after_all(opening)
    )


def _stands_behind_a_colon(member: list[Token]) -> bool:
    return member[0].i > 0 and member[0].nbor(-1).text in (":", "–", "—", "--")


def _is_collective(first: Token) -> bool:
    """Whether what governs a list takes its members as one: "between A and B", "combine A and B"."""
    above = first.head
    if above.lower_ in words.TAKING_ALL or above.lemma_.lower() in words.TAKING_ALL:
        return True
    if first.dep_ != "pobj":
        return False
    return above.head.lemma_.lower() in words.TAKING_ALL or above.head.lower_ in words.TAKING_ALL


def _choices(
    first: Token, members: list[list[Token]], own: list[Token]
) -> list[tuple[list[Token], list[Token]]]:
    """Each member with the words of the statement about it."""
    taken = {token.i for member in members for token in member}
    start, end = min(taken), max(taken)
    rest = [token for token in own if not (start <= token.i <= end)]
    rest += [token for token in own if start <= token.i <= end and token.i not in taken and _stays(token)]
    there = {token.i for token in own}
    of_the_last = _behind_a_comma([token for token in rest if token.i > end])
    made = []
    for k, member in enumerate(members):
        last = k + 1 == len(members)
        around = [token for token in rest if last or token.i not in of_the_last]
        if len(member) > 1 or member[-1].lower_ not in _VAGUE:
            extra = _borrowed(first, member, there) if k else []
            words_ = {t.i: t for t in (*around, *extra, *member)}
            made.append((member, sorted(words_.values(), key=lambda t: t.i)))
    return made


def _behind_a_comma(rest: list[Token]) -> set[int]:
    """A noun phrase behind a list and a comma: it describes the last member."""
    if len(rest) < 2 or rest[0].text != "," or rest[1].pos_ not in ("DET", "NOUN", "PROPN", "ADJ"):
        return set()
    until = next((token.i for token in rest[1:] if token.text in (",", ".")), rest[-1].i + 1)
    return {token.i for token in rest if token.i < until}


def _stays(token: Token) -> bool:
    """Whether a word between two members is more than what links them."""
    return (
        token.dep_ not in ("cc", "preconj")
        and token.text not in grammar.BREAKS
        and token.lower_ not in ("and", "both", "as", "well")
    )


def _borrowed(first: Token, member: list[Token], there: set[int]) -> list[Token]:
    """The words in front of the first member that hold for a later one: "his", "the", "no"."""
    if any(token.dep_ in ("det", "poss", "nummod", "predet") for token in member[:2]):
        return []
    last = next((token for token in member if token.head.i not in {t.i for t in member}), member[-1])
    named = is_named(first) or is_named(last) or last.tag_ == "VBG"
    shared: list[Token] = []
    for child in first.lefts:
        single = child.lower_ in ("a", "an") and last.tag_ == "NNS"
        if (child.dep_ == "poss" and (not named or child.pos_ == "PRON")) or (
            not named
            and not single
            and (child.dep_ in ("det", "predet") or child.lower_ in words.QUANTIFIERS)
        ):
            shared += [token for token in child.subtree if token.i in there]
    return shared
