"""Who is who in one article: short names joined to full ones, short titles to full titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.line import Found
from factdesk.checks.mentions.names import is_longer, name_end, plain_name, same_person, words_of
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Mention, Qualifier

_MANY = 40  # people of one surname in an article; more are a list, not a story
_BODIES = lex.words_in(
    "bank league commission council union university company group party fund organization"
)
_OTHER_OFFICES = lex.words_in(
    """
    deputy vice assistant under shadow associate vice-president lieutenant co-chair
    """
)


def full_names(text: str, lines: Sequence[Sequence[Token]], places: Places) -> dict[str, list[str]]:
    """Names of two words or more, by casefolded surname, in the order of the text."""
    names: dict[str, list[str]] = {}
    for tokens in lines:
        for name in _names(text, tokens, places):
            words = words_of(name)
            if len(words) >= 2:
                known = names.setdefault(words[-1], [])
                if name not in known and len(known) < 20:
                    known.append(name)
    return names


def _names(text: str, tokens: Sequence[Token], places: Places) -> Iterable[str]:
    index = 0
    while index < len(tokens):
        if not tokens[index].is_capital:
            index += 1
            continue
        end = name_end(tokens, index)
        if end > index + 1 and tokens[index].low not in lex.NAME_AND_COUNTRY:
            index = places.at(tokens, index)[0]
        if end > index + 1 and not (index == 0 and tokens[0].low.endswith(("ing", "ed", "ly"))):
            yield plain_name(text[tokens[index].start : tokens[end - 1].end])
        index = max(end, index + 1)


def join(text: str, found: Sequence[Found], known: Known) -> list[Mention]:
    """The mentions with persons, titles and countries completed from the rest of the article."""
    found = sorted(_distinct(found), key=lambda one: (one.start, one.end))
    named = [(one, plain_name(one.name)) for one in found]
    titled = _titled(named)
    persons = [_person(one, name, titled, known) for one, name in named]
    own: dict[str, dict[tuple[str, str, Qualifier], Found]] = {}
    for one, person in zip(found, persons, strict=True):
        own.setdefault(person, {}).setdefault((one.words, one.country, one.qualifier), one)
    completed = [
        _completed(one, [*own[person].values()][:_MANY]) for one, person in zip(found, persons, strict=True)
    ]
    return [
        Mention(
            one.start,
            one.end,
            text[one.start : one.end],
            person,
            one.words,
            one.country,
            one.qualifier,
            one.is_rank,
        )
        for one, person in zip(completed, persons, strict=True)
    ]


def _distinct(found: Sequence[Found]) -> list[Found]:
    seen: dict[tuple[str, str, int, int], Found] = {}
    for one in found:
        seen.setdefault((one.name, one.words, one.start, one.end), one)
    return list(seen.values())


def _titled(named: Sequence[tuple[Found, str]]) -> dict[str, list[tuple[str, bool, str]]]:
    """Head, whether a rank, and full name of the mentions, by each word of the name."""
    titled: dict[str, list[tuple[str, bool, str]]] = {}
    for one, name in named:
        words = words_of(name)
        if len(words) >= 2:
            for word in words:
                entries = titled.setdefault(word, [])
                if len(entries) < _MANY and (one.head, one.is_rank, name) not in entries:
                    entries.append((one.head, one.is_rank, name))
    return titled


def _person(
    one: Found,
    name: str,
    titled: dict[str, list[tuple[str, bool, str]]],
    known: Known,
) -> str:
    words = words_of(name)
    if not words:
        return name
    if len(words) >= 2:
        same = [other for other in known.names.get(words[-1], ()) if same_person(name, other)]
        same += [other for *_, other in titled.get(words[-1], []) if is_longer(other, name)]
        return _fullest([name, *same], known)
    key = words[-1]
    titled_so = titled.get(key, [])
    everybody = [name for *_, name in titled_so if words_of(name)[-1] == key] + [*known.names.get(key, ())]
    if everybody and _is_one(everybody):
        return _fullest(everybody, known)
    alike = [name for head, is_rank, name in titled_so if (head, is_rank) == (one.head, one.is_rank)]
    if alike and _is_one(alike):
        return _fullest(alike, known)
    return name


def _is_one(names: Sequence[str]) -> bool:
    longest = max(names, key=len)
    return all(name == longest or same_person(name, longest) or is_longer(longest, name) for name in names)


def _fullest(names: Sequence[str], known: Known) -> str:
    longest = max(names, key=lambda name: (len(words_of(name)), len(name)))
    if known.in_reference(longest):
        return longest
    return next((name for name in names if known.in_reference(name)), longest)


def _completed(one: Found, own: Sequence[Found]) -> Found:
    """`one` with the full title and the country that the article gives this person elsewhere."""
    if not one.is_rank and " " not in one.words:
        full = next((other for other in own if _is_full_form(one, other)), None)
        if full:
            one = replace(one, words=full.words, country=one.country or full.country)
    if not one.country and not _is_of_a_body(one.words):
        countries = {other.country for other in own if other.country}
        if len(countries) == 1 and countries != {"International"}:
            one = replace(one, country=countries.pop())
    return one


def _is_of_a_body(title: str) -> bool:
    """ "Bank of Freedonia governor", "NATO chief": not of the country of the other offices."""
    words = title.split()
    return any(word.casefold() in _BODIES or (len(word) > 1 and word.isupper()) for word in words)


def _is_full_form(one: Found, other: Found) -> bool:
    words = other.words.casefold().split()
    return (
        not other.is_rank
        and other.head == one.head
        and len(words) > 1
        and not _OTHER_OFFICES.intersection(words)
        and other.qualifier in (Qualifier.NONE, one.qualifier)
    )
