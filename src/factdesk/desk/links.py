"""What becomes of the links of sources: tried again, and what is there compared with what was kept."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from factdesk import passages, web
from factdesk.desk import keeping
from factdesk.desk.source_fields import page_key
from factdesk.errors import BadInput, Blocked, FactdeskError, Refused, Unreachable
from factdesk.ingest import Document, Notice, NotThePage
from factdesk.model import LinkCheck, LinkState
from factdesk.store import copies
from factdesk.web import Page

# A text is another one where this share of it is gone, or this many words: a sentence was put in
# the place of another one, or two were added. Less is what a clock or a counter of readers changes
# (benchmarks/links.py).
CHANGED, CHANGED_WORDS = 0.95, 8
_HOSTS_AT_ONCE = 6
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_NOTICES = {
    Notice.ROBOTS: LinkState.REFUSED,
    Notice.COOKIES: LinkState.REFUSED,
    Notice.NOTHING: LinkState.GONE,
}
_BEGINNING = "the page asks its readers to subscribe or sign in; probably only its beginning is shown"

Progress = Callable[[int, int], None]  # how many are done, and of how many


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one trial of a link, before it is saved.

    `nameless`: the name of the host is not known. `lost`: something that was quoted is not there any more.
    """

    state: LinkState
    status: int = 0
    final_url: str = ""
    likeness: float | None = None
    detail: str = ""
    nameless: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What an article keeps of a page: the text, None where none is kept, and what was quoted from it.

    `original` is the SHA-256 of the bytes that were kept.
    """

    slug: str
    text: str | None = None
    quoted: tuple[str, ...] = ()
    original: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A link to try, for all articles that have it."""

    url: str
    known: tuple[Known, ...]


def bring(client: web.Client, url: str, *, robots: bool = False) -> tuple[Page, Document]:
    """The page of a link and what was read of it. Unreachable, or BadInput where it cannot be read."""
    page = client.page(url, robots=robots, types=web.PAGE_TYPES | keeping.PICTURES)
    return page, keeping.read_page(page)


def failed(error: FactdeskError, known: Known) -> Outcome:
    """What it means for a link that it could not be fetched, or not be read."""
    detail = str(error)
    if isinstance(error, NotThePage):
        return Outcome(_NOTICES[error.notice], HTTPStatus.OK, detail=detail)
    if isinstance(error, BadInput):
        state = LinkState.CHANGED if known.text else LinkState.ALIVE
        return Outcome(state, HTTPStatus.OK, detail=detail)
    status = getattr(error, "status", 0)
    if status in _GONE:
        return Outcome(LinkState.GONE, status, detail=detail)
    if isinstance(error, Blocked | Refused) and not status >= 500:
        return Outcome(LinkState.REFUSED, status, detail=detail)
    return Outcome(LinkState.UNREACHABLE, status, detail=detail, nameless=getattr(error, "nameless", False))


def answered(page: Page, document: Document, known: Known) -> Outcome:
    """What a page that came tells of its link, beside what the article keeps of it."""
    final = page.final_url if page.final_url != page.url else ""
    found = Outcome(LinkState.ALIVE, page.status, final)
    if final and page_key(final) != page_key(page.url):
        found = replace(found, state=LinkState.MOVED, detail=f"leads to {final}{_front_page(page)}")
    if known.text:
        found = _compared(found, document.text, known.text, known.quoted)
    elif known.original and known.original != copies.sha256_of(page.body):
        found = replace(
            found, state=LinkState.CHANGED, detail="it is another file than the one that was kept"
        )
    if document.is_beginning:
        return replace(found, state=LinkState.REFUSED, detail=_BEGINNING)
    return found


def _front_page(page: Page) -> str:
    """A remark where a redirect ends at the door of a site: so sites hide that a page is gone."""
    asked, there = urlsplit(page.url).path.strip("/"), urlsplit(page.final_url).path.strip("/")
    return ", the front page of the site: the page itself may be gone" if asked and not there else ""


