"""A report made by hand: the Munir article, what is known of its offices, and three reviewers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from factdesk.model import (
    Article,
    Checked,
    Claim,
    ClaimKind,
    Copy,
    Evidence,
    Finding,
    Judgement,
    Label,
    LinkCheck,
    LinkState,
    Medium,
    Mention,
    Outcome,
    Period,
    Scale,
    Sentence,
    Source,
    SourceKind,
    Stance,
    Suggestion,
    Tenure,
    Verdict,
    Window,
    claim_id,
)
from factdesk.report.data import ReportData

TEXT = (Path(__file__).parent / "data" / "munir-us-visit.txt").read_text("utf-8").strip()
SCALE = Scale(
    "factdesk",
    (
        Label("Supported", "1", "#1a7f37", "✓", "The evidence shows that the claim is true."),
        Label("Refuted", "2", "#cf222e", "✗", "The evidence shows that the claim is false."),
        Label(
            "Outdated", "3", "#8a4b00", "↶", "It was true once, but not at the time the article speaks of."
        ),
        Label("Not enough evidence", "4", "#57606a", "?", "What was found settles it neither way."),
        Label("Conflicting evidence", "5", "#8250df", "±", "Good sources disagree."),
        Label("Not checkable", "6", "#0969a8", "–", "An opinion, a wish or a forecast."),
    ),
)
ARTICLE = Article(
    text=TEXT,
    slug="munir-us-visit",
    title="Field Marshal Asim Munir to visit the United States",
    publisher="The Example Courier",
    url="https://example.org/munir-us-visit",
    scale=SCALE,
)

DEFENSE, CHAIRMAN, ARMY = (
    "Secretary of Defense",
    "Chairman of the Joint Chiefs of Staff",
    "Chief of Army Staff",
)
SWORN_IN = (
    "https://digital-stage.thehill.com/policy/defense/"
    "535426-austin-sworn-in-as-nations-first-black-pentagon-chief/amp"
)
PROMOTED = (
    "https://www.pakistantoday.com.pk/2025/05/20/coas-general-asim-munir-elevated-to-rank-of-field-marshal/"
)


def tenure(
    person: str, office: str, start: str, end: str = "", until: str = "", country: str = "United States"
) -> Tenure:
    return Tenure(
        person=person,
        office=office,
        country=country,
        start=Period.parse(start),
        end=Period.parse(end) if end else None,
        known_until=date.fromisoformat(until) if until else None,
        is_rank=office in ("General", "Field Marshal"),
        source_start=SWORN_IN if person == "Lloyd Austin" else PROMOTED,
        source_end="https://www.whitehouse.gov/presidential-actions/2025/01/" if end else "",
    )


AUSTIN = tenure("Lloyd Austin", DEFENSE, "2021-01-22", "2025-01-20")
HEGSETH = tenure("Pete Hegseth", DEFENSE, "2025-01-25", until="2026-08-20")
MILLEY = tenure("Mark Milley", CHAIRMAN, "2019-09-30", "2023-09-29")
BROWN = tenure("Charles Q. Brown Jr.", CHAIRMAN, "2023-09-29", "2025-02-21")
CAINE = tenure("Dan Caine", CHAIRMAN, "2025-04-12", until="2026-04-08")
CHIEF = tenure("Asim Munir", ARMY, "2022-11-29", until="2025-12-05", country="Pakistan")
GENERAL = tenure("Asim Munir", "General", "2022-11-29", "2025-05-20", country="Pakistan")
MARSHAL = tenure("Asim Munir", "Field Marshal", "2025-05-20", until="2025-12-05", country="Pakistan")


def judged(
    words: str,
    own: Tenure,
    outcome: Outcome,
    message: str = "",
    holders: tuple[Tenure, ...] = (),
    as_of: str = "",
    title: str = "",
) -> Judgement:
    start = TEXT.index(words)
    mention = Mention(start, start + len(words), words, own.person, title or own.office, own.country)
    period = Period.parse(as_of)
    return Judgement(
        mention,
        own.person,
        own.office,
        own.country,
        period,
        "the publication date" if as_of else "all days",
        outcome,
        message,
        (own,),
        holders,
    )


def checked(published: str = "") -> Checked:
    """What the checks may say: undated, the offices clash; on 11 June 2025 three statements are outdated."""
    bad = Outcome.CONTRADICTED
    good = Outcome.SUPPORTED if published else Outcome.UNDETERMINED
    judgements = (
        judged("Field Marshal Asim Munir", MARSHAL, good, as_of=published),
        judged("Asim Munir, Pakistan’s Chief of Army Staff", CHIEF, good, as_of=published),
        judged("General Munir", GENERAL, bad if published else good, as_of=published),
        judged("Secretary of Defense Lloyd Austin", AUSTIN, bad, holders=(HEGSETH,), as_of=published),
        judged(
            "Chairman of the U.S. Joint Chiefs of Staff General Mark Milley",
            MILLEY,
            bad,
            holders=(CAINE,),
            as_of=published,
        ),
    )
    left = Period.parse("2025-05-20..")
    window = Window(
        consistent=False,
        periods=(left,),
        conflicts=((0, 3), (0, 4), (0, 2)),
        suggestions=(
            Suggestion(
                3,
                DEFENSE,
                "United States",
                left,
                (HEGSETH,),
                "On those days the Secretary of Defense was Pete Hegseth (since 25 January 2025).",
            ),
            Suggestion(
                4,
                CHAIRMAN,
                "United States",
                left,
                (CAINE,),
                "On those days it was Dan Caine (since 12 April 2025).",
            ),
        ),
    )
    return Checked(judgements, window, findings())


def findings() -> tuple[Finding, ...]:
    meeting = CLAIMS[MEETING]
    return (
        Finding(
            meeting.id,
            "office",
            Outcome.CONTRADICTED,
            "Lloyd Austin was Secretary of Defense from 22 January 2021 to 20 January 2025. The article "
            "calls Asim Munir Field Marshal, a rank he has held since 20 May 2025. Austin was not in "
            "office on any day this article could have been written.",
            (
                Evidence("Lloyd Austin sworn in as Secretary of Defense, 22 January 2021", SWORN_IN),
                Evidence("Asim Munir promoted to Field Marshal, 20 May 2025", PROMOTED),
                Evidence("Ranks of officers", "bundled table"),
            ),
        ),
        Finding(
            meeting.id,
            "office",
            Outcome.CONTRADICTED,
            "Mark Milley was Chairman from 30 September 2019 to 29 September 2023.",
        ),
        Finding(
            CLAIMS[0].id, "office", Outcome.SUPPORTED, "Asim Munir is known as Field Marshal since 2025."
        ),
        Finding(CLAIMS[1].id, "date", Outcome.UNDETERMINED, "No publication date is known."),
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    """Good enough for this one article: a full stop before white space and a capital ends a sentence."""
    ends = [0]
    for at in range(1, len(text) - 2):
        if text[at] == "." and text[at + 1] in " \n" and text[at - 1] not in "S.":
            ends.append(at + 1)
    return tuple(
        Sentence(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in pairwise([*ends, len(text)])
    )


def claim(start: int, end: int, text: str, kind: ClaimKind = ClaimKind.EVENT, **more: object) -> Claim:
    made = Claim(claim_id(ARTICLE.sha256, start, end, text), start, end, TEXT[start:end], text, kind, "", 0.7)
    return replace(made, **more)  # type: ignore[arg-type]


def claims() -> tuple[Claim, ...]:
    whole = [claim(s.start, s.end, TEXT[s.start : s.end]) for s in sentences(TEXT)]
    at = TEXT.index("Secretary of Defense Lloyd Austin")
    office = claim(
        at,
        at + len("Secretary of Defense Lloyd Austin"),
        "Lloyd Austin is the U.S. Secretary of Defense.",
        ClaimKind.OFFICE,
    )
    spoken = [
        replace(c, speaker="diplomatic sources") if c.quote.startswith("According") else c for c in whole
    ]
    return tuple(sorted([*spoken, office], key=lambda c: (c.start, c.end)))


CLAIMS = claims()
MEETING, MINISTER = 6, 7  # the sentence on the meetings, and the claim inside it


def verdict(number: int, reviewer: str, label: str, rationale: str = "", **more: object) -> Verdict:
    made = Verdict(
        f"v{number}{reviewer[0]}",
        CLAIMS[number].id,
        reviewer,
        label,
        rationale,
        4,
        decided_at="2026-11-24T09:30:00Z",
    )
    return replace(made, **more)  # type: ignore[arg-type]


VERDICTS = (
    verdict(0, "Ann Example", "Supported", "The rank and the office are right from 20 May 2025 on."),
    verdict(MEETING, "Ann Example", "Refuted", "First reading.", decided_at="2026-11-24T09:00:00Z"),
    verdict(
        MEETING,
        "Ann Example",
        "Outdated",
        "Austin left office on 20 January 2025.\nThe rank of Field Marshal came four months later.",
        revision=2,
        source_ids=("s1",),
    ),
    verdict(MEETING, "Bo Sample", "Outdated", "Milley had left as well.", confidence=5),
    verdict(MINISTER, "Ann Example", "Outdated", "See the sentence around it.", confidence=None),
    verdict(MINISTER, "Bo Sample", "Refuted", "No such meeting can have been planned.", confidence=2),
    verdict(2, "Bo Sample", "Not checkable", "A judgement."),
    verdict(5, "Cy Nobody", "Not enough evidence"),
    verdict(10, "Cy Nobody", "Supported", "Taken back later."),
    verdict(10, "Cy Nobody", "", revision=2),
)
SOURCES = (
    Source(
        "s1",
        CLAIMS[MEETING].id,
        SWORN_IN,
        "Austin sworn in as nation's first Black Pentagon chief",
        "The Hill",
        "2021-01-22",
        "2026-11-24",
        stance=Stance.REFUTES,
        passage="was sworn in as secretary of Defense on Friday",
        added_by="Ann Example",
        added_at="2026-11-24T09:20:00Z",
    ),
    Source("s2", CLAIMS[MEETING].id, title="A printed yearbook", stance=Stance.CONTEXT, note="Page 7."),
)


def made(published: str = "") -> ReportData:
    article = replace(
        ARTICLE,
        published=Period.parse(published),
        published_basis="given by the person who added it" if published else "",
    )
    return ReportData(
        article=article,
        sentences=sentences(TEXT),
        claims=CLAIMS,
        checked=checked(published),
        verdicts=VERDICTS,
        sources=SOURCES,
        scale=SCALE,
        made_at="2026-11-24T10:00:00Z",
        app_version="0.1.0",
        tolerance_days=3,
    )


def sourced() -> ReportData:
    """The same with sources of every sort: two carry one text, one serves two claims, one link is dead."""
    wire = Source(
        "s3",
        CLAIMS[MEETING].id,
        "https://example.org/wire",
        "Minister leaves office",
        "Freedonia Wire",
        "2025-01-20",
        "2026-11-24",
        "https://web.archive.org/web/20250121000000/https://example.org/wire",
        Stance.REFUTES,
        "left office on 20 January",
        author="Cy Nobody",
        kind=SourceKind.SECONDARY,
        medium=Medium.WEB,
        copy="kb",
        added_by="Ann Example",
        added_at="2026-11-24T09:25:00Z",
    )
    call = Source(
        "s4",
        CLAIMS[MINISTER].id,
        title="his press office on the dates",
        publisher="Town of Freedonia",
        published="2026-11-23",
        author="Bob Sample",
        kind=SourceKind.PRIMARY,
        medium=Medium.CALL,
        reliability="He was in the room; he has an interest.",
        added_by="Ann Example",
    )
    book = Source(
        "s5",
        CLAIMS[MINISTER].id,
        title="The Bridges of Freedonia",
        publisher="Freedonia Press",
        published="2019",
        author="Ann Example",
        medium=Medium.BOOK,
        locator="117",
    )
    first = replace(SOURCES[0], copy="ka", kind=SourceKind.SECONDARY, medium=Medium.WEB)
    again = replace(
        wire, claim_id=CLAIMS[MINISTER].id, stance=Stance.CONTEXT, passage="left the office in winter"
    )
    return replace(
        made(),
        sources=(first, SOURCES[1], wire, again, call, book),
        copies={
            "ka": Copy(
                "ka", "a" * 64, "b" * 64, "ka.warc.gz", "text/html", "2026-11-24T09:20:00Z", url=SWORN_IN
            ),
            "kb": Copy(
                "kb",
                "c" * 64,
                "d" * 64,
                "kb.warc.gz",
                "text/html",
                "2026-11-24T09:25:00Z",
                url="https://example.org/wire",
                final_url="https://www.example.org/wire/1",
                remarks=("The page shows only the beginning to those who do not pay.",),
            ),
        },
        links={
            SWORN_IN: LinkCheck("l1", SWORN_IN, LinkState.GONE, 404, checked_at="2026-11-24T09:50:00Z"),
            wire.url: LinkCheck(
                "l2", wire.url, LinkState.CHANGED, 200, likeness=0.62, checked_at="2026-11-24T09:51:00Z"
            ),
        },
        passages={("s1", CLAIMS[MEETING].id): True, ("s3", CLAIMS[MINISTER].id): False},
        groups={
            CLAIMS[MEETING].id: (("s1", "s3"), ("s2",)),
            CLAIMS[MINISTER].id: (("s3",), ("s4",), ("s5",)),
        },
    )
