"""`factdesk reference`: who held which office, in what the desk knows and on Wikidata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli.commands import DESK_OPTION
from factdesk.cli.rows import FORMAT_OPTION, print_rows
from factdesk.errors import NotFound
from factdesk.model import Tenure
from factdesk.report.words import count

if TYPE_CHECKING:
    from factdesk.desk.wikidata import Compared
    from factdesk.wikidata import Wikidata

COUNTRY_OPTION = click.option("--country", default="", help="Country of the office.")
BY_OPTION = click.option("--by", required=True, help="Who adds it.")
_CAPACITIES = ("substantive", "acting", "interim")


@click.group()
def reference() -> None:
    """Look up who held which office or rank, and tell the desk what it lacks.

    \b
    Examples:
      factdesk reference show "Secretary of Defense" --country US --at 2022-06-15
      factdesk reference search munir
      factdesk reference update "Pete Hegseth" --dry-run --by "Ann Example"
    """


@reference.command()
@click.argument("person_or_office")
@COUNTRY_OPTION
@click.option("--at", default="", help='Only who held it then: a day, "June 2022", "2022".')
@FORMAT_OPTION
@DESK_OPTION
def show(person_or_office: str, country: str, at: str, form: str, desk_folder: Path) -> None:
    """Show the tenures of PERSON_OR_OFFICE: the bundled ones and the desk's own, newest first.

    "Known until" is the last day on which an open tenure was seen; nothing is known of later days. No result
    means that nothing is on record, not that nobody held the office.

    \b
    Examples:
      factdesk reference show "Lloyd Austin"
      factdesk reference show "Chief of Army Staff" --country Pakistan --at 2024-01-01
      factdesk reference show "Prime Minister" --country India --format csv > india.csv
    """
    from factdesk.desk import lookup, tenures

    found = lookup.show(lookup.known_to(desk_folder), person_or_office, country, at)
    rows = [tenures.cells_of(tenure) for tenure in found]
    print_rows(rows, form, "\n".join(line for tenure in found for line in _lines(tenure)))


@reference.command()
@click.argument("words", nargs=-1, required=True)
@COUNTRY_OPTION
@click.option("--wikidata", "online", is_flag=True, help="Search Wikidata too; it must be switched on.")
@FORMAT_OPTION
@DESK_OPTION
def search(words: Sequence[str], country: str, online: bool, form: str, desk_folder: Path) -> None:
    """Search people and offices by WORDS of their name or title.

    \b
    Examples:
      factdesk reference search army staff
      factdesk reference search munir --country Pakistan
      factdesk reference search "Pete Hegseth" --wikidata
    """
    from factdesk.desk import lookup

    asked = " ".join(words)
    found = lookup.search(lookup.known_to(desk_folder), asked, country)
    rows = [
        {"kind": f.kind, "name": f.name, "country": f.country, "detail": f.detail, "qid": f.qid}
        for f in found
    ]
    rows += _online(asked, desk_folder) if online else []
    if not rows:
        more = "" if online else ", or --wikidata"
        raise NotFound(f"{asked}: nothing of that name is on record; try fewer words{more}")
    lines = [
        "  ".join(filter(None, (f"{row['kind']:<7}", row["qid"], row["name"], row["country"], row["detail"])))
        for row in rows
    ]
    print_rows(rows, form, "\n".join(lines))


@reference.command()
@click.option("--person", required=True, help="The name as articles write it.")
@click.option("--office", required=True, help="The office or rank.")
@click.option("--country", required=True)
@click.option("--start", required=True, help='The day it began; "2022-06" or "2022" if no more is known.')
@click.option("--end", default="", help="Its last day, likewise.")
@click.option("--known-until", default="", help="Without an end: the last day it is known to have been held.")
@click.option("--capacity", type=click.Choice(_CAPACITIES), default="substantive", show_default=True)
@click.option("--rank", "is_rank", is_flag=True, help="It is a military rank.")
@click.option("--source", required=True, help="Link where the start can be read.")
@click.option("--source-end", default="", help="Link where the end can be read; the same if not given.")
@click.option("--alias", "aliases", multiple=True, help="Another spelling of the name; may be repeated.")
@click.option("--note", default="")
@BY_OPTION
@DESK_OPTION
def add(
    source: str,
    source_end: str,
    is_rank: bool,
    aliases: Sequence[str],
    by: str,
    desk_folder: Path,
    **given: str,
) -> None:
    """Add a tenure to the desk's own, claims/tenures.csv, and print its id.

    It replaces bundled tenures of that person in that office over the same time (docs/own-tenures.md).

    \b
    Example:
      factdesk reference add --person "Ann Example" --office Mayor --country Freedonia --start 2019-05-01
        --end 2023-04 --source https://example.org/ann --by "Bob Sample"
    """
    from factdesk.desk import tenures

    values = {
        **given,
        "is_rank": "yes" if is_rank else "",
        "source_start": source,
        "source_end": source_end,
        "aliases": "|".join(aliases),
    }
    row = tenures.save(_existing(desk_folder) / "tenures.csv", values, by=by)
    click.echo(row.id)


@reference.command()
@click.argument("names_or_qids", nargs=-1, required=True)
@COUNTRY_OPTION
@click.option("--dry-run", is_flag=True, help="Show what would be added, and add nothing.")
@BY_OPTION
@DESK_OPTION
def update(names_or_qids: Sequence[str], country: str, dry_run: bool, by: str, desk_folder: Path) -> None:
    """Add what Wikidata knows of people or offices and the desk does not, to claims/tenures.csv.

    Each of NAMES_OR_QIDS is a name, or an id such as Q42. Nothing that the desk has is changed: what differs
    is shown, and a person decides (on the page Tenures, or with `factdesk reference add`). --country is used
    where Wikidata names none. Wikidata must be switched on: docs/wikidata.md.

    \b
    Examples:
      factdesk reference update "Pete Hegseth" --dry-run --by "Ann Example"
      factdesk reference update Q735015 Q4806973 --by "Ann Example"
    """
    from factdesk import settings
    from factdesk.desk import lookup, wikidata
    from factdesk.reference import own

    source = wikidata.connector(_existing(desk_folder))
    tolerance = settings.load(desk_folder / "desk.toml").tolerance_days
    for name in names_or_qids:
        rows = source.tenures(wikidata.find(source, name))
        own_rows = own.read(desk_folder / "tenures.csv")
        compared = wikidata.compare(rows, lookup.known_to(desk_folder), own_rows, tolerance, country)
        added = [] if dry_run else wikidata.add_new(desk_folder, compared, by=by)
        click.echo("\n".join([f"{name}:", *(f"  {_sentence(one)}" for one in compared)]))
        new = sum(one.state is wikidata.State.NEW for one in compared)
        done = f"{new} would be added" if dry_run else f"{len(added)} added"
        click.echo(f"{name}: {count(len(compared), 'tenure')} on Wikidata, {done}", err=True)
    _tell(source)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise NotFound(f"{folder}: no such folder; name the folder of the desk, such as claims/")
    return folder


def _online(words: str, folder: Path) -> list[dict[str, str]]:
    from factdesk.desk import wikidata

    source = wikidata.connector(folder)
    found = [("person", hit) for hit in source.people(words)]
    found += [("office", hit) for hit in source.offices(words)]
    _tell(source)
    return [
        {"kind": kind, "name": hit.label, "country": "", "detail": hit.description, "qid": hit.qid}
        for kind, hit in found
    ]


def _tell(source: Wikidata) -> None:
    for trouble in source.troubles:
        click.echo(trouble, err=True)


# --- what is printed -------------------------------------------------------------------------------


def _sentence(one: Compared) -> str:
    days = _days(one.tenure)
    place = one.tenure.country or "no country"
    told = f"{one.state}: {one.tenure.person}, {one.tenure.office} ({place}), {days}"
    return " · ".join([f"{told}; {one.reason}" if one.reason else told, *one.row.notes, one.row.url])


def _days(tenure: Tenure) -> str:
    start = str(tenure.start) or "an unknown day"
    if tenure.end:
        return f"{start} to {tenure.end}"
    return f"{start} on, known until {tenure.known_until}" if tenure.known_until else f"{start} on"


def _lines(tenure: Tenure) -> list[str]:
    kind = "rank" if tenure.is_rank else tenure.capacity
    sources = dict.fromkeys(filter(None, (tenure.source_start, tenure.source_end)))
    return [
        f"{tenure.person}, {tenure.office} ({tenure.country}), {kind}, {_days(tenure)}",
        *(f"    {source}" for source in sources),
    ]
