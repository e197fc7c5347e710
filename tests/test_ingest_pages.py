"""Web pages: the article without what stands around it, what the page says of itself, and what it is not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from factdesk import ingest
from factdesk.errors import BadInput
from factdesk.ingest.document import Document
from factdesk.model import Period
from made_documents import STORY, page

URL = "https://paper.example/news/second-bridge"


def read(data: bytes, **given: str) -> Document:
    return ingest.read(data, **{"name": "story.html", **given})


def ld(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


# --- the text --------------------------------------------------------------------------------------


def test_the_text_is_the_article_alone_with_its_paragraphs_parted() -> None:
    assert read(page()).text == "\n\n".join(("Freedonia builds a second bridge", *STORY))


def test_items_of_a_list_and_rows_of_a_table_stand_on_lines_of_their_own() -> None:
    extra = (
        "<ul><li>the bridge <b>itself</b></li><li>its roads</li></ul>"
        "<table><tr><th>Year</th><th>Million</th></tr><tr><td>2024</td><td>14.2</td></tr></table>"
    )
    text = read(page(*STORY, extra)).text
    assert "\n\n- the bridge itself\n- its roads\n\nYear | Million\n2024 | 14.2" in text


def test_line_ends_in_the_source_are_no_line_ends_of_the_text_and_breaks_are() -> None:
    text = read(page(STORY[0].replace(" voted", "\n   voted"), f"{STORY[1]}<br>{STORY[2]}")).text
    assert STORY[0] in text
    assert f"{STORY[1]}\n{STORY[2]}" in text


def test_what_a_sentence_says_twice_stays() -> None:
    assert read(page(*STORY, STORY[0])).text.count(STORY[0]) == 2


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8-sig", "iso-8859-1", "iso-8859-1"),  # a byte order mark counts most
        ("cp1252", "iso-8859-1", ""),  # the web's Latin-1 has curly quotes
        ("cp1251", "utf-8", "windows-1251"),  # the server's word counts more than the page's
        ("utf-16", "utf-16", ""),
        ("utf-8", "windows-1251", "no-such-charset"),  # neither fits
    ],
)
def test_letters_are_read_as_they_are_encoded(encoding: str, declared: str, charset: str) -> None:
    words = "Мэр города" if "1251" in encoding + charset else "“Café” – naïve"
    html = (
        page(f"{words} {STORY[0]}", *STORY[1:]).decode().replace('charset="utf-8"', f'charset="{declared}"')
    )
    if (encoding, declared) == ("utf-8", "windows-1251"):
        html = html.replace(' charset="windows-1251"', "")
    assert words in read(html.encode(encoding), charset=charset).text


def test_a_page_that_says_nothing_of_its_letters_is_read_as_western_with_a_remark() -> None:
    html = page("Café " + STORY[0], *STORY[1:]).decode().replace('<meta charset="utf-8">', "")
    found = read(html.encode("latin-1"))
    assert "Café" in found.text
    assert any("how its letters are encoded" in remark for remark in found.remarks)


def test_a_page_that_says_utf_8_and_has_not_one_letter_of_it_is_western() -> None:
    found = read(page("Café " + STORY[0], *STORY[1:]).decode().encode("latin-1"), charset="utf-8")
    assert "Café" in found.text
    assert any("says that its letters are UTF-8" in remark for remark in found.remarks)
    mostly = read(page("Café " + STORY[0], "Zoë. " + STORY[1]).replace("ë".encode(), b"\xeb"))
    assert "Café" in mostly.text


# --- what the page says of itself ------------------------------------------------------------------


def test_title_author_publisher_language_and_address_are_found() -> None:
    head = (
        ld(
            headline="Freedonia builds a second bridge",
            datePublished="2022-06-15T22:10:00-05:00",
            author=[{"@type": "Person", "name": "Ann Example"}, {"name": "Bob Sample"}],
            publisher={"@type": "Organization", "name": "The Freedonia Paper"},
        )
        + f'<link rel="canonical" href="{URL}">'
    )
    found = read(page(head=head), url=f"{URL}?utm_source=x")
    assert found.title == "Freedonia builds a second bridge"
    assert found.author == "Ann Example, Bob Sample"
    assert found.publisher == "The Freedonia Paper"
    assert (found.url, found.language, found.media_type) == (URL, "en", "text/html")
    assert (found.published, found.published_basis) == (
        Period.parse("2022-06-15"),
        "page metadata: datePublished",
    )


DATES = [
    # what the page says, the date, the end of its basis
    (
        '<meta property="article:published_time" content="2022-06-15T08:00:00Z">',
        "2022-06-15",
        "published_time",
    ),
    ('<meta name="dc.date" content="2022-06">', "2022-06", "dc.date"),
    ('<meta name="date" content="15 June 2022">', "2022-06-15", ": date"),
    ('<meta name="pubdate" content="Wed, 15 Jun 2022 10:00:00 GMT">', "2022-06-15", "pubdate"),
    ('<meta name="date" content="20220615">', "2022-06-15", ": date"),
    ('<meta name="date" content="1970-01-01">', "", ""),
    ('<meta name="date" content="2999-01-01">', "", ""),
    ('<meta name="date" content="03/04/2022">', "", ""),
    ("", "", ""),  # the footer's copyright line is no date of publication
]


@pytest.mark.parametrize(("head", "day", "basis"), DATES)
def test_a_date_is_taken_as_far_as_the_page_gives_it(head: str, day: str, basis: str) -> None:
    found = read(page(head=head))
    assert str(found.published) == day
    assert found.published_basis.endswith(basis)
    assert bool(found.published_basis) == bool(day)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/2022/06/15/bridge", "2022-06-15"),
        ("https://paper.example/2022/06/bridge", "2022-06"),
        ("https://paper.example/2022/bridge", ""),
        ("https://paper.example/issues/2022-4/bridge", ""),
        ("https://paper.example/2022-6-5/bridge", "2022-06-05"),
        ("https://paper.example/tag/2022/13/bridge", ""),
    ],
)
def test_an_address_gives_a_day_or_a_month(url: str, day: str) -> None:
    found = read(page(), url=url)
    assert str(found.published) == day
    assert found.published_basis == ("the page's address" if day else "")


def test_a_date_in_the_pages_text_counts_last_and_only_where_it_can_be_read_in_one_way() -> None:
    written = page('<span class="date">Published: June 15, 2022</span>', *STORY)
    assert str(read(written).published) == "2022-06-15"
    assert read(written).published_basis == "the page's text"
    either = page('<span class="date">Published: 05/10/2018</span>', *STORY)
    assert str(read(either).published) == ""
    assert any("read in two ways: 05/10/2018" in remark for remark in read(either).remarks)
    german = page('<span class="date">Stand: 05.10.2018</span>', *STORY, lang="de")
    assert str(read(german).published) == "2018-10-05"


def test_a_moment_in_utc_falls_on_the_day_of_the_address() -> None:
    head = ld(headline="Freedonia builds a second bridge", datePublished="2022-06-16T03:10:00Z")
    found = read(page(head=head), url="https://paper.example/2022/06/15/bridge")
    assert (str(found.published), found.published_basis) == (
        "2022-06-15",
        "page metadata: datePublished, with the day of the page's address",
    )
    assert found.remarks == ()


def test_a_month_in_the_address_gives_way_to_a_day_in_it() -> None:
    written = page('<span class="date">Published: June 15, 2022</span>', *STORY)
    assert str(read(written, url="https://paper.example/2022/06/bridge").published) == "2022-06-15"
    assert str(read(written, url="https://paper.example/2021/06/bridge").published) == "2021-06"


def test_two_dates_and_a_later_change_are_told() -> None:
    head = (
        ld(headline="Freedonia builds a second bridge", datePublished="2022-06-15", dateModified="2022-07-01")
        + '<meta property="article:published_time" content="2021-03-01">'
    )
    found = read(page(head=head))
    assert str(found.published) == "2022-06-15"
    told = " ".join(found.remarks)
    assert "another date too: 2021-03-01" in told
    assert "last changed on 2022-07-01" in told


OTHER_STORIES = [
    '<aside><a href="/a">Ferry stops</a> <time datetime="2021-01-04">4 Jan</time></aside>',
    '<ul><li><a href="/a">Ferry stops</a> <time datetime="2021-01-04">4 Jan</time></li></ul>',
    '<div class="related-news"><a href="/a">Ferry</a> <time pubdate datetime="2021-01-04">4</time></div>',
]


@pytest.mark.parametrize("other", OTHER_STORIES)
def test_the_time_of_a_link_to_another_story_is_no_date_of_this_one(other: str) -> None:
    assert str(read(page(*STORY, other)).published) == ""
    assert str(read(page(*STORY, other), url="https://paper.example/2022/06/15/b").published) == "2022-06-15"


def test_a_time_that_nothing_marks_gives_way_to_the_day_of_the_address() -> None:
    lone = page('<time datetime="2021-01-04">4 January</time>', *STORY)
    assert str(read(lone).published) == "2021-01-04"
    assert str(read(lone, url="https://paper.example/2022/06/15/bridge").published) == "2022-06-15"


def test_a_headline_is_no_publisher() -> None:
    titled = page(title="Freedonia builds a second bridge | The Paper").replace(
        b" | The Paper</h1>", b"</h1>"
    )
    assert read(titled, url=URL).publisher in ("The Paper", "paper.example")


def test_a_list_of_other_articles_lends_no_date() -> None:
    others = "".join(ld(headline=f"Another story {i}", datePublished=f"2020-01-0{i}") for i in (1, 2, 3))
    assert str(read(page(head=others)).published) == ""


def test_the_node_of_the_pages_own_address_counts_among_several() -> None:
    others = ld(headline="Another story", datePublished="2020-01-01", url="https://paper.example/other")
    own = ld(headline="In short", datePublished="2022-06-15", mainEntityOfPage={"@id": f"{URL}/"})
    assert str(read(page(head=others + own), url=URL).published) == "2022-06-15"


def test_structured_data_with_a_stray_bracket_behind_it_is_read() -> None:
    head = ld(headline="Freedonia builds a second bridge", datePublished="2022-06-15").replace("}<", "}}<")
    assert str(read(page(head=head)).published) == "2022-06-15"


def test_an_original_on_another_site_is_told() -> None:
    found = read(page(head='<link rel="canonical" href="https://wire.example/a/1">'), url=URL)
    assert found.url == "https://wire.example/a/1"
    assert any("another site" in remark for remark in found.remarks)


# --- what is no article ----------------------------------------------------------------------------

NOTICES = [
    (page("Checking your browser before you go on.", title="Just a moment..."), "check for robots"),
    (page("Please verify you are a human to continue.", title="paper.example"), "check for robots"),
    (
        page("We could not find what you asked for.", title="404 - Page not found | The Paper"),
        "nothing at this",
    ),
    (page("We and our 812 partners value your privacy. Accept all cookies.", title="The Paper"), "cookies"),
    (
        page("You need to enable JavaScript to run this app.", title="The Paper"),
        "JavaScript",
    ),
    (b"<html><head><title>x</title></head><body><img src=a.png></body></html>", "no text of an article"),
    (page("It may have moved.", title="Page not found | The Paper"), "nothing at this"),
    (page("Bitte suchen.", title="Seite nicht gefunden - Die Zeitung", lang="de"), "nothing at this"),
    (page("Cherchez ailleurs.", title="Page introuvable", lang="fr"), "nothing at this"),
    (page("We and our 243 partners store information on a device.", title="The Paper"), "cookies"),
    (page("Partners keep things on your device.", title="Before you continue"), "cookies"),
    (page("Wir und unsere 243 Partner verwenden Cookies.", title="Die Zeitung", lang="de"), "cookies"),
    (page("Nous utilisons des cookies.", title="Le Journal", lang="fr"), "cookies"),
]


@pytest.mark.parametrize(("data", "said"), NOTICES)
def test_a_notice_instead_of_the_article_is_refused_and_named(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(data)


def test_a_story_about_robots_and_missing_pages_is_a_story() -> None:
    words = "Checks that verify you are human annoy readers; a page not found annoys them more."
    found = read(page(*STORY, *(f"{words} {one}" for one in STORY), title="Are you a robot? Why sites ask"))
    assert words in found.text


PAYWALLS = [
    (page(*STORY, "Subscribe to continue reading. Already a subscriber? Log in."), "only the beginning"),
    (page(*STORY, "Dieser Artikel ist nur für Abonnenten. Sie haben bereits ein Abo?"), "only the beginning"),
    (page(*STORY, "Il vous reste 80% de cet article à lire, réservé aux abonnés."), "only the beginning"),
    (
        page(head=ld(headline="Freedonia builds a second bridge", isAccessibleForFree=False)),
        "not free to read",
    ),
]


@pytest.mark.parametrize(("data", "said"), PAYWALLS)
def test_a_paywall_is_a_remark(data: bytes, said: str) -> None:
    assert any(said in remark for remark in read(data).remarks)


def test_a_story_without_spaces_between_its_words_is_not_called_short() -> None:
    words = "市の新しい橋が月曜日に市長によって開通した。議会がこの計画を承認してから四年が経っていた。"
    assert not read(page(*[words] * 5, title="新しい橋が開通", lang="ja")).remarks


# --- what a file is --------------------------------------------------------------------------------


def test_the_bytes_tell_what_a_file_is_and_a_wrong_announcement_is_told() -> None:
    found = ingest.read(page(), name="https://paper.example/a.pdf", media_type="application/pdf")
    assert found.media_type == "text/html"
    assert found.remarks[0] == "It was announced as a PDF document, but is a web page."


def test_plain_text_is_read_to_the_letter() -> None:
    text = "A heading\n\n  The mayor said <b>no</b> & left.\n"
    found = ingest.read(text.encode(), name="notes.txt")
    assert (found.text, found.title, found.media_type) == (text, "A heading", "text/plain")


def test_plain_text_of_a_server_is_read_with_its_charset() -> None:
    assert ingest.read("Café".encode("latin-1"), name="a.txt", charset="iso-8859-1").text == "Café"
    with pytest.raises(BadInput, match="not valid UTF-8"):
        ingest.read("Café".encode("latin-1"), name="a.txt")


REFUSED = [
    (b"", "empty"),
    (b" \n ", "empty"),
    (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "a feed"),
    (b'<?xml version="1.0"?><data><row/></data>', "XML"),
    (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
    (b"{\\rtf1 words}", "Rich Text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_is_no_article_is_refused_by_its_name(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        ingest.read(data, name="given.bin")
    assert str(refused.value).startswith("given.bin: ")


def test_data_that_a_server_declares_is_refused() -> None:
    with pytest.raises(BadInput, match="JSON"):
        ingest.read(b'{"a": 1}', name="https://paper.example/api", media_type="application/json")


def test_reading_is_ready_without_the_parsers() -> None:
    loaded = (
        "import sys; from factdesk import ingest; ingest.read(b'words', name='a.txt'); print(*sys.modules)"
    )
    names = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert not {"trafilatura", "htmldate", "pypdfium2", "docx", "dateparser"} & set(names.split())
