"""What can go wrong, said so that a person knows where and what to do."""

from __future__ import annotations


class FactdeskError(Exception):
    """Every error that factdesk raises on purpose; its text may be shown to the user as it is."""


class BadInput(FactdeskError):
    """Something that was typed, pasted or uploaded cannot be used; the text says why and what to do."""


class NotFound(FactdeskError):
    """No article, claim or source of that name is on this desk."""


class BrokenFile(FactdeskError):
    """A file of the desk does not follow `claims/README.md`; the text gives file, line and remedy."""


class Forbidden(FactdeskError):
    """Whoever asks may not do that, or not see it; the text says who may. Nothing was written."""


class Stale(FactdeskError):
    """A save was made on an older revision than the desk holds. Nothing was written.

    `current` is the record as the desk has it, `offered` the one that was refused: show both.
    """

    def __init__(self, message: str, *, current: object, offered: object) -> None:
        super().__init__(message)
        self.current = current
        self.offered = offered


class Unreachable(FactdeskError):
    """A server does not answer, or not as it should; the text says which, what it said and what to do.

    `passing` where it may answer later; `status` is that of its answer, 0 where none came. `nameless` where
    nobody knows the name of its host.
    """

    def __init__(
        self, message: str, *, passing: bool = False, status: int = 0, nameless: bool = False
    ) -> None:
        super().__init__(message)
        self.passing, self.status, self.nameless = passing, status, nameless


class Refused(Unreachable):
    """An answer with a `status` that no further attempt mends; `said` is how its body begins."""

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message, status=status)
        self.said = said


class Blocked(Unreachable):
    """Not asked for, or not read: an address, a kind or a size never fetched, or robots.txt says no."""
