"""A small web site on loopback whose pages a test may change, and a desk that may ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factdesk import web
from factdesk.desk import Desk
from loopback import Answer, FakeClock, Handler, listening

WORDS = (
    "Mayor Ann Example opened the new bridge over the river in Freedonia on Monday morning, before a crowd "
    "of some four hundred people who had waited in the rain since eight o'clock. The town council had argued "
    "about the works for eleven years.",
    "According to the audit office, the bridge cost 14.2 million dollars, two million more than planned. "
    "The council will have to borrow the difference, its treasurer Bob Sample said.",
    "“We built it to last a hundred years,” the mayor told the reporters. The old ferry stops at the end of "
    "June. Its two captains will work for the harbour office from then on.",
    "Engineers had to move the eastern pillar by nine metres after they found a spring below the river bed. "
    "The road to the station stays closed until the autumn, and buses take another way round.",
)


def story(title: str = "Freedonia opens its bridge", *paragraphs: str) -> bytes:
    """A news page with its particulars in its head."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or WORDS)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta property="og:title" content="{title}"><meta name="author" content="Bob Sample">'
        '<meta property="og:site_name" content="The Freedonia Courier">'
        '<meta property="article:published_time" content="2022-06-13T09:00:00Z">'
        f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def page(title: str = "Freedonia opens its bridge", *paragraphs: str) -> Answer:
    return html(story(title, *paragraphs))


def html(body: bytes, **headers: str) -> Answer:
    return Answer(body=body, headers={"Content-Type": "text/html; charset=utf-8", **headers})


def to(place: str) -> Answer:
    """A redirect."""
    return Answer(302, b"", {"Location": place, "Content-Type": "text/html"})


class NewsSite:
    """`pages` by path, which a test may change at any time; `asked` are the paths in their order."""

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []
        self.url = ""

    def link(self, path: str) -> str:
        return self.url + path


@contextmanager
def serving(pages: Mapping[str, Answer]) -> Iterator[NewsSite]:
    """The site, until the block ends. What it does not have is 404."""
    site = NewsSite(pages)

    class Pages(Handler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            missing = Answer(404, b"nothing here", {"Content-Type": "text/plain"})
            self.give(site.pages.get(self.path, missing))

    with listening(Pages) as url:
        site.url = url
        yield site


class PatientDesk(Desk):
    """A desk for which no time passes while it waits for a site's turn."""

    def client(self) -> web.Client:
        return web.Client("factdesk test", web.Cache(self.folder / ".cache" / "web"), clock=FakeClock())


def desk_at(folder: Path, database_url: str | None = None) -> Desk:
    return PatientDesk.open(folder, database_url)