def _compared(found: Outcome, text: str, kept: str, quoted: Sequence[str]) -> Outcome:
    if text == kept:
        return replace(found, likeness=1.0)
    likeness = round(passages.likeness(kept, text), 4)
    lost = [quote for quote in quoted if _stands(quote, kept) and not _stands(quote, text)]
    found = replace(found, likeness=likeness)
    words = (len(kept.split()) + len(text.split())) / 2
    if not lost and likeness >= CHANGED and (1 - likeness) * words < CHANGED_WORDS:
        return found
    said = f"{likeness:.1%} of the words are those of the kept copy"
    if lost:
        said += f"; a quoted passage does not stand there any more: “{_short(lost[0])}”"
    detail = "; ".join(filter(None, [said, found.detail]))
    return replace(found, state=LinkState.CHANGED, detail=detail, lost=bool(lost))


def _stands(quote: str, text: str) -> bool:
    found = passages.find(quote, text)
    return bool(found and found.exact)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


# --- many links ------------------------------------------------------------------------------------


def try_all(
    client: web.Client,
    tasks: Sequence[Task],
    save: Callable[[Task, Sequence[Outcome]], list[LinkCheck]],
    progress: Progress | None = None,
    keep_going: Callable[[], bool] | None = None,
) -> list[LinkCheck]:
    """Try every link and save what came of it at once, so that a run that was stopped loses nothing.

    Several hosts are asked at the same time, each host one link after the other. `progress` and `keep_going`
    are called in the thread of the caller; the links under way when `keep_going` says no are finished.
    """
    checks: list[LinkCheck] = []
    late: list[tuple[Task, Sequence[Outcome]]] = []
    anything_answered = False

    def settle(task: Task, outcomes: Sequence[Outcome]) -> None:
        checks.extend(save(task, outcomes))
        if progress:
            progress(len(checks), total)

    total = sum(len(task.known) for task in tasks)
    for task, outcomes in _tried(client, tasks, keep_going or (lambda: True)):
        anything_answered |= any(one.status for one in outcomes)
        if any(one.nameless for one in outcomes):
            late.append((task, outcomes))
        else:
            settle(task, outcomes)
    # Without a connection no name is known: that is told from a name that died by whether others answered.
    state = LinkState.GONE if anything_answered else LinkState.UNREACHABLE
    for task, outcomes in late:
        settle(task, [replace(one, state=state) for one in outcomes])
    return checks


def _tried(
    client: web.Client, tasks: Sequence[Task], keep_going: Callable[[], bool]
) -> Iterator[tuple[Task, Sequence[Outcome]]]:
    """Each task with its outcomes, as they come."""
    if not keep_going():
        return
    hosts: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        hosts[urlsplit(task.url).netloc.lower()].append(task)
    waiting: queue.SimpleQueue[list[Task]] = queue.SimpleQueue()
    for listed in hosts.values():
        waiting.put(listed)
    found: queue.SimpleQueue[tuple[Task, Sequence[Outcome]] | BaseException | None] = queue.SimpleQueue()
    stop = threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                for task in waiting.get_nowait():
                    if stop.is_set():
                        break
                    found.put((task, _try(client, task)))
        except queue.Empty:
            pass
        except BaseException as error:
            found.put(error)
        finally:
            found.put(None)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(min(_HOSTS_AT_ONCE, len(hosts)))]
    for worker in workers:
        worker.start()
    try:
        yield from _results(found, len(workers), stop, keep_going)
    finally:
        stop.set()


def _results(
    found: queue.SimpleQueue[tuple[Task, Sequence[Outcome]] | BaseException | None],
    working: int,
    stop: threading.Event,
    keep_going: Callable[[], bool],
) -> Iterator[tuple[Task, Sequence[Outcome]]]:
    while working:
        if not stop.is_set() and not keep_going():
            stop.set()
        try:
            one = found.get(timeout=0.2)
        except queue.Empty:
            continue
        if one is None:
            working -= 1
        elif isinstance(one, BaseException):
            raise one
        else:
            yield one


def _try(client: web.Client, task: Task) -> list[Outcome]:
    try:
        page, document = bring(client, task.url, robots=True)
    except (Unreachable, BadInput) as error:
        return [failed(error, known) for known in task.known]
    return [answered(page, document, known) for known in task.known]
