"""Everything that a report is made from, gathered once so that a report reads nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factdesk.model import Article, Checked, Claim, Copy, LinkCheck, Scale, Sentence, Source, Verdict


@dataclass(frozen=True, slots=True)
class Language:
    """What a text was read as: BCP-47 code, English name, and what cannot be done in it, if anything."""

    code: str
    name: str
    limits: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """One article as the desk knows it at `made_at` (UTC, `2026-11-24T09:30:00Z`).

    `claims` and `sources` are the active ones; `verdicts` are all revisions, in the order they were saved.
    `earlier` are the ids of the verdicts whose claim was worded otherwise when it was judged.
    `tolerance_days` is what the checks widened each tenure by, None where that is not known.

    `copies` are the kept copies by id, `links` the newest trial of each link by its address. `passages` tells
    by ids of source and claim whether the quoted passage stands in the kept copy, where that could be looked
    up; `groups` are by claim the ids of sources that carry one text.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    checked: Checked
    verdicts: tuple[Verdict, ...]
    sources: tuple[Source, ...]
    scale: Scale
    made_at: str
    app_version: str
    tolerance_days: int | None = None
    earlier: frozenset[str] = frozenset()
    language: Language | None = None
    copies: Mapping[str, Copy] = field(default_factory=dict)
    links: Mapping[str, LinkCheck] = field(default_factory=dict)
    passages: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    groups: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
