"""The words of factdesk as frozen dataclasses and enums. Imports nothing of ours but the errors."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from factdesk.errors import BadInput

# --- days ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """First day to last day, both included; `None` leaves that end open. `Period()` is every day.

    >>> Period.parse("2022-06")
    Period(2022-06-01..2022-06-30)
    >>> Period.parse("2025-05-20..").contains(date(2026, 1, 1))
    True
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise BadInput(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Period:
        """`2022`, `2022-06`, `2022-06-15`, or two of them around `..` with either side blank."""
        first, dots, last = text.strip().partition("..")
        if not dots:
            return _iso_span(first) if first else cls()
        return cls(_iso_span(first).start if first else None, _iso_span(last).end if last else None)

    @property
    def is_known(self) -> bool:
        """Whether either end is given."""
        return self.start is not None or self.end is not None

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` lies in this period."""
        return self.intersect(other) == other

    def intersect(self, other: Period) -> Period | None:
        """The days in both, or None where there is none."""
        start = max((d for d in (self.start, other.start) if d), default=None)
        end = min((d for d in (self.end, other.end) if d), default=None)
        return None if start and end and start > end else Period(start, end)

    def widened(self, days: int) -> Period:
        """The same period with closed ends moved outward by `days`; one that leaves the calendar opens."""
        return Period(_moved(self.start, -days), _moved(self.end, days))

    def __str__(self) -> str:
        """The shortest text that `parse` reads back: a day, a month, a year, or `start..end`."""
        if not self.is_known:
            return ""
        if self.start and self.end:
            if self.start == self.end:
                return self.start.isoformat()
            for text in (self.start.isoformat()[:7], self.start.isoformat()[:4]):
                if _iso_span(text) == self:
                    return text
        return f"{self.start or ''}..{self.end or ''}"

    def __repr__(self) -> str:
        return f"Period({self.start or ''}..{self.end or ''})"


def _moved(day: date | None, days: int) -> date | None:
    """The day so many days later; None where there is none, or where it leaves the calendar."""
    try:
        return day and day + timedelta(days)
    except OverflowError:
        return None


def _iso_span(text: str) -> Period:
    """The days that an ISO year, year-month or day names."""
    try:
        if not (match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text.strip())):
            raise ValueError(text)
        year, month, day = (int(part or 0) for part in match.groups())
        if day:
            return Period.day(date(year, month, day))
        last = month or 12
        return Period(date(year, month or 1, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError:
        raise BadInput(f"{text!r} is not a date: write 2022, 2022-06, 2022-06-15 or start..end") from None


def utc(moment: datetime) -> str:
    """A moment as records write it: UTC to the second, `2026-11-24T09:30:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_now() -> str:
    """This moment as `utc` writes it."""
    return utc(datetime.now(UTC))


# --- the text and its claims -----------------------------------------------------------------------


# What a label can stand for where a finding proposes a verdict.
STANDS_FOR = ("supported", "refuted", "outdated")


@dataclass(frozen=True, slots=True)
class Label:
    """One verdict of a scale. `key` is the one key that gives it, `symbol` marks it beside the colour.

    `stands_for` is "supported", "refuted" or "outdated" where findings may propose it, else blank.
    """

    name: str
    key: str
    colour: str
    symbol: str
    meaning: str
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    name: str
    labels: tuple[Label, ...]

    def label(self, name: str) -> Label | None:
        """The label of that name, in any letter case (spreadsheets turn True into TRUE)."""
        return next((label for label in self.labels if label.name.casefold() == name.casefold()), None)


@dataclass(frozen=True, slots=True)
class Article:
    """Frozen text and what is known of it. `published` may be unknown: then it is `Period()`.

    `published_basis` says in a few words where the date comes from ("given by the person", "page metadata").
    `version` grows by one when the article comes in again in other words. `split_by` names the language model
    that was asked for the first claims, and its host; blank: the rules alone. `copy` names the kept original
    (`Copy.id`) where the text was read out of a page or a document.
    """

    text: str
    slug: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    author: str = ""
    published: Period = field(default_factory=Period)
    published_basis: str = ""
    retrieved: str = ""
    added_by: str = ""
    scale: Scale | None = None
    version: int = 1
    split_by: str = ""
    copy: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.text)


