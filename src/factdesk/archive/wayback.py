"""Copies of pages at the Internet Archive: looked up by its availability API, made by Save Page Now 2."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from factdesk.archive import refusals
from factdesk.archive.public import public
from factdesk.archive.snapshot import Snapshot, of_page, same_site, snapshot
from factdesk.archive.turns import SHARED, Turns
from factdesk.errors import BadInput, Blocked, Refused, Unreachable
from factdesk.settings import ArchiveSettings, key
from factdesk.web import Clock, Passing

if TYPE_CHECKING:
    from factdesk.web import Client

KEY = "FACTDESK_ARCHIVE_KEY"
# A copy takes the archive up to two minutes, and it may begin late where a site is much asked for.
PATIENCE_SECONDS = 180.0
_PAUSE_SECONDS = 5.0
_PACE = " (the archive makes 3 copies a minute for a network, 7 for an account)"
_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{5,99}")
_MADE_ALREADY = "the same snapshot had been made"
_WATCHED = re.compile(r'spn\.watchJob\(\s*"([^"]{1,200})"')
_PARAGRAPH = re.compile(r"<p\b[^<>]{0,200}>([^<>]{20,400})")


@dataclass(frozen=True, slots=True)
class Job:
    """A copy that the archive is making. It answers for it for an hour or so."""

    id: str
    url: str


class Saving(Unreachable):
    """The copy is not there after all the patience there was. `job` can be waited for again."""

    def __init__(self, job: Job, reason: str = "") -> None:
        super().__init__(
            f"{job.url}: the Internet Archive is still making the copy"
            f"{f' ({reason})' if reason else ''}; look for it in some minutes (job {job.id})",
            passing=True,
        )
        self.job = job


class Wayback:
    """The Internet Archive as a desk may use it. BadInput where it is switched off, or the key is none."""

    def __init__(
        self,
        client: Client,
        settings: ArchiveSettings,
        environ: Mapping[str, str] = os.environ,
        clock: Clock | None = None,
        turns: Turns = SHARED,
    ) -> None:
        if not settings.enabled:
            raise BadInput(
                "the Internet Archive is switched off on this desk; to switch it on write `enabled = true` "
                "below [archive] in desk.toml"
            )
        self._client, self._settings, self._clock, self._turns = client, settings, clock or Clock(), turns
        self._key = _checked(key(KEY, environ))

    def latest(self, url: str, at: datetime | None = None) -> Snapshot | None:
        """The newest copy of a page, or the one nearest to a time; None where the archive names none.

        It misses some of its own copies. BadInput: the address is none that others can reach.
        """
        wanted = public(url)
        params = {"url": wanted}
        if at:
            params["timestamp"] = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        where = self._settings.available
        told = _json(self._asked(where, params=params))
        if told is None:
            raise Unreachable(f"{where}: answered with something else than JSON; check archive.available")
        return _closest(told, where, wanted)

    def save(
        self,
        url: str,
        patience: float = PATIENCE_SECONDS,
        keep_going: Callable[[], bool] | None = None,
    ) -> Snapshot:
        """A new copy of a page, or one that the archive made in the last hour.

        Saving where it is not there after `patience` seconds, or `keep_going` says no. Unreachable, which
        says why, where none was made. BadInput where the address is none that others can reach.
        """
        begun = self.start(url)
        return begun if isinstance(begun, Snapshot) else self.wait(begun, patience, keep_going)

    def start(self, url: str) -> Job | Snapshot:
        """Ask for a copy; a Snapshot where the archive has made one just now and makes no other.

        Waits until the archive takes another request: 9 seconds after the one before, 20 without an account.
        """
        wanted = public(url)
        self._turns.wait(self._clock, has_account=bool(self._key))
        form = {"url": wanted, "skip_first_archive": "1"}
        # Without an account the archive answers with the page that it would show in a browser.
        accept = "application/json" if self._key else "text/html"
        body = self._saving(self._settings.save, form=form, accept=accept)
        told = _json(body)
        if told is None:
            told = _out_of_page(body)
        if told.get("status") == "error":
            raise refusals.refused(told, wanted)
        job, message = told.get("job_id"), refusals.said(told.get("message"))
        if isinstance(job, str) and _JOB.fullmatch(job):
            return Job(job, wanted)
        if _MADE_ALREADY in message.casefold() and (made := self.latest(wanted)):
            return made
        raise refusals.refused(told, wanted)

    def wait(
        self,
        job: Job,
        patience: float = PATIENCE_SECONDS,
        keep_going: Callable[[], bool] | None = None,
    ) -> Snapshot:
        """The copy that a job makes; errors as with `save`."""
        deadline = self._clock.seconds() + patience
        while True:
            copy = self._made(job)
            if copy:
                return copy
            if self._clock.seconds() + _PAUSE_SECONDS > deadline or (keep_going and not keep_going()):
                raise Saving(job)
            self._clock.sleep(_PAUSE_SECONDS)

    def _made(self, job: Job) -> Snapshot | None:
        """The copy, None while it is being made."""
        where = f"{self._settings.save.rstrip('/')}/status/{quote(job.id, safe='')}"
        try:
            told = _json(self._saving(where, inspect=_whole))
        except Unreachable as error:
            if error.passing:
                raise Saving(job, str(error)) from None
            raise
        status = told.get("status") if told else None
        if told is None or status not in ("success", "pending", "error"):
            raise Unreachable(f"{where}: the archive knows nothing of this copy any more; ask for it again")
        if status == "error":
            raise refusals.refused(told, job.url)
        if status == "pending":
            return None
        if copy := of_page(told.get("timestamp"), told.get("original_url") or job.url):
            return copy
        raise Unreachable(f"{where}: says that it is done but not where the copy is; look it up in a browser")

    def _saving(self, url: str, **question: Any) -> bytes:
        """The answer of Save Page Now, under the account where there is one."""
        keys = {"Authorization": f"LOW {self._key}"} if self._key else {}
        return self._asked(url, keys=keys, **question)

    def _asked(self, url: str, **question: Any) -> bytes:
        try:
            return self._client.ask(url, **question).body
        except Blocked:
            raise
        except Refused as refused:
            raise Unreachable(self._clean(self._meaning(refused)), status=refused.status) from None
        except Unreachable as error:
            told = f"{error}{_PACE if error.status == 429 else ''}"
            raise Unreachable(self._clean(told), passing=error.passing, status=error.status) from None

    def _meaning(self, refused: Refused) -> str:
        if refused.status in (401, 403):
            remedy = f"correct the key in {KEY}" if self._key else f"it may want an account: set {KEY}"
            return f"{self._settings.save}: answered {refused.status}; {remedy}"
        return str(refused)

    def _clean(self, words: str) -> str:
        """Words that may be shown: a server may repeat the key."""
        for part in (self._key, *self._key.split(":")):
            words = words.replace(part, "…") if len(part) > 3 else words
        return words


def _checked(found: str) -> str:
    access, colon, secret = found.partition(":")
    if found and not (access and colon and secret):
        raise BadInput(
            f"{KEY} is not of the form access:secret; copy both keys of the account, a colon between"
        )
    return found


def _closest(told: Mapping[str, Any], where: str, wanted: str) -> Snapshot | None:
    found = told.get("archived_snapshots")
    closest = found.get("closest") if isinstance(found, dict) else None
    if not isinstance(closest, dict) or not closest.get("available"):
        return None
    # A copy of an error message is no copy of the page.
    if str(closest.get("status", "200"))[:1] in ("4", "5"):
        return None
    copy = snapshot(closest.get("url"))
    if copy is None or not same_site(copy.page, wanted):
        raise Unreachable(f"{where}: names a copy that is none of this page; look it up in a browser")
    return copy


def _json(body: bytes) -> dict[str, Any] | None:
    """The JSON object of an answer, None where it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _whole(body: bytes) -> Passing | None:
    return None if _json(body) is not None else Passing("the answer is no whole JSON")


def _out_of_page(body: bytes) -> dict[str, Any]:
    """What the page for people says: the job that it watches, or its first words of some length."""
    page = body.decode("utf-8", "replace")
    if watched := _WATCHED.search(page):
        return {"job_id": watched[1]}
    said = [html.unescape(words) for words in _PARAGRAPH.findall(page)]
    already = [words for words in said if _MADE_ALREADY in words.casefold()]
    return {"message": next(iter((*already, *said)), "")}
