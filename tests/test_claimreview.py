"""Reviews of claims that others published, read from pages, files and feeds as they really are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from factdesk.errors import BadInput
from factdesk.recall import claimreview
from factdesk.recall.claimreview import Feed

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2022-06-15",
    "url": "https://example.org/checks/bridge",
    "claimReviewed": "The bridge cost 12 million dollars.",
    "author": {"@type": "Organization", "name": "The Freedonia Courier"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ann Example"},
        "datePublished": "2022-06",
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}


def page(*scripts: str) -> bytes:
    parts = "".join(f'<script type="application/ld+json">{one}</script>' for one in scripts)
    return f"<!doctype html><html><head><title>x</title>{parts}</head><body><p>x</p></body></html>".encode()


def read(document: object) -> Feed:
    return claimreview.read(json.dumps(document).encode(), "feed.json")


def changed(**changes: object) -> dict[str, Any]:
    """The review with other fields; None leaves one out."""
    return {key: value for key, value in {**REVIEW, **changes}.items() if value is not None}


def test_a_review_in_a_page_is_read_with_all_that_it_says() -> None:
    (found,) = claimreview.read(page(json.dumps(REVIEW)), "page").reviews
    assert found.text == "The bridge cost 12 million dollars."
    assert (found.label, found.publisher, found.at) == ("False", "The Freedonia Courier", "2022-06-15")
    assert (found.claimant, found.claimed) == ("Ann Example", "2022-06")
    assert found.url == "https://example.org/checks/bridge"


FORMS = {
    "one object": REVIEW,
    "a list": [REVIEW],
    "a graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]},
    "a feed": {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "dataFeedElement": [{"@type": "DataFeedItem", "dateCreated": "2022-06-16", "item": [REVIEW]}],
    },
    "several types": changed(**{"@type": ["Review", "ClaimReview"]}),
    "a long type": changed(**{"@type": "http://schema.org/ClaimReview"}),
    "long keys": {f"schema:{key}" if key[0] != "@" else key: value for key, value in REVIEW.items()},
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_every_form_in_which_reviews_are_published_gives_the_same_review(document: object) -> None:
    assert read(document).reviews == read(REVIEW).reviews


def test_what_a_review_only_names_is_looked_up_in_its_document() -> None:
    organisation = {"@type": "Organization", "@id": "#us", "name": "The Freedonia Courier"}
    found = read({"@graph": [organisation, changed(author={"@id": "#us"})]})
    assert found.reviews[0].publisher == "The Freedonia Courier"


def test_the_answer_of_a_claim_search_is_read() -> None:
    review = {
        "publisher": {"name": "The Courier", "site": "courier.example"},
        "url": "https://courier.example/1",
        "title": "No, it did not",
        "reviewDate": "2022-06-15T00:00:00Z",
        "textualRating": "False",
    }
    answer = {"claims": [{"text": "It cost 12 million.", "claimant": "Ann Example", "claimReview": [review]}]}
    (found,) = read(answer).reviews
    assert (found.label, found.publisher, found.at) == ("False", "The Courier", "2022-06-15")
    assert (found.text, found.claimant, found.title) == (
        "It cost 12 million.",
        "Ann Example",
        "No, it did not",
    )


def test_one_object_per_line_is_read_and_a_broken_line_named() -> None:
    lines = f"{json.dumps(REVIEW)}\n{{broken\n{json.dumps(changed(url='https://example.org/2'))}\n"
    found = claimreview.read(lines.encode(), "feed.jsonl")
    assert len(found.reviews) == 2
    assert found.left_out[0].where == "line 2"


RATINGS = [
    ({"alternateName": "Mostly false", "ratingValue": "2"}, "Mostly false"),
    ({"ratingValue": 2, "bestRating": 5}, "2 of 5"),
    ({"ratingValue": "3"}, "3"),
    ({"name": "Pants on Fire"}, "Pants on Fire"),
    ("False", "False"),
    ([{"alternateName": "False"}, {"alternateName": "True"}], "False"),
    ({}, ""),
    (None, ""),
    ([], ""),
]


@pytest.mark.parametrize(("rating", "label"), RATINGS, ids=str)
def test_a_rating_is_read_in_words_or_numbers_or_is_missing(rating: object, label: str) -> None:
    assert read(changed(reviewRating=rating)).reviews[0].label == label


AUTHORS = [
    ("The Courier", "The Courier"),
    ({"name": ["The Courier"]}, "The Courier"),
    ({"url": "https://www.courier.example/about"}, "courier.example"),
    ("https://courier.example/", "courier.example"),
    ([{"name": "Ann Example"}, {"name": "Bob Sample"}], "Ann Example, Bob Sample"),
    ({"name": {"@value": "The Courier", "@language": "en"}}, "The Courier"),
    (7, "7"),
    (None, ""),
    (True, ""),
]


@pytest.mark.parametrize(("author", "publisher"), AUTHORS, ids=str)
def test_a_publisher_is_read_in_any_form(author: object, publisher: str) -> None:
    assert read(changed(author=author)).reviews[0].publisher == publisher


DAYS = [
    ("2022-06-15", "2022-06-15"),
    ("2022-06-15T10:20:30+02:00", "2022-06-15"),
    ("June 15, 2022", "2022-06-15"),
    ("2022-06", "2022-06"),
    ("2022", "2022"),
    ("03/04/2022", "03/04/2022"),  # two days could be meant
    ("soon", "soon"),
    (None, ""),
    ({"@value": "2022-06-15"}, "2022-06-15"),
]


@pytest.mark.parametrize(("given", "at"), DAYS, ids=str)
def test_a_date_becomes_a_period_or_stays_as_it_is(given: object, at: str) -> None:
    assert read(changed(datePublished=given)).reviews[0].at == at


def test_the_claim_is_looked_for_where_others_put_it() -> None:
    in_item = changed(claimReviewed=None, itemReviewed={"@type": "Claim", "name": "The dam is safe."})
    as_words = changed(claimReviewed=None, itemReviewed="The dam is safe.")
    assert [read(one).reviews[0].text for one in (in_item, as_words)] == ["The dam is safe."] * 2


def test_what_is_left_out_is_told_with_its_reason() -> None:
    silent = changed(claimReviewed=" ", itemReviewed=None)
    endless = changed(claimReviewed="x" * 2001)
    found = read([REVIEW, silent, endless, REVIEW])
    assert len(found.reviews) == 1
    assert [(one.where, one.why) for one in found.left_out] == [
        ("review 2", "it does not say which claim it reviews"),
        ("review 3", "its claim has 2,001 characters, more than 2,000"),
        ("review 4", "it is there twice"),
    ]
    assert found.words == "1 review read, 3 left out"


def test_markup_in_texts_stays_text() -> None:
    found = read(changed(claimReviewed="<script>alert(1)</script> &amp; <b>so</b>\u0000\n on")).reviews[0]
    assert found.text == "<script>alert(1)</script> &amp; <b>so</b> on"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "https://a b", 7]
)
def test_what_is_no_link_of_the_web_is_not_taken_for_one(url: object) -> None:
    assert read(changed(url=url)).reviews[0].url == ""


MENDED = [
    "<!-- {} -->",
    "/* <![CDATA[ */ {} /* ]]> */",
    "//<![CDATA[\n{}\n//]]>",
    "{};",
]


@pytest.mark.parametrize("wrapping", MENDED)
def test_a_script_is_read_in_spite_of_what_stands_around_it(wrapping: str) -> None:
    assert claimreview.read(page(wrapping.replace("{}", json.dumps(REVIEW))), "page").reviews


def test_a_comma_too_many_is_forgiven() -> None:
    assert claimreview.read(page(json.dumps(REVIEW)[:-1] + ",}"), "page").reviews


def test_a_broken_script_does_not_hide_the_others() -> None:
    found = claimreview.read(page('{"@type": "ClaimReview", "claimReviewed": ', json.dumps(REVIEW)), "page")
    assert len(found.reviews) == 1
    assert found.left_out[0].where == "JSON-LD part 1 of the page"


HOSTILE = {
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "a number without end": b'{"a":' + b"9" * 10_000 + b"}",
    "no text": b"\x00\x01\x02\xff",
    "nothing": b"",
    "no review": b'{"@type": "Article"}',
    "a page without": b"<html><script type='application/ld+json'>{}</script></html>",
    "scripts never closed": b"<script type=application/ld+json>" * 20_000,
    "a plain list": b"[1, null, true, [[]]]",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_without_reviews_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match="feed"):
        claimreview.read(data, "feed")


def test_a_review_too_deep_in_a_document_is_not_looked_for() -> None:
    document: object = REVIEW
    for _ in range(60):
        document = [document]
    with pytest.raises(BadInput):
        read(document)


def test_a_large_feed_is_read_element_by_element_and_its_cut_end_named() -> None:
    items = [changed(url=f"https://example.org/{n}", reviewBody="x" * 2000) for n in range(2500)]
    data = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": one} for one in items]}).encode()
    assert len(claimreview.read(data, "feed").reviews) == 2500
    cut = claimreview.read(data[: data.rindex(b', {"item"')], "feed")
    assert (len(cut.reviews), cut.left_out[-1].why) == (2499, "it is cut off")
