"""A claim as the words that carry it: names, numbers as values, stems, each with its case marker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from factdesk.numbers import NUMBER, Number, read
from factdesk.recall import lists
from factdesk.recall.lists import words
from factdesk.recall.spelling import fold, plain, stem
from factdesk.split.inflect import is_participle


class Kind(StrEnum):
    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"  # a month or a day of the week


@dataclass(frozen=True, slots=True)
class Token:
    """A word that carries meaning. `case` is the preposition that governs it, blank for none.

    `number` is its value where it is a plain number. `initials` are those of the run of names that begins
    here, where it has more than one.
    """

    key: str
    kind: Kind
    case: str = ""
    number: Number | None = None
    is_light: bool = False
    initials: str = ""

    @property
    def weight(self) -> float:
        """How much it counts: names and numbers tell claims apart best."""
        if self.is_light:
            return 0.3
        return 1.0 if self.kind is Kind.WORD else 1.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a claim.

    `tokens` stand in the order of an active sentence: "B was beaten by A" reads as "A beat B". `stems` are
    those of all its words, also of the small ones. `negations`, `doubts` and `intents` count the words that
    deny it, hedge it ("may") or only plan it.
    """

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    negations: int
    doubts: int
    intents: int

    @property
    def weight(self) -> float:
        return sum(token.weight for token in self.tokens)