def sha256(text: str) -> str:
    """The hex SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]`, trimmed of white space."""

    start: int
    end: int


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DATE = "date"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, date or quantity in the text: `article.text[start:end]`."""

    start: int
    end: int
    kind: EntityKind


class ClaimKind(StrEnum):
    OFFICE = "office"
    EVENT = "event"
    QUANTITY = "quantity"
    DATE = "date"
    QUOTE = "quote"
    CAUSAL = "causal"
    COMPARISON = "comparison"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Origin(StrEnum):
    AUTO = "auto"
    LLM = "llm"
    PERSON = "person"


class ClaimStatus(StrEnum):
    ACTIVE = "active"
    DISCARDED = "discarded"
    SPLIT = "split"  # replaced by claims whose `derived_from` names it
    MERGED = "merged"
    GONE = "gone"  # its words do not stand in the newest version of the text


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement. `article.text[start:end] == quote` always; `text` is readable on its own.

    `spans` are the runs of words it is made of where they do not stand together, else empty. `kind_words` are
    the words of `text` that decided its `kind`. `check_worthiness` lies in 0..1.

    `speaker` is whom the text gives as the source of the statement, blank where it speaks for itself;
    `saying` is the word that gives it ("said", "according to"), `quoted` tells that the words are the
    speaker's own, `anonymous` that the speaker has no name. `context` says what the wording still leans on
    ("who is 'he'?"), else blank. `position` is set where a person moved the claim in the table: it then
    counts instead of `start`.

    An edit is a new `revision` of the same `id`; ids start with a letter. Offsets are those of the article's
    text of that `text_version`.
    """

    id: str
    start: int
    end: int
    quote: str
    text: str
    kind: ClaimKind
    speaker: str = ""
    check_worthiness: float = 0.0
    context: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    saying: str = ""
    quoted: bool = False
    anonymous: bool = False
    kind_words: str = ""
    entities: tuple[Entity, ...] = ()
    position: float | None = None
    text_version: int = 1
    origin: Origin = Origin.AUTO
    status: ClaimStatus = ClaimStatus.ACTIVE
    derived_from: tuple[str, ...] = ()
    revision: int = 1
    edited_by: str = ""
    edited_at: str = ""

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Its words in the article: the `spans`, or the one run from `start` to `end`."""
        return self.spans or ((self.start, self.end),)


def claim_id(article_sha256: str, start: int, end: int, text: str) -> str:
    """The id of a claim that the splitter made: the same article and claim give the same id."""
    return "c" + hashlib.sha256(f"{article_sha256}:{start}:{end}:{text}".encode()).hexdigest()[:10]


# --- offices in time -------------------------------------------------------------------------------


class Qualifier(StrEnum):
    NONE = ""
    FORMER = "former"
    LATE = "late"
    THEN = "then"
    ACTING = "acting"
    INTERIM = "interim"
    ELECT = "elect"  # -elect, designate, nominee, incoming: not begun yet
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in an office or rank, as the text says it.

    `text` is `article.text[start:end]`; `person` is the fullest name the article gives that person, `title`
    the office or rank as written there ("Chief of Army Staff"), `country` its canonical name or blank.
    """

    start: int
    end: int
    text: str
    person: str
    title: str
    country: str = ""
    qualifier: Qualifier = Qualifier.NONE
    is_rank: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office or rank.

    `start` and `end` are the days on which it may have begun and ended: a single day where it is known, a
    month or a year where only that is known. `end` is None while no end was seen; then `known_until` is the
    last day on which the person was seen in it, and nothing is known of later days.
    """

    person: str
    office: str
    country: str
    start: Period
    end: Period | None = None
    known_until: date | None = None
    capacity: str = "substantive"
    is_rank: bool = False
    source_start: str = ""
    source_end: str = ""
    note: str = ""

    @property
    def possible(self) -> Period:
        """The days on which the person may have held it; open where no end was seen."""
        return Period(self.start.start, self.end.end if self.end else None)

    @property
    def certain(self) -> Period | None:
        """The days on which the person is known to have held it, or None where no day is certain."""
        last = self.end.start if self.end else (self.known_until or self.start.end)
        if self.start.end and last and self.start.end > last:
            return None
        return Period(self.start.end, last)


class Outcome(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNDETERMINED = "undetermined"


class Timing(StrEnum):
    """How a statement that somebody holds an office stands to the days it is judged at."""

    TRUE = "true then"
    NOT_YET = "not yet"
    NO_LONGER = "no longer"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reference says of one mention.

    `person`, `office` and `country` are the reference's names where it knows them, else as written. `as_of`
    is the Period the mention was judged at and `basis` says in words why that one. `tenures` are the
    person's own in that office or rank, `holders` who else is known to have held it at `as_of`.
    """

    mention: Mention
    person: str
    office: str
    country: str
    as_of: Period
    basis: str
    outcome: Outcome
    message: str
    tenures: tuple[Tenure, ...] = ()
    holders: tuple[Tenure, ...] = ()
    timing: Timing = Timing.UNKNOWN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who held the contested office on the days left for the article. `mention` indexes the judgements."""

    mention: int
    office: str
    country: str
    period: Period
    holders: tuple[Tenure, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When an undated article was probably published, and why. Only a person makes it the article's date."""

    period: Period
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which all statements about the article's own time can be true together.

    `consistent` is None where no statement could be placed in time. `periods` is that set of days; where the
    statements clash it is what is left for the article once the outdated ones are set aside. `conflicts` are
    the smallest sets of statements that cannot be true together, as indexes into the judgements; `unmet` are
    the statements that are false on all days of `periods`. `within_tolerance` tells that the statements hold
    together only because terms are widened by the tolerance.
    """

    consistent: bool | None = None
    periods: tuple[Period, ...] = ()
    conflicts: tuple[tuple[int, ...], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    dating: Dating | None = None
    unmet: tuple[int, ...] = ()
    within_tolerance: bool = False

    @property
    def span(self) -> Period:
        """From the first day to the last."""
        return Period(self.periods[0].start, self.periods[-1].end) if self.periods else Period()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that a finding rests on and where it can be read (a URL, or the name of a data set)."""

    fact: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of a claim. Made by code, recomputed at will, never a verdict.

    `spans` are the words of the article that it speaks of, those in question first.
    """

    claim_id: str
    check: str
    outcome: Outcome
    message: str
    evidence: tuple[Evidence, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    timing: Timing = Timing.UNKNOWN


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the checks say of one article."""

    judgements: tuple[Judgement, ...] = ()
    window: Window = field(default_factory=Window)
    findings: tuple[Finding, ...] = ()

    @property
    def contradicted(self) -> tuple[Judgement, ...]:
        return tuple(one for one in self.judgements if one.outcome is Outcome.CONTRADICTED)


