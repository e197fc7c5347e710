"""Which person in which office a mention means, and the terms that the reference knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.checks.offices.terms import Terms, is_wikidata
from factdesk.model import Mention, Tenure
from factdesk.reference import Office, Reference


@dataclass(frozen=True, slots=True)
class Resolved:
    """`terms` has one entry for each person and office that the mention can mean, the likeliest first.

    Where the person has no known term, `office` is the only office that the title can name and `record` its
    tenures, or that of which the person was a deputy, with `deputy` the tenures as such. `is_sure` says
    whether title, country and name are full enough to hold against the text.
    """

    mention: Mention
    terms: tuple[Terms, ...] = ()
    office: Office | None = None
    record: tuple[Tenure, ...] = ()
    is_sure: bool = True
    deputy: tuple[Tenure, ...] = ()


def resolve(mention: Mention, reference: Reference) -> Resolved:
    """Title and country name the office; where they do not, the person's own tenures decide."""
    offices = reference.offices(mention.title, mention.country)
    offices = tuple(office for office in offices if office.is_rank == mention.is_rank)
    groups = reference.tenures(mention.person, offices)
    if not groups and not mention.is_rank and (" " in mention.person or mention.country):
        groups = reference.tenures_under(mention.person, mention.title, mention.country)
    terms = tuple(_terms(group, mention, reference) for whole in groups for group in _by_office(whole))
    if not terms:
        for office in offices:
            if office.single and (deputy := reference.deputy_tenures(mention.person, office)):
                return Resolved(mention, office=office, record=reference.record(office), deputy=deputy)
        only = offices[0] if len(offices) == 1 else None
        return Resolved(mention, office=only, record=_record(only, reference))
    return Resolved(mention, terms, is_sure=_is_sure(mention, terms))


def _record(office: Office | None, reference: Reference) -> tuple[Tenure, ...]:
    return reference.record(office) if office and office.single and not office.is_rank else ()


def _by_office(tenures: tuple[Tenure, ...]) -> list[tuple[Tenure, ...]]:
    offices = dict.fromkeys((tenure.country, tenure.office) for tenure in tenures)
    return [tuple(t for t in tenures if (t.country, t.office) == office) for office in offices]


def _terms(own: tuple[Tenure, ...], mention: Mention, reference: Reference) -> Terms:
    office = next(
        (o for o in reference.offices(mention.title, own[0].country) if o.office == own[0].office),
        None,
    ) or reference.office_of(own[0])
    ranks: tuple[Tenure, ...] = ()
    if mention.is_rank:
        careers = reference.career(own[0].person)
        ranks = tuple(t for career in careers for t in career if t.is_rank and t.office != own[0].office)
    return Terms(office, own, reference.record(office), ranks)


def _is_sure(mention: Mention, terms: tuple[Terms, ...]) -> bool:
    """A last name alone, with no country given, is sure only where it leads to one well-known office."""
    if " " in mention.person.strip() or mention.country:
        return True
    people = {(t.person, t.office.country) for t in terms}
    return len(people) == 1 and any(not is_wikidata(tenure) for t in terms for tenure in t.record)
