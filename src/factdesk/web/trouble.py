"""Attempts that fail, and how often another one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from factdesk.errors import Unreachable
from factdesk.web.limits import Clock, Limits

Found = TypeVar("Found")

_A_YEAR = 365 * 86400.0


@dataclass(frozen=True, slots=True)
class Passing:
    """Why a body cannot be used now though another attempt may give a good one."""

    reason: str


class Failed(Exception):
    """An attempt that another one may mend. `wait` is how many seconds the server asked for.

    `status` and `nameless` as in `Unreachable`.
    """

    def __init__(
        self, reason: str, wait: float | None = None, status: int = 0, nameless: bool = False
    ) -> None:
        super().__init__(reason)
        self.wait, self.status, self.nameless = wait, status, nameless


def patiently(once: Callable[[float], Found], where: str, limits: Limits, clock: Clock) -> Found:
    """What `once` returns, called with the second at which all must end, again where it raises Failed.

    The pauses are 1, 2, 4 … seconds, or what the server asks for. Unreachable where the attempts or the time
    are used up.
    """
    deadline = clock.seconds() + limits.total_seconds
    for attempt in range(1, limits.attempts + 1):
        try:
            return once(deadline)
        except Failed as failed:
            pause = 2.0 ** (attempt - 1) if failed.wait is None else failed.wait
            if attempt == limits.attempts:
                times = f"tried {attempt} times; " if attempt > 1 else ""
                break_off = f"{times}try again later"
            elif clock.seconds() + pause > deadline:
                break_off = f"try again in {round(pause)} seconds or later"
            else:
                clock.sleep(pause)
                continue
            raise Unreachable(
                f"{where}: {failed}; {break_off}",
                passing=True,
                status=failed.status,
                nameless=failed.nameless,
            ) from None
    raise AssertionError("the last attempt returns or raises")


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header), _A_YEAR)  # 400 digits would be infinite
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