# --- what people decide ----------------------------------------------------------------------------


class Stance(StrEnum):
    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class SourceKind(StrEnum):
    """How near a source is to what it tells of: saw, made or recorded it, or tells it after others."""

    UNSAID = ""
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Medium(StrEnum):
    """What a source is. Blank in rows of earlier versions."""

    UNSAID = ""
    WEB = "web"
    FILE = "file"
    CALL = "call"  # what somebody told us, on the telephone or face to face
    MESSAGE = "message"  # a letter or an e-mail
    BOOK = "book"
    DOCUMENT = "document"  # on paper, or not to be had by others
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it serves one claim. A withdrawn one stays in the file with the next revision.

    One source may serve several claims: then it has a row for each, with the same `id`. Only `stance`,
    `passage`, `passage_span`, `note` and `withdrawn` are the claim's own; the rest is the same in all rows.

    `author` is who wrote or said it, `locator` where in it (a page, a minute, a file number), `reliability` a
    note of the reviewer's on how far it can be trusted. `copy` names the kept copy (`Copy.id`), and
    `passage_span` are the offsets of `passage` in that copy's text, None where it was not found there.
    """

    id: str
    claim_id: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    accessed: str = ""
    archived_url: str = ""
    stance: Stance = Stance.CONTEXT
    passage: str = ""
    note: str = ""
    author: str = ""
    kind: SourceKind = SourceKind.UNSAID
    medium: Medium = Medium.UNSAID
    locator: str = ""
    reliability: str = ""
    copy: str = ""
    passage_span: tuple[int, int] | None = None
    withdrawn: bool = False
    revision: int = 1
    added_by: str = ""
    added_at: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """What was fetched or uploaded once, kept on the desk's disk and never changed: text and original.

    `sha256` is that of the text, `original_sha256` that of the bytes that came. `original` is the file name
    of those bytes beside the text (`<id>.warc.gz` for what came from the web). `url` is what was asked for,
    `final_url` where the redirects in `hops` led; blank for an uploaded file, whose name is in `name`.
    `retrieved` is UTC. `published_basis` says where the date was found. `remarks` are what a reader should
    know of how the text was read ("the page shows only the beginning to those who do not pay").
    """

    id: str
    sha256: str
    original_sha256: str
    original: str
    media_type: str
    retrieved: str
    name: str = ""
    url: str = ""
    final_url: str = ""
    hops: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: Period = field(default_factory=Period)
    published_basis: str = ""
    remarks: tuple[str, ...] = ()


class LinkState(StrEnum):
    """What became of a link when it was tried again."""

    ALIVE = "alive"
    MOVED = "moved"  # a redirect leads elsewhere
    CHANGED = "changed"  # it answers with another text than the kept copy's
    GONE = "gone"  # 404, 410, or the name is not known any more
    REFUSED = "refused"  # it answers, but not to us (401, 403, robots.txt, a paywall)
    UNREACHABLE = "unreachable"  # no answer now; it may come back


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """One trial of a source's link. `revision` counts the trials of one `url`.

    `status` is the HTTP status, 0 where there was none; `likeness` 0..1 how much of the kept text is still
    there, None where nothing was compared; `detail` says it in words.
    """

    id: str
    url: str
    state: LinkState
    status: int = 0
    final_url: str = ""
    likeness: float | None = None
    detail: str = ""
    revision: int = 1
    checked_by: str = ""
    checked_at: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided. `verdict` is a label of the article's scale; blank takes the last one back.

    `claim_revision` is the revision of the claim that was judged, 0 where not recorded. `confidence` is 1..5
    or None; `decided_at` is UTC, `2026-11-24T09:30:00Z`. `recheck_on` is the day on which it should be looked
    at again (`2026-12-01`), or blank.
    """

    id: str
    claim_id: str
    reviewer: str
    verdict: str
    rationale: str = ""
    confidence: int | None = None
    source_ids: tuple[str, ...] = ()
    claim_revision: int = 0
    recheck_on: str = ""
    revision: int = 1
    decided_at: str = ""


# --- who works on the desk -------------------------------------------------------------------------


class Role(StrEnum):
    """What a person may do on a desk; each may also do what the one before may."""

    READER = "reader"  # reads and downloads
    REVIEWER = "reviewer"  # adds articles, edits claims, attaches sources, gives verdicts
    EDITOR = "editor"  # sets dates, adds versions of a text, imports what was changed outside and feeds


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever works on the desk. `name` signs the records."""

    name: str
    role: Role = Role.EDITOR
