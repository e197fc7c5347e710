"""Reading entity JSON (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from factdesk.model import Period
from factdesk.wikidata import times
from factdesk.wikidata.words import Rank

Json = Mapping[str, Any]

OFFICE, MILITARY_RANK = "P39", "P410"
START, END = "P580", "P582"
REPLACES, REPLACED_BY, ORDINAL = "P1365", "P1366", "P1545"
JURISDICTION, COUNTRY, CITIZENSHIP = "P1001", "P17", "P27"
NATURE, CIRCUMSTANCES, ROLE = "P5102", "P1480", "P2868"
STATED_IN, REFERENCE_URL = "P248", "P854"
INSTANCE_OF, SUBCLASS_OF, DIED = "P31", "P279", "P570"
HUMAN = "Q5"

# What only offices and ranks have: who holds it, what it leads, its deputy, the ranks below and above.
_OF_AN_OFFICE = ("P1308", JURISDICTION, "P2389", "P2098", "P3729", "P3730")
_OFFICE_CLASSES = {"Q4164871", "Q294414", "Q56019"}  # position, public office, military rank


@dataclass(frozen=True, slots=True)
class Moment:
    """A time qualifier. `given` where there is one at all; `days` is `Period()` where it is unknown."""

    given: bool = False
    days: Period = field(default_factory=Period)
    never: bool = False
    notes: tuple[str, ...] = ()


def label(entity: Json) -> str:
    """Its English name, or the one for all languages, or its id."""
    return _text(entity, "labels") or str(entity.get("id", ""))


def description(entity: Json) -> str:
    return _text(entity, "descriptions")


def aliases(entity: Json) -> tuple[str, ...]:
    found = _mapping(entity.get("aliases"))
    texts = (str(one["value"]) for language in ("en", "mul") for one in found.get(language, ()))
    return tuple(dict.fromkeys(texts))


def modified(entity: Json) -> date | None:
    """The day of its last edit."""
    try:
        return date.fromisoformat(str(entity.get("modified", ""))[:10])
    except ValueError:
        return None


def is_person(entity: Json) -> bool:
    return HUMAN in values(entity, INSTANCE_OF)


def is_office(entity: Json) -> bool:
    """Whether it is an office or a rank, as far as its statements tell."""
    claims = _mapping(entity.get("claims"))
    if is_person(entity):
        return False
    classes = {*values(entity, INSTANCE_OF), *values(entity, SUBCLASS_OF)}
    return bool(classes & _OFFICE_CLASSES) or any(name in claims for name in _OF_AN_OFFICE)


def statements(entity: Json, name: str) -> list[Json]:
    """Its statements of a property, the preferred ones first and the deprecated ones last."""
    order = list(Rank)
    found = _mappings(_mapping(entity.get("claims")).get(name))
    return sorted(found, key=lambda statement: order.index(rank(statement)))


def values(entity: Json, name: str) -> list[str]:
    """The ids that it has for a property, without the deprecated ones."""
    kept = (one for one in statements(entity, name) if rank(one) is not Rank.DEPRECATED)
    return [found for one in kept if (found := item(one.get("mainsnak")))]


def died(entity: Json) -> date | None:
    """The last possible day of death."""
    kept = [one for one in statements(entity, DIED) if rank(one) is not Rank.DEPRECATED]
    return _moment(_mapping(kept[0].get("mainsnak"))).days.end if kept else None


def rank(statement: Json) -> Rank:
    """Its rank; one that we do not know counts as deprecated, so that nothing is taken over by mistake."""
    told = statement.get("rank", Rank.NORMAL)
    return Rank(told) if told in list(Rank) else Rank.DEPRECATED


def item(snak: Any) -> str:
    """The id that a snak names, blank for an unknown value, none, or another kind of value."""
    value = _value(snak)
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""


def qualifier_items(statement: Json, name: str) -> list[str]:
    return [found for snak in _qualifiers(statement, name) if (found := item(snak))]


def qualifier_text(statement: Json, name: str) -> str:
    texts = (value for snak in _qualifiers(statement, name) if isinstance(value := _value(snak), str))
    return next(texts, "")


def moment(statement: Json, name: str) -> Moment:
    """A time qualifier; where there are several, from the earliest to the latest."""
    found = [_moment(snak) for snak in _qualifiers(statement, name)]
    if len(found) < 2:
        return found[0] if found else Moment()
    dated = [one.days for one in found if one.days.start and one.days.end]
    if not dated:
        return found[0]
    days = Period(min(d.start for d in dated if d.start), max(d.end for d in dated if d.end))
    notes = (note for one in found for note in one.notes)
    return Moment(True, days, notes=(f"several dates are given, {days}", *notes))


def references(statement: Json) -> Iterator[tuple[list[str], list[str]]]:
    """The links and the ids of works of each reference."""
    for reference in _mappings(statement.get("references")):
        snaks = _mapping(reference.get("snaks"))
        links = (_value(snak) for snak in _mappings(snaks.get(REFERENCE_URL)))
        works = (item(snak) for snak in _mappings(snaks.get(STATED_IN)))
        yield [link for link in links if isinstance(link, str)], [work for work in works if work]


def _moment(snak: Json) -> Moment:
    if snak.get("snaktype") == "novalue":
        return Moment(True, never=True)
    value = _value(snak)
    if not isinstance(value, Mapping):
        return Moment(True)
    days, notes = times.period(value)
    return Moment(True, days, notes=notes)


def _qualifiers(statement: Json, name: str) -> list[Json]:
    return _mappings(_mapping(statement.get("qualifiers")).get(name))


def _value(snak: Any) -> Any:
    if not isinstance(snak, Mapping) or snak.get("snaktype") != "value":
        return None
    return _mapping(snak.get("datavalue")).get("value")


def _text(entity: Json, part: str) -> str:
    found = _mapping(entity.get(part))
    return next((str(found[language]["value"]) for language in ("en", "mul") if language in found), "")


def _mapping(value: Any) -> Json:
    """An empty map comes as an empty list."""
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
