"""Lists read off the surface, where commas and "and" tell more than the parse of a long list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factdesk.split import grammar, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN_PATH = frozenset(
    ("dobj", "pobj", "attr", "prep", "xcomp", "conj", "agent", "dative", "pcomp", "oprd", "acomp", "appos")
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB", "TO", "EX"))
_STARTS = frozenset(("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "PUNCT"))
_NOUN_PLACES = frozenset(("dobj", "pobj", "attr", "conj", "appos", "npadvmod", "oprd", "dep", "nmod"))
_HELD_TOGETHER = frozenset(("DATE", "MONEY", "QUANTITY", "CARDINAL", "WORK_OF_ART", "PERCENT"))


def long_list(own: list[Token]) -> tuple[Token, list[list[Token]]] | None:
    """The head of the first member and the words of all members of a list of three or more."""
    segments = parted(own)
    for k in range(len(segments) - 1, 0, -1):
        closing = _closing(segments[k])
        if closing and (found := _from(segments, k, closing)):
            return found
    return None


def _from(
    segments: list[list[Token]], k: int, closing: list[list[Token]]
) -> tuple[Token, list[list[Token]]] | None:
    members, at, paired = closing, k - 1, False
    oxford = segments[k][0].lower_ == "and"
    while at > 0 and is_noun_phrase(segments[at]) and not _is_place_of(segments[at]):
        if not oxford and any(token.lower_ == "and" for token in segments[at]):
            paired = True
            break
        members, at = [plain(segments[at]), *members], at - 1
    first = _tail(segments[at], members)
    if first is None or len(members) < 2 or any(_is_place_of(member) for member in members):
        return None
    start = first.left_edge.i
    if paired and any(token.lower_ == "and" and token.i >= start - 1 for token in segments[at]):
        return None
    head = plain(token for token in segments[at] if token.i >= start)
    members[-1] = _trimmed(members[-1])
    numbers = [all(token.like_num or token.is_punct for token in member) for member in members]
    if not all(members) or (any(numbers) and not all(numbers)):
        return None
    return (first, [head, *members]) if is_noun_phrase(head) else None


def _closing(segment: list[Token]) -> list[list[Token]]:
    """The last members: "and C" is one, "B and C" two; nothing where no list ends."""
    links = [k for k, token in enumerate(segment) if token.lower_ == "and" and not _in_entity(token)]
    if links and links[0] == 0:
        rest = plain(segment[1:])
        return [rest] if is_noun_phrase(rest) else []
    depth = _depths(segment)
    links = [k for k in links if depth[k] == 0]
    if not links:
        return []
    left, right = plain(segment[: links[0]]), plain(segment[links[0] + 1 :])
    return [left, right] if is_noun_phrase(left) and is_noun_phrase(right) else []


def parted(own: list[Token]) -> list[list[Token]]:
    """The words between the commas that stand outside brackets, quotations and dates."""
    segments: list[list[Token]] = [[]]
    for token, depth in zip(own, _depths(own), strict=True):
        if token.text in (",", ";") and depth == 0 and not _in_entity(token):
            segments.append([])
        else:
            segments[-1].append(token)
            if token.text in ('"', "”") and len(segments[-1]) > 2 and segments[-1][-2].text == ",":
                segments.append([])
    return [segment for segment in segments if segment] or [own]


def _depths(tokens: list[Token]) -> list[int]:
    """How deep in brackets and quotation marks each word stands."""
    depths, depth, straight = [], 0, False
    for token in tokens:
        if token.text in ("(", "“", "["):
            depth += 1
        if token.text == '"':
            straight = not straight
        depths.append(max(0, depth) + straight)
        if token.text in (")", "”", "]"):
            depth -= 1
    return depths


def _in_entity(token: Token) -> bool:
    return token.ent_type_ in _HELD_TOGETHER or (
        token.lower_ == "and" and token.ent_iob_ == "I" and token.ent_type_ != ""
    )


def is_noun_phrase(tokens: list[Token]) -> bool:
    """Whether some words read as a noun with what belongs to it."""
    if len(tokens) > 2 and (tokens[0].text, tokens[-1].text) in (('"', '"'), ("“", "”"), ("‘", "’")):
        return True
    body = [token for token in tokens if token.text not in ('"', "“", "”", "(", ")")]
    if body and _is_title(body):
        return True
    if not body or body[0].pos_ not in _STARTS or body[0].tag_ in _FINITE:
        return body != [] and body[0].dep_ == "amod" and _has_noun(body)
    inner = {token.i for token in body}
    small = (token for token in body if token.tag_ in _FINITE - {"TO"} and not token.text[:1].isupper())
    finite = not all(grammar.is_a_noun_after_all(token) for token in small)
    return not finite and _has_noun(body) and body[-1].i in inner


def _is_title(body: list[Token]) -> bool:
    """Whether all longer words are written large, as in the title of a work."""
    long = [token for token in body if token.is_alpha and len(token) > 3]
    return len(body) > 1 and body[0].text[:1].isupper() and all(token.text[0].isupper() for token in long)


def _has_noun(body: list[Token]) -> bool:
    return any(token.pos_ in ("NOUN", "PROPN") or token.like_num for token in body)


def _is_place_of(segment: list[Token]) -> bool:
    """ "Paris, France": the second says where the first lies."""
    top = next((token for token in segment if token.head.i < segment[0].i), segment[0])
    return top.dep_ == "appos" and top.ent_type_ == "GPE" and top.head.ent_type_ in ("GPE", "LOC", "FAC")


def _tail(segment: list[Token], members: list[list[Token]]) -> Token | None:
    """The head of the noun phrase that ends a segment and that the later members stand beside."""
    inside = {token.i for token in segment}
    found: list[Token] = []
    token = segment[-1]
    while token.i in inside:
        placed = token.dep_ in _NOUN_PLACES and token.head.i < token.i
        if token.pos_ in ("NOUN", "PROPN", "NUM") and placed and not in_a_name(token):
            found.append(token)
        if token.head == token or (grammar.is_verb(token) and grammar.is_finite(token)):
            break
        token = token.head
    if not found:
        return None
    joined = {token.head.i for member in members for token in member if token.dep_ in ("conj", "appos")}
    return next(
        (token for token in found if token.i in joined), found[0] if is_named(found[0]) else found[-1]
    )


def _trimmed(member: list[Token]) -> list[Token]:
    """The last member without the phrases that hang on the verb."""
    start = member[0].i
    outside = [t for t in member[1:] if t.head.i < start and (t.dep_ == "prep" or _is_time(t))]
    noun = next((token for token in member if token.pos_ in ("NOUN", "PROPN")), member[-1])
    cut = next((token.left_edge.i for token in outside if token.left_edge.i > noun.i), None)
    return plain(token for token in member if cut is None or token.i < cut)


def _is_time(token: Token) -> bool:
    return token.dep_ == "npadvmod" and token.ent_type_ in ("DATE", "TIME")


def plain(tokens: Iterable[Token]) -> list[Token]:
    """The words without commas, "and" and "as well as" at either end."""
    found = [token for token in tokens if not token.is_space]
    while len(found) > 1 and (found[-1].text in grammar.BREAKS - {")"} or found[-1].lower_ == "and"):
        found.pop()
    if len(found) > 1 and found[-1].text == ".":
        found.pop()
    while len(found) > 1 and (found[0].text in grammar.BREAKS - {"("} or found[0].lower_ == "and"):
        found.pop(0)
    return found


def is_named(noun: Token) -> bool:
    """Whether a noun is a name or starts with one."""
    first = noun.i == noun.sent[0].i
    return noun.pos_ == "PROPN" or (noun.text[:1].isupper() and not first)


def is_one_name(first: Token, last: Token) -> bool:
    """Whether a list is a name with "and" in it, or stands under one: "the Ministry of Trade and Labour"."""
    return is_joint_name(first, last) or in_a_name(first)


def is_joint_name(first: Token, last: Token) -> bool:
    """Whether two words are of one name or one quotation."""
    doc = first.doc
    if any(name.start <= first.i and last.i < name.end for name in doc.ents):
        return True
    between = doc[first.i : last.i + 1].text
    if "&" in between or any(name in between for name in words.NAMES_WITH_AND):
        return True
    return grammar.in_quotes(first) and grammar.in_quotes(last) and not _closes(first, last)


def in_a_name(noun: Token) -> bool:
    """Whether a name goes on in a noun: "Day" in "Match of the Day"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") else None
    return above is not None and above.pos_ == "PROPN" and noun.pos_ == "PROPN"


def _closes(first: Token, last: Token) -> bool:
    """Whether a quotation ends between two words."""
    return any(token.text in ('"', "”", "’", "'") for token in first.doc[first.i : last.i])


def is_open(head: Token, token: Token) -> bool:
    """Whether only phrases lie between a word and the verb of its clause, nothing negated or supposed."""
    while token != head:
        if token.dep_ == "acl" and not (_is_definite(token.head) or _negates(token)):
            token = token.head
            continue
        if token.dep_ not in _OPEN_PATH or token.head == token or _negates(token):
            return False
        token = token.head
    return not _negates(head)


def _negates(token: Token) -> bool:
    """Whether what stands under a word is denied as a whole: "no plans for A and B", "refused A and B"."""
    if grammar.is_negated(token) or token.lemma_.lower() in words.NEGATING:
        return True
    return any(child.lower_ in ("no", "few", "neither", "nor", "only", "hardly") for child in token.lefts)


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that", "these", "those") for child in noun.lefts)
