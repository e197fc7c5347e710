"""What people typed, checked and tidied: names, wordings, links, titles."""

from __future__ import annotations

from factdesk import dates, weblinks
from factdesk.errors import BadInput
from factdesk.model import ClaimKind

MAX_NAME = 80
MAX_TITLE = 300
MAX_LINK = 2000  # bytes; the log of links is indexed by them


def person(name: str) -> str:
    """The name of whoever does it, on one line; it needs a letter or a digit, so that others can read it."""
    cleaned = " ".join(name.split())
    if not any(character.isalnum() for character in cleaned):
        raise BadInput("who is doing this? Give a name first")
    if len(cleaned) > MAX_NAME:
        raise BadInput(f"a name may have {MAX_NAME} characters at most")
    return cleaned


def title(text: str) -> str:
    """A title on one line, blank if none was given."""
    cleaned = " ".join(text.split())
    if len(cleaned) > MAX_TITLE:
        raise BadInput(f"a title may have {MAX_TITLE} characters at most; this one has {len(cleaned):,}")
    return cleaned


def speaker(name: str) -> str:
    """Whom the text gives as the source of a statement, on one line; blank: it speaks for itself."""
    cleaned = " ".join(name.split())
    if len(cleaned) > MAX_TITLE:
        raise BadInput(f"a speaker may have {MAX_TITLE} characters at most; this one has {len(cleaned):,}")
    return cleaned


def kind(name: str) -> ClaimKind:
    """A kind of claim by its name."""
    try:
        return ClaimKind(name.strip().casefold())
    except ValueError:
        raise BadInput(f"{name!r} is not a kind of claim; choose one of {', '.join(ClaimKind)}") from None


def confidence(given: object) -> int | None:
    """How sure a reviewer is, 1 (a guess) to 5 (certain); None where it was not said."""
    if given is None:
        return None
    if type(given) is not int or given not in range(1, 6):
        raise BadInput(f"confidence {given!r} is not one of 1, 2, 3, 4, 5")
    return given


def wording(text: str) -> str:
    """The wording of a claim on one line."""
    cleaned = " ".join(text.split())
    if not cleaned:
        raise BadInput("a claim needs its wording; write what is claimed")
    return cleaned


def web_link(url: str) -> str:
    """A link of the web, blank if none was given.

    Other kinds (`javascript:`, `file:`) are refused, and what would show a password to every reader or
    hide where it leads.
    """
    cleaned = url.strip()
    if not cleaned:
        return ""
    if fault := weblinks.fault(cleaned):
        raise BadInput(fault)
    if len(cleaned.encode("utf-8", "replace")) > MAX_LINK:
        raise BadInput(f"a link may have {MAX_LINK:,} characters at most; shorten it, often at the “?”")
    return cleaned


def span(given: object) -> tuple[int, int] | None:
    """Where a passage was picked in a text: first character and one past the last; None where nowhere."""
    if given is None or given == ():
        return None
    match given:
        case (int(start), int(end)) if 0 <= start < end:
            return start, end
    raise BadInput(f"{given!r} is no place in a text; pick the passage again")


def day(text: str) -> str:
    """A day as `2026-12-01`, blank where none was given."""
    found = dates.parse_period(text)
    if not found.is_known:
        return ""
    if not found.start or found.start != found.end:
        raise BadInput(f"{text.strip()!r} is not one day; write it like 2026-12-01")
    return found.start.isoformat()
