"""The joint window of an article's statements in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.model import Article, Checked, Judgement, Window
from factdesk.report import words

# Clashes and contradicted statements that one sentence names.
_BRIEFLY = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a clash: its words in the article, and when it was true."""

    quote: str
    held: str


@dataclass(frozen=True, slots=True)
class WindowWords:
    """`consistent` as in `model.Window`; `clashes` are the smallest sets that cannot be true together."""

    consistent: bool | None
    heading: str
    text: str
    clashes: tuple[tuple[Side, ...], ...] = ()
    instead: tuple[str, ...] = ()


def window_words(checked: Checked, article: Article) -> WindowWords:
    """What the window says, for a reader who has not seen the checks."""
    window = checked.window
    if window.consistent is None:
        return WindowWords(
            None,
            "No statement could be placed in time.",
            "The article names no office or rank, at its own time, whose holders the reference knows.",
        )
    days = " or ".join(words.period(period) for period in window.periods)
    if window.consistent and not days:
        return WindowWords(True, "No other statement about an office could be placed in time.", "")
    if window.consistent:
        which = "The other" if checked.contradicted else "All"
        return WindowWords(
            True,
            f"{which} statements about offices can be true together.",
            f"They all hold on these days: {days}. "
            f"{_date_against(checked, article)} {edge_note(window)}".rstrip(),
        )
    return WindowWords(
        False,
        "No day makes all of this article’s statements true.",
        _what_is_left(days if window.span.is_known else "", article),
        _clashes(checked),
        tuple(dict.fromkeys(suggestion.message for suggestion in window.suggestions)),
    )


def in_brief(checked: Checked) -> dict[str, str]:
    """The same in one sentence, for the head of a page: `text`, and `tone` good, bad or none."""
    window = checked.window
    if window.consistent is None:
        return {"tone": "none", "text": ""}
    if not window.consistent:
        clashes = [" and ".join(f"“{side.quote}”" for side in clash) for clash in _clashes(checked)]
        named = "; ".join(clashes[:_BRIEFLY]) + _more(len(clashes), "; and ")
        return {"tone": "bad", "text": f"No day makes all of this true. These clash: {named}."}
    if wrong := list(dict.fromkeys(f"“{one.mention.text}”" for one in checked.contradicted)):
        named = ", ".join(wrong[:_BRIEFLY]) + _more(len(wrong), " and ")
        return {"tone": "bad", "text": f"Not so at the article’s date: {named}."}
    days = " or ".join(words.period(period) for period in window.periods[:3]) or "any day"
    text = f"All offices named here fit together: {days}. {edge_note(window)}".strip()
    return {"tone": "good", "text": text}


def _more(number: int, joint: str) -> str:
    return f"{joint}{number - _BRIEFLY} more" if number > _BRIEFLY else ""


def edge_note(window: Window) -> str:
    """A sentence where statements meet only because terms are widened by some days, else blank."""
    if not window.within_tolerance:
        return ""
    return "They meet only within the tolerance: on the recorded days alone, no day makes all of them true."


def _what_is_left(days: str, article: Article) -> str:
    if article.published.is_known:
        return f"The article is dated {words.period(article.published)}; each statement was judged by that."
    if not days:
        return ""
    return f"Once the outdated statements are set aside, the days left for the article are: {days}."


def _date_against(checked: Checked, article: Article) -> str:
    if not article.published.is_known:
        return "Its publication date is unknown; these are the days it can be from."
    if any(period.intersect(article.published) for period in checked.window.periods):
        return "The publication date agrees with them."
    return f"The article is dated {words.period(article.published)}, outside of them."


def _clashes(checked: Checked) -> tuple[tuple[Side, ...], ...]:
    """Each clash once, however often the article repeats the statement."""
    seen: dict[frozenset[tuple[str, str, str]], tuple[Side, ...]] = {}
    for conflict in checked.window.conflicts:
        judged = [checked.judgements[index] for index in conflict]
        key = frozenset((j.person, j.office, j.country) for j in judged)
        seen.setdefault(key, tuple(_side(judgement) for judgement in judged))
    return tuple(seen.values())


def _side(judgement: Judgement) -> Side:
    held = "; ".join(words.tenure(tenure) for tenure in judgement.tenures)
    return Side(judgement.mention.text, f"{judgement.office}: {held or 'no tenure known'}")