_ISO = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d\d)\b")
_REWRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(?:(?:[A-Z]\.)+[A-Z]\b\.?|(?:[A-Za-z]\.){2,})"), lambda match: match[0].replace(".", "")),
    (re.compile(r"\bcan(?:'t|not)\b", re.IGNORECASE), lambda _: "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), lambda _: "will not"),
    (re.compile(r"(?<=[a-zA-Z])n't\b", re.IGNORECASE), lambda _: " not"),
    (re.compile(r"(?<=\w)'(?:s|re|ve|ll|d|m)\b", re.IGNORECASE), lambda _: " 's"),
    (re.compile(r"\bper cent\b", re.IGNORECASE), lambda _: "percent"),
    (re.compile(r"\b(?:no|not) (?:fewer|less) than\b", re.IGNORECASE), lambda _: "at least"),
    (re.compile(r"\b(?:no|not) more than\b", re.IGNORECASE), lambda _: "at most"),
    (re.compile(r"\byet to\b", re.IGNORECASE), lambda _: "not"),
    (
        re.compile(r"\bnot (?:only|just|merely)\b(?=.*\b(?:but|also)\b)|\bno doubt\b", re.IGNORECASE),
        lambda _: "",
    ),
    (
        re.compile(r"\b(is|are|was|were|be|been) against\b", re.IGNORECASE),
        lambda match: f"{match[1]} opposing",
    ),
    (re.compile(r"\b(?:laid|lays?|laying) off\b", re.IGNORECASE), lambda _: "layoff"),
    (re.compile(r"\b(?:the )?United States(?: of America)?\b|\bUSA\b|\bAmerica\b"), lambda _: "US"),
    (re.compile(r"\b(?:the )?United Kingdom\b|\bGreat Britain\b"), lambda _: "UK"),
    (re.compile(r"\bEuropean Union\b"), lambda _: "EU"),
    (re.compile(r"\bUnited Nations\b"), lambda _: "UN"),
)
_DECADE = re.compile(r"(?:\d\d)?\d0s")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ORDINALS = {
    word: n
    for n, word in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"), 1
    )
}
_COUNTED = {word: n for n, word in enumerate(words("two three four five six seven eight nine ten"), 2)}
_PARTS = {"half": "half", "halves": "half", "quarter": "quarter", "quarters": "quarter", "thirds": "ord3"}
_SPELLED_ONE = re.compile(r"one", re.IGNORECASE)
_PIECE = re.compile(rf"(?P<number>(?i:{NUMBER}))|(?P<word>[^\W_]+|'s(?!\w))|(?P<stop>[.!?:;,\"()])")
# A new phrase begins with these: what governed the last one governs it no more.
_OPENERS = frozenset(
    words("the a an this that these those its his her their our my your it he she they we who which")
)
_NOT_NAMES = frozenset(words("i mr mrs ms dr sir"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, a number or a stop of the text."""

    text: str
    is_stop: bool = False
    number: Number | None = None
    starts: bool = False  # a sentence or a quotation

    @property
    def low(self) -> str:
        return fold(self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


@lru_cache(maxsize=20_000)
def reading(text: str) -> Reading:
    """What a claim says, word by word."""
    pieces = _with_single_verbs(list(_pieces(_rewritten(text))))
    written = [piece for piece in pieces if not piece.is_stop and not piece.number]
    lowered = [piece.low for piece in written]
    return Reading(
        tokens=tuple(_with_initials(_active(_tokens(pieces), pieces))),
        stems=tuple(lists.DENIED.get(one, one) for one in map(stem, lowered)),
        negations=sum(_denies(lowered, at) for at in range(len(lowered))),
        doubts=sum(stem(word.low) in lists.MAYBE and word.text != "May" for word in written),
        intents=sum(_intends(lowered, at) for at in range(len(lowered))),
    )


def index_terms(text: str) -> set[str]:
    """The stems by which a claim is looked up: roughly its content, and fast."""
    found = {stem(fold(word)) for word in re.findall(r"[^\W_]+", plain(text).replace(",", ""))}
    return found - lists.FUNCTION


def _rewritten(text: str) -> str:
    text = _ISO.sub(lambda m: f"{int(m[3])} {lists.MONTHS[int(m[2]) - 1].title()} {m[1]}", plain(text))
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    return text


# --- pieces ----------------------------------------------------------------------------------------


def _pieces(text: str) -> Iterator[_Piece]:
    starts = True
    for match in _PIECE.finditer(text):
        if match["stop"]:
            starts = starts or match[0] in '.!?:"'
            yield _Piece(match[0], is_stop=True)
            continue
        number = _number(text, match) if match["number"] else None
        if number or match["word"]:
            yield _Piece(match[0], number=number, starts=starts)
        else:
            yield from (_Piece(word) for word in re.findall(r"[^\W_]+", match[0]))
        starts = False


def _with_single_verbs(pieces: list[_Piece]) -> tuple[_Piece, ...]:
    """The pieces with one verb for those of several words: "stepped down" becomes "resigned"."""
    found, at = [], 0
    stems = ["" if piece.is_stop or piece.number else stem(piece.low) for piece in pieces]
    while at < len(pieces):
        phrase = next((one for one in lists.PHRASES_OF.get(stems[at], ()) if _stands(one, stems, at)), None)
        if phrase:
            found.append(replace(pieces[at], text=_in_form_of(pieces[at].low, lists.PHRASAL[phrase])))
        else:
            found.append(pieces[at])
        at += len(phrase or " ")
    return tuple(found)


def _stands(phrase: tuple[str, ...], stems: list[str], at: int) -> bool:
    return tuple(stems[at : at + len(phrase)]) == phrase


def _in_form_of(low: str, verb: str) -> str:
    """A verb in the past where the other one is, so that the passive voice is seen."""
    is_past = low.endswith("ed") or is_participle(low)
    past = "said" if verb == "say" else verb + ("d" if verb.endswith("e") else "ed")
    return past if is_past else verb


def _number(text: str, match: re.Match[str]) -> Number | None:
    """The number there; None for the word "one", unless it counts ("one in five")."""
    if _SPELLED_ONE.fullmatch(match[0]) and not re.match(r" in (?:\d|[a-z]+\b)", text[match.end() :]):
        return None
    try:
        return read(text, *match.span())
    except ValueError:
        return None


def _denies(words: Sequence[str], at: int) -> bool:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    return (
        word in lists.NEGATORS
        or stem(word) in lists.DENIED
        or (stem(word) in lists.NEGATING_VERBS and following == "to")
    )


def _intends(words: Sequence[str], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else ""
    return stem(words[at]) in lists.INTENT and following == "to"


# --- tokens ----------------------------------------------------------------------------------------


def _tokens(pieces: Sequence[_Piece]) -> Iterator[tuple[int, Token]]:
    """The words that carry meaning, with the place of each among the pieces."""
    named = _capitals_tell(pieces)
    case, taken = "", False
    for at, piece in enumerate(pieces):
        if piece.is_stop:
            case, taken = ("", False) if piece.text in ",;:.!?" else (case, taken)
        elif piece.low in lists.PREPOSITIONS and not (named and piece.is_capital and not piece.starts):
            case, taken = piece.low, False
        elif token := _token(pieces, at, named):
            owns = at + 1 < len(pieces) and pieces[at + 1].text == "'s"
            yield at, replace(token, case="of" if owns and not case else case)
            taken = True
        elif taken and (piece.low in _OPENERS or piece.low in lists.AUXILIARIES):
            case, taken = "", False


def _token(pieces: Sequence[_Piece], at: int, named: bool) -> Token | None:
    piece = pieces[at]
    if piece.number:
        return Token(f"#{piece.number.value}", Kind.NUMBER, number=piece.number)
    low = piece.low
    if special := _special(low, piece):
        return special
    key = stem(low)
    is_name = piece.is_capital and low not in _NOT_NAMES
    is_acronym = any(letter.isupper() for letter in piece.text[1:])
    if is_name and piece.low in lists.NO_NAMES and not is_acronym:
        is_name = False
    if is_name and named and (is_acronym or not piece.starts or _goes_on(pieces, at)):
        return Token(key, Kind.NAME, is_light=key in lists.TITLES)
    if low == "'s" or key in lists.FUNCTION or low in lists.NEGATORS or key in lists.MAYBE or len(low) == 1:
        return None
    return Token(lists.DENIED.get(key, key), Kind.WORD, is_light=key in lists.LIGHT)


def _special(low: str, piece: _Piece) -> Token | None:
    """Numbers that are no plain numbers, months and days of the week."""
    if _DECADE.fullmatch(low) or low in _PARTS:
        return Token(_PARTS.get(low, low[-3:]), Kind.NUMBER)
    if match := _ORDINAL.fullmatch(low):
        # "June 15th" is 15; "the 3rd time" stays apart from "3 times" by its neighbours.
        return Token(f"ord{match[1]}", Kind.NUMBER)
    if low in _ORDINALS:
        return Token(f"ord{_ORDINALS[low]}", Kind.NUMBER)
    month = lists.MONTH_SHORT.get(low, low)
    if (month in lists.MONTHS and piece.is_capital) or low in lists.WEEKDAYS:
        return Token(stem(month), Kind.DATE)
    if low in _COUNTED:  # "a two-week visit"
        return Token(f"#{_COUNTED[low]}", Kind.NUMBER)
    if low.isdecimal():
        return Token(f"#{int(low)}", Kind.NUMBER)
    return None


def _capitals_tell(pieces: Sequence[_Piece]) -> bool:
    """Whether capitals mark names: not in a headline that has them everywhere."""
    words = [piece for piece in pieces if len(piece.text) > 3 and piece.text.isalpha()]
    capital = sum(piece.is_capital for piece in words)
    return len(words) < 5 or capital < 0.9 * len(words)


def _goes_on(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether the first word of a sentence belongs to a name: another capital, or 's, follows."""
    if at + 1 == len(pieces) or stem(pieces[at].low) in lists.FUNCTION | lists.MAYBE:
        return False
    following = pieces[at + 1]
    return following.text == "'s" or (following.is_capital and following.text != "I")


def _with_initials(tokens: Sequence[Token]) -> Iterator[Token]:
    for at, token in enumerate(tokens):
        run = ""
        while token.kind is Kind.NAME and at < len(tokens) and tokens[at].kind is Kind.NAME:
            run, at = run + tokens[at].key[:1], at + 1
        yield replace(token, initials=run) if len(run) > 1 else token


# --- voice -----------------------------------------------------------------------------------------


def _active(found: Iterator[tuple[int, Token]], pieces: Sequence[_Piece]) -> list[Token]:
    """The tokens in the order of the active voice: agent, verb, then what it is done to."""
    placed = list(found)
    verb = next((at for at in range(len(placed)) if _is_passive(placed, at, pieces)), None)
    if verb is None:
        return [token for _, token in placed]
    agent = _agent(placed, verb)
    if not agent:
        return [token for _, token in placed]
    start = _clause_start(placed, verb, pieces)
    tokens = [token for _, token in placed]
    doers = [replace(tokens[at], case="") for at in agent]
    rest = [tokens[at] for at in range(verb + 1, len(tokens)) if at not in agent]
    return [*tokens[:start], *doers, tokens[verb], *tokens[start:verb], *rest]


def _is_passive(placed: Sequence[tuple[int, Token]], at: int, pieces: Sequence[_Piece]) -> bool:
    place, token = placed[at]
    low = pieces[place].low
    before = [pieces[near].low for near in range(max(0, place - 2), place)]
    is_past = low.endswith("ed") or is_participle(low)
    return token.kind is Kind.WORD and is_past and any(word in lists.AUXILIARIES for word in before)


def _agent(placed: Sequence[tuple[int, Token]], verb: int) -> list[int]:
    """The tokens that "by" governs behind the verb; no numbers and days: "by 5 percent", "by Monday"."""
    by = [at for at in range(verb + 1, len(placed)) if placed[at][1].case == "by"]
    run = [at for at in by if at - by[0] == by.index(at)]
    return [] if run and placed[run[0]][1].kind in (Kind.NUMBER, Kind.DATE) else run


def _clause_start(placed: Sequence[tuple[int, Token]], verb: int, pieces: Sequence[_Piece]) -> int:
    """The first token of the clause that the verb stands in: behind the last comma."""
    stop = max(
        (at for at in range(placed[verb][0]) if pieces[at].is_stop and pieces[at].text in ",;:."), default=-1
    )
    return next(at for at, (place, _) in enumerate(placed) if place > stop)
