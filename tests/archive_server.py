"""An Internet Archive on loopback: the availability API, and Save Page Now 2 with and without an account.

By the archive's own documentation (availability API; "Save Page Now 2 Public API Docs Draft", October 2025)
and by what public clients say of job ids, of errors with status 200 and of the page for people.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from factdesk.settings import ArchiveSettings
from loopback import Answer, Handler, listening

Json = dict[str, Any]

KEY = "accesskey0123:secret-4567-very"
STAMP = "20261124120130"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def job_of(url: str) -> str:
    """The archive gives the same page the same job, within the hour."""
    return "spn2-" + hashlib.sha1(url.encode()).hexdigest()


def said(told: Json, status: int = 200, **headers: str) -> Answer:
    return Answer(status, json.dumps(told).encode(), headers)


def error(code: str, message: str = "") -> Answer:
    """How Save Page Now says an error: with status 200, whether of a request or of a job."""
    return said({"status": "error", "status_ext": f"error:{code}", "message": message, "resources": []})


def closest(page: str, stamp: str = STAMP, status: str = "200", **more: Any) -> Answer:
    copy = {"available": True, "url": f"http://web.archive.org/web/{stamp}/{page}", "timestamp": stamp}
    return said({"url": page, "archived_snapshots": {"closest": copy | {"status": status} | more}})


NOTHING = said({"url": "x", "archived_snapshots": {}})


def page(*paragraphs: str, job: str = "") -> Answer:
    """What the archive shows people who ask for a copy without an account."""
    watched = f'<script>spn.watchJob("{job}", "/_static/",6000);</script>' if job else ""
    told = "".join(f"<p>{words}</p>" for words in paragraphs)
    return Answer(body=f"<!DOCTYPE html><html><body>{told}{watched}</body></html>".encode(), headers=HTML)


@dataclass
class Server:
    """`copies` are the pages that have one. `pending` is how often a job is told to be under way.

    `scripted` are answers by path, used up first; `asked` are the requests: method, path, fields, account.
    """

    url: str
    copies: dict[str, str] = field(default_factory=dict)
    pending: int = 1
    scripted: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str, Json, str]] = field(default_factory=list)
    jobs: dict[str, list[str | int]] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)

    @property
    def settings(self) -> ArchiveSettings:
        return ArchiveSettings(True, f"{self.url}/wayback/available", f"{self.url}/save")

    @property
    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path, _, _ in self.asked]

    def script(self, path: str, *answers: Answer) -> None:
        self.scripted[path] = list(answers)

    def answer(self, method: str, path: str, fields: Json, account: str, accept: str) -> Answer:
        if waiting := self.scripted.get(path):
            return waiting.pop(0)
        if path == "/wayback/available":
            url = fields.get("url", "")
            return closest(url, self.copies[url]) if url in self.copies else NOTHING
        if path == "/save" and method == "POST":
            return self._save(fields, account, accept)
        if path.startswith("/save/status/"):
            return self._status(unquote(path.rpartition("/")[2]))
        return Answer(404, b"<html><p>Not Found</p></html>", HTML)

    def _save(self, fields: Json, account: str, accept: str) -> Answer:
        url = fields.get("url", "")
        if account and account != f"LOW {KEY}":
            return said({"message": "You need to be logged in to use Save Page Now."}, 401)
        if "json" in accept and not account:
            return said({"message": "You need to be logged in to use Save Page Now."}, 401)
        known, job = job_of(url) in self.jobs, job_of(url)
        already = "The same snapshot had been made 2 minutes ago. You can make new capture of this URL later."
        self.jobs.setdefault(job, [url, self.pending])
        if not account:
            return page("Saving page now: the archive is at work.", *([already] if known else []), job=job)
        return said({"url": url, "job_id": job} | ({"message": already} if known else {}))

    def _status(self, job: str) -> Answer:
        if job not in self.jobs:
            return said({"message": "No such job."})
        url, left = self.jobs[job]
        if int(left) > 0:
            self.jobs[job][1] = int(left) - 1
            return said({"status": "pending", "job_id": job, "resources": [str(url)]})
        self.copies[str(url)] = STAMP
        told = {
            "status": "success",
            "job_id": job,
            "original_url": url,
            "timestamp": STAMP,
            "duration_sec": 6.2,
        }
        return said(told | {"resources": [url], "outlinks": []})


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a free port of this machine, until the block ends."""

    class Site(Handler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._answer("GET", parts.path, parts.query)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._answer("POST", urlsplit(self.path).path, self.rfile.read(length).decode())

        def _answer(self, method: str, path: str, query: str) -> None:
            fields = {name: values[0] for name, values in parse_qs(query).items()}
            account = self.headers.get("Authorization", "")
            archive.asked.append((method, path, fields, account))
            archive.agents.add(self.headers["User-Agent"])
            self.give(archive.answer(method, path, fields, account, self.headers.get("Accept", "")))

    with listening(Site) as url:
        archive = Server(url)
        yield archive
