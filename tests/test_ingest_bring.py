"""Articles brought in from an address, a file or a pasted page: what is proposed, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from factdesk.archive import warc
from factdesk.batch import articles
from factdesk.cli import main
from factdesk.desk import Desk, bring
from factdesk.errors import BadInput, Unreachable
from loopback import Answer, Handler, listening
from made_documents import STORY, page, pdf, word

HEAD = (
    '<meta property="article:published_time" content="2022-06-15"><meta name="author" content="Ann Example">'
)
PAGES = {
    "/story": ("text/html", page(head=HEAD)),
    "/story.pdf": (
        "application/pdf",
        pdf([[(one[:80], 72, 700 - 30 * i, 11) for i, one in enumerate(STORY)]]),
    ),
    "/wait": ("text/html", page("Checking your browser.", title="Just a moment...")),
}


class Paper(Handler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.give(Answer(301, b"", {"Location": "/story"}))
            return
        media_type, body = PAGES.get(self.path, ("text/plain", b""))
        self.give(Answer(200 if body else 404, body, {"Content-Type": media_type}))


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with listening(Paper) as url:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", urlsplit(url).netloc)
        yield url


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "claims")
    yield opened
    opened.close()


def test_an_article_comes_in_from_its_address_with_its_original_kept(desk: Desk, paper: str) -> None:
    brought = desk.bring(f"{paper}/moved")
    found = brought.document
    assert (found.title, found.author) == ("Freedonia builds a second bridge", "Ann Example")
    article = desk.add_article(
        brought.text, title=found.title, url=found.url, published=str(found.published), brought=brought
    ).article
    assert article.text == found.text
    assert article.url == f"{paper}/story"
    assert article.published_basis == "page metadata: article:published_time"
    kept = desk.copy(article.slug, article.copy)
    assert (kept.url, kept.final_url) == (f"{paper}/moved", f"{paper}/story")
    assert desk.copy_text(article.slug, article.copy) == article.text
    original = (desk.folder / article.slug / "copies" / kept.original).read_bytes()
    url, media_type, _, body = warc.payload(original)
    assert (url, media_type, body) == (f"{paper}/story", "text/html", PAGES["/story"][1])
    assert desk.problems() == []


def test_a_date_that_the_person_typed_is_given_by_the_person(desk: Desk) -> None:
    brought = bring.bring_file("story.html", page(head=HEAD))
    article = desk.add_article(brought.text, published="June 2021", brought=brought).article
    assert article.published_basis == "given by the person who added it"
    other = bring.bring_file("other.html", page(*STORY[1:], head=HEAD))
    assert desk.add_article(other.text, published="", brought=other).article.published_basis == ""


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("story.html", page(), "html"),
        ("story.pdf", PAGES["/story.pdf"][1], "pdf"),
        ("a.docx", word(), "docx"),
    ],
)
def test_an_uploaded_document_is_kept_as_it_came(desk: Desk, name: str, data: bytes, suffix: str) -> None:
    brought = bring.bring_file(f"C:\\stories\\{name}", data)
    article = desk.add_article(brought.text, title="The bridge", brought=brought).article
    kept = desk.copy(article.slug, article.copy)
    assert (kept.name, kept.original) == (name, f"{kept.id}.{suffix}")
    assert (desk.folder / "the-bridge" / "copies" / kept.original).read_bytes() == data


def test_plain_text_has_no_original_beside_it(desk: Desk) -> None:
    brought = bring.bring_file("story.txt", "\n\n".join(STORY).encode())
    article = desk.add_article(brought.text, brought=brought).article
    assert (article.copy, article.text) == ("", "\n\n".join(STORY))
    assert not (desk.folder / article.slug / "copies").exists()


def test_the_source_of_a_page_may_be_pasted_and_words_in_angle_brackets_stay(desk: Desk) -> None:
    pasted = bring.bring_pasted(f"\n{page().decode()}")
    assert pasted.kept is not None
    assert STORY[0] in pasted.text
    assert bring.bring_pasted("The <b>mayor</b> said no.").text == "The <b>mayor</b> said no."


def test_a_version_read_out_of_a_page_names_the_copy(desk: Desk, paper: str) -> None:
    first = bring.bring_pasted("\n\n".join(STORY[:2]))
    slug = desk.add_article(first.text, title="The bridge").article.slug
    brought = desk.bring(f"{paper}/story")
    desk.add_version(slug, brought.text, by="Ann Example", kept=brought.kept)
    note = desk.text_versions(slug)[-1].note
    assert f"{paper}/story" in note
    assert desk.copy_text(slug, note.split()[-1].rstrip(")")) == brought.text


def test_what_cannot_be_brought_says_why(desk: Desk, paper: str) -> None:
    with pytest.raises(Unreachable, match="404"):
        desk.bring(f"{paper}/nowhere")
    with pytest.raises(BadInput, match="check for robots"):
        desk.bring(f"{paper}/wait")
    with pytest.raises(Unreachable):
        desk.bring("http://127.0.0.1:1/")
    with pytest.raises(BadInput, match="only an address"):
        bring.bring_pasted(" https://paper.example/story ")


# --- the command line and batches ------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_command_adds_an_address_and_tells_what_was_found(tmp_path: Path, paper: str) -> None:
    added = run("add", f"{paper}/story", "--desk", str(tmp_path / "claims"))
    assert added.stdout == "freedonia-builds-a-second-bridge\n"
    assert "published 2022-06-15 (page metadata: article:published_time)" in added.stderr
    desk = Desk.open(tmp_path / "claims")
    article = desk.article(added.stdout.strip())
    assert (article.author, article.url) == ("Ann Example", f"{paper}/story")
    assert desk.copy_text(article.slug, article.copy) == article.text
    desk.close()


def test_the_command_checks_a_document_and_what_is_given_counts_more_than_what_is_found(
    tmp_path: Path,
) -> None:
    story = tmp_path / "story.html"
    story.write_bytes(page(head=HEAD))
    found = run("check", str(story), "--format", "json")
    assert '"2022-06-15"' in found.stdout
    assert "page metadata" in found.stdout
    given = run("check", str(story), "--format", "json", "--published", "2020-02-03")
    assert '"2020-02-03"' in given.stdout
    assert "2022-06-15" not in given.stdout + given.stderr


def test_the_command_says_what_cannot_be_read(tmp_path: Path, paper: str) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf([[]]))
    refused = run("add", str(scan), "--desk", str(tmp_path / "claims"))
    assert refused.exit_code == 2
    assert "scan.pdf: the PDF holds pictures of pages" in refused.stderr
    assert run("check", f"{paper}/nowhere").exit_code == 2


def test_a_folder_may_hold_pages_and_documents(tmp_path: Path) -> None:
    stories = tmp_path / "stories"
    stories.mkdir()
    for name, data in (("a.html", page()), ("b.pdf", PAGES["/story.pdf"][1]), ("c.docx", word())):
        (stories / name).write_bytes(data)
    (stories / "d.png").write_bytes(b"\x89PNG")
    assert [file.name for file in articles.find([str(stories)])[0]] == ["a.html", "b.pdf", "c.docx"]
    done = run("check", str(stories), "--jobs", "1", "--quiet", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    summary = (tmp_path / "out" / "summary.csv").read_text("utf-8")
    assert all(name in summary for name in ("a.html", "b.pdf", "c.docx"))
