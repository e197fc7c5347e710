"""Names that go on behind their head: "Bank of Freedonia", "Farmers’ Party", the firm "Doe and Roe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import words
from factdesk.split.referents.agreement import ORGANISATION_WORDS, PERSONAL, Kind, kind_of_noun, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BODY_HEADS = ORGANISATION_WORDS - PERSONAL
_OFFICES = words.ROLES | words.TITLES
# These have several fields in their name: "Ministry of Fisheries and Forests".
_OF_FIELDS = word_set("ministry department office institute school college faculty committee board society")
# Trades that newspapers put before the name of a firm, and that no firm has for its first name.
TRADES = word_set("""
    airline carmaker automaker truckmaker planemaker chipmaker drugmaker steelmaker shipbuilder retailer
    broadcaster manufacturer rival lender insurer brewer carrier miner grocer supermarket
    """)
_OWNERS = word_set("people women men children workers farmers teachers students writers veterans citizens")


def whole(head: Token, start: int, end: int) -> tuple[int, int]:
    """The span of a name from its first word until behind its last, given that of its head."""
    start = _with_owners(head, _without_trade(head, start))
    if head.ent_type_ == "PERSON":
        return (start, end) if not is_firm_of_two(head) else (start, _behind_joined(head))
    if is_firm_of_two(head):
        return start, _behind_joined(head)
    following = head.doc[end] if end < len(head.doc) else None
    if following is None or following.lower_ not in ("of", "for") or end != head.i + 1:
        return start, end
    same_name = following.ent_iob_ == "I" and head.ent_type_ not in ("", "PERSON")
    known = head.lower_ in _BODY_HEADS or (head.lower_ in _OFFICES and following.lower_ == "of")
    return (start, _behind_fields(head, end)) if same_name or known else (start, end)


def is_body(head: Token) -> bool:
    """Whether the word of a name itself says that it is a body: "Bank", "Ministry"."""
    return head.lower_ in _BODY_HEADS


def is_office(head: Token) -> bool:
    """Whether a name is nothing but an office: "the President", "the Secretary of State"."""
    return is_office_word(head.text)


def is_office_word(word: str) -> bool:
    """Whether a word of a name is an office or rank."""
    return word.rstrip(".").casefold() in _OFFICES


def is_firm_of_two(head: Token) -> bool:
    """Whether "X and Y" is one firm: its words are one name, or what is said of them is said of a body."""
    joined = _joined(head)
    if joined is None:
        return False
    between = head.doc[head.i + 1 : joined.i + 1]
    if head.ent_type_ == "ORG" and all(token.ent_iob_ == "I" for token in between):
        return True
    said = [c for c in (*head.children, *joined.children) if c.dep_ == "appos" and c.tag_ == "NN"]
    return head.text == joined.text or any(
        kind_of_noun(c.lemma_.lower(), frozenset()) is Kind.BODY or c.lemma_.lower() == "chain" for c in said
    )


def _joined(head: Token) -> Token | None:
    """The one name that "and" joins to another directly behind it."""
    doc = head.doc
    if head.i + 2 >= len(doc) or doc[head.i + 1].lower_ not in ("and", "&"):
        return None
    other = next((c for c in head.children if c.dep_ == "conj"), None)
    if other is None or other.pos_ != "PROPN" or other.left_edge.i != head.i + 2:
        return None
    return None if any(c.dep_ == "conj" for c in other.children) else other


def _behind_joined(head: Token) -> int:
    joined = _joined(head)
    assert joined is not None, "only a firm of two is taken whole"
    return joined.i + 1


def _without_trade(head: Token, start: int) -> int:
    """ "Airline Blue Heron" at the start of a sentence is called Blue Heron."""
    return start + 1 if start == 0 and start < head.i and head.doc[0].lower_ in TRADES else start


def _with_owners(head: Token, start: int) -> int:
    """With the possessive in a name of a body: "Farmers’ Party", "People's Union"."""
    doc = head.doc
    if start < 2 or not is_body(head) or doc[start - 1].tag_ != "POS":
        return start
    owner = doc[start - 2]
    several = owner.tag_ in ("NNS", "NNPS") or owner.lower_ in _OWNERS
    if not several or not owner.text[:1].isupper() or owner.head.i not in range(start, head.i + 1):
        return start
    start -= 2
    while start and doc[start - 1].text[:1].isupper() and doc[start - 1].dep_ == "compound":
        start -= 1
    return start


def _behind_fields(head: Token, end: int) -> int:
    """The place behind "of Fisheries and Forests", as far as its words have capitals."""
    doc, last, i = head.doc, end, end
    while i < len(doc):
        token = doc[i]
        if _is_capital(token):
            last = i + 1
        elif not _connects(doc, i, head):
            break
        i += 1
    return last


def _is_capital(token: Token) -> bool:
    named = token.text[:1].isupper() or (token.text == "-" and not token.whitespace_)
    return (
        named and token.ent_type_ not in ("DATE", "TIME") and token.pos_ in ("PROPN", "NOUN", "ADJ", "PUNCT")
    )


def _connects(doc: Doc, i: int, head: Token) -> bool:
    """Whether a small word joins two words of one name."""
    token, following = doc[i], doc[i + 1] if i + 1 < len(doc) else None
    if following is None:
        return False
    if token.lower_ == "the":
        return doc[i - 1].lower_ in ("of", "for") and _is_capital(following)
    if token.lower_ in ("of", "for"):
        return _is_capital(following) or following.lower_ == "the"
    if token.lower_ in ("and", "&"):
        same = token.ent_iob_ == "I" and head.ent_type_ != ""
        return _is_capital(following) and (same or head.lower_ in _OF_FIELDS)
    return False
