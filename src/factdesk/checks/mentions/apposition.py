"""Name and title side by side: "Ann Example, the army chief, …", "the army chief, Ann Example, …"."""

from __future__ import annotations

from dataclasses import replace

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.line import Found, Line
from factdesk.checks.mentions.titles import Title
from factdesk.checks.mentions.verbs import closes_apposition, past_date
from factdesk.model import Qualifier

_OPENERS = frozenset((",", "(", "—", "–"))
_ENDS = frozenset((")", ".", ";", "", "—", "–", "\n\n"))
_PLACE_PREPOSITIONS = lex.words_in("in at near from outside inside around across under")


def apposition(line: Line, title: Title) -> Found | None:
    """The mention that a comma, bracket or dash makes of a title and the name before or after it."""
    return _after_name(line, title) or _before_name(line, title) or _as_title(line, title)


def as_nominee(line: Line, title: Title) -> Title:
    """ "Example's nominee for defence minister" as one title of somebody who has not begun."""
    before = title.phrase - 1
    if line.low(before) != "for" or line.low(before - 1) not in ("nominee", "pick", "choice"):
        return title
    phrase = before - 1
    if line.low(phrase - 1) in ("'s", "'"):
        phrase -= 2
        farthest = max(0, phrase - 4)
        while (
            phrase > farthest
            and line.is_capital(phrase - 1)
            and line.low(phrase - 1) not in lex.STOP_CAPITALS
        ):
            phrase -= 1
    elif line.low(phrase - 1) in ("the", "his", "her", "their", "a"):
        phrase -= 1
    return replace(title, phrase=phrase, first=before - 1, qualifier=Qualifier.ELECT, is_definite=True)


def _after_name(line: Line, title: Title) -> Found | None:
    """ "Ann Example, Freedonia's army chief, …"; a verb may close it where the person is known."""
    opener = title.phrase - 1
    if opener < 1 or line.tokens[opener].text not in _OPENERS or line.is_followed_by_name(title):
        return None
    span = line.name_before(_without_age(line, opener))
    if not span or not line.is_person(title, span):
        return None
    if not title.is_definite and (_is_somebodys(line, span[0]) or _is_too_bare(line, title)):
        return None
    is_known = span[1] in line.names or _is_known(line, span)
    if not is_known and line.low(span[0] - 1) in _PLACE_PREPOSITIONS:
        return None
    is_past = _is_past(line, title)
    if not (is_past or closes_apposition(line.low(title.last), is_known) or _has_second(line, title)):
        return None
    if is_past and not title.qualifier:
        title = replace(title, qualifier=Qualifier.THEN)
    return line.found(title, span[0], title.last, span)


def _is_past(line: Line, title: Title) -> bool:
    """ "…, the prime minister at the time" or "until 2019" is a past office."""
    said = [line.low(index) for index in range(title.last, title.last + 3)]
    return said == ["at", "the", "time"] or (
        said[0] in ("until", "from") and past_date(line.tokens, title.last)
    )


def _has_second(line: Line, title: Title) -> bool:
    """ "Ann Example, president and chief executive of …"."""
    second = line.title_from(title.last + 1) if line.low(title.last) == "and" else None
    return second is not None and not line.is_followed_by_name(second)


def _without_age(line: Line, opener: int) -> int:
    """The end of the name before ", 56," and the comma."""
    if opener >= 3 and line.tokens[opener - 1].text.isdigit() and line.low(opener - 2) == ",":
        return opener - 2
    return opener


def _is_known(line: Line, span: tuple[int, int]) -> bool:
    return line.known.is_person(" ".join(token.text for token in line.tokens[slice(*span)]))


def _is_too_bare(line: Line, title: Title) -> bool:
    """ "Ann Example, president" needs a mark after it."""
    return title.is_bare and not title.is_capital and not closes_apposition(line.low(title.last), False)


def _is_somebodys(line: Line, start: int) -> bool:
    """ "Counsel to Senator Ann Example, Director of …" goes through the posts of another person."""
    before = line.title_to(start)
    return bool(before) and line.low(before.phrase - 1 if before else -1) in ("to", "for", "under")


def _before_name(line: Line, title: Title) -> Found | None:
    """ "the Freedonian army chief, General Ann Example, …"."""
    comma = title.last
    if [line.low(comma + n) for n in range(3)] == ["at", "the", "time"]:
        comma, title = comma + 3, replace(title, qualifier=title.qualifier or Qualifier.THEN)
    if line.low(comma) != "," or not title.is_definite:
        return None
    start = line.after_rank(comma + 1)
    span = line.name_after(start)
    is_ranked = start > comma + 1
    if not span or not (is_ranked or span[1] - span[0] >= 2 or line.is_person(title, span)):
        return None
    return line.found(title, title.first, span[1], span) if _closes(line, title, span[1], is_ranked) else None


def _as_title(line: Line, title: Title) -> Found | None:
    """ "As Freedonia's defence minister, Ann Example signed …": some time, not always the present."""
    if line.low(title.phrase - 1) != "as" or line.low(title.last) != "," or title.is_plural:
        return None
    span = line.name_after(line.after_rank(title.last + 1))
    if not span or not line.is_person(title, span) or line.low(span[1]) in ("'s", "'"):
        return None
    title = replace(title, qualifier=title.qualifier or Qualifier.THEN)
    return line.found(title, title.first, span[1], span)


def _closes(line: Line, title: Title, end: int, is_ranked: bool) -> bool:
    """Whether the name ends there, and not as one of a list or as the subject ("the minister, X said")."""
    if line.low(end) in _ENDS or (is_ranked and not title.is_bare):
        return True
    if line.low(end) != ",":
        return False
    return not line.title_from(end + 1) and not (title.is_bare and line.low(end + 1) == "and")
