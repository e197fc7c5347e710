"""The report of a real desk tells of its sources what the desk keeps of them."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from factdesk.cells import unpack
from factdesk.desk import Desk

BILLS = (
    "The council of Freedonia met on Monday to speak about the bridge over the river, which was opened in "
    "the spring after three years of work. The bridge cost 14.2 million dollars, the clerk said, and showed "
    "the bills of all three years. Members of the council asked why it had cost more than planned."
)
OTHER = (
    "The swimming bath is closed this summer. Visitors may use that of the next town, to which a bus goes "
    "every half an hour from the station, at no charge for children and for those who are older than 65."
)


def reported(folder: Path) -> tuple[Desk, str]:
    """A desk with one claim and four sources: two carry one text, one another, one is a call."""
    desk = Desk.open(folder)
    slug = desk.add_article(
        "The bridge of Freedonia cost 12 million dollars.", title="The bridge"
    ).article.slug
    (claim,) = desk.claims(slug)
    for title, text, passage in (
        ("Wire", BILLS, "The bridge cost 14.2 million dollars"),
        ("Courier", BILLS, "It cost 19 million"),
        ("Bath", OTHER, ""),
    ):
        source = desk.attach(slug, claim.id, by="Ann Example", title=title, passage=passage, stance="refutes")
        # The papers differ in a line that tells which they are.
        desk.keep_file(slug, source.id, f"{title}.txt", f"{title}\n\n{text}".encode(), by="Ann Example")
    desk.attach(slug, claim.id, by="Ann Example", title="costs", author="Bob Sample", medium="call")
    return desk, slug


def test_the_report_names_kept_copies_passages_and_how_many_sources_are_independent(tmp_path: Path) -> None:
    desk, slug = reported(tmp_path / "claims")
    page = desk.report(slug, "html").decode("utf-8")
    for said in (
        "4 sources, 3 independent: 1 and 2 carry the same text",
        "✓ stands so in the kept copy",
        "✗ does not stand so in the kept copy",
        hashlib.sha256(f"Wire\n\n{BILLS}".encode()).hexdigest(),
        "Wire.txt",
    ):
        assert said in page, said
    (row,) = csv.DictReader(io.StringIO(desk.report(slug, "csv").decode("utf-8")))
    assert row["independent_sources"] == "3"
    assert unpack(row["sources"]).count("(✓ stands so in the kept copy)") == 1
    desk.close()


def test_a_report_is_made_although_a_copy_is_broken(tmp_path: Path) -> None:
    desk, slug = reported(tmp_path / "claims")
    for path in (tmp_path / "claims" / slug / "copies").iterdir():
        path.write_bytes(b"broken")
    desk.close()
    desk = Desk.open(tmp_path / "claims")
    page = desk.report(slug, "html").decode("utf-8")
    assert "there is no kept copy to compare it with" in page and "Conversation with" in page
    desk.close()
