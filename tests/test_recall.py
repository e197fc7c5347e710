"""The desk's memory: claims verified before are offered again, and never one that says something else."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from factdesk.cli import main
from factdesk.desk import Desk, reviewed
from factdesk.errors import BadInput
from factdesk.model import Claim
from factdesk.recall import Recall, Remembered
from factdesk.recall.spelling import is_variant, stem
from loopback import Answer
from news_site import desk_at, serving

HERE = Path(__file__).parent
PAIRS = [json.loads(line) for line in (HERE / "data" / "recall.jsonl").read_text("utf-8").splitlines()]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["recall"]


def offered(known: str, asked: str) -> bool:
    return bool(Recall([Remembered(known, "False")]).similar(asked))


# --- the measure -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["tuning", "held-out"])
def test_the_pairs_by_hand_are_told_apart_as_well_as_the_floors_say(part: str) -> None:
    rows = [row for row in PAIRS if part_of(row) == part]
    found = [row["same"] for row in rows if offered(row["one"], row["other"])]
    assert sum(found) / len(found) >= FLOORS[part]["precision"]
    assert sum(found) / sum(row["same"] for row in rows) >= FLOORS[part]["recall"]


def part_of(row: dict[str, str]) -> str:
    digest = hashlib.sha256(f"{row['one']}|{row['other']}".encode()).hexdigest()
    return "held-out" if int(digest[:8], 16) % 2 else "tuning"


# Found wrong on the tuning part of the public pairs, or thought of later: (known, asked, the same).
FOUND = [
    ("Sheryl Example appeared in a film.", "Sheryl Example has yet to appear in a film.", False),
    ("The society is associated with the show.", "The society is dissociated from the show.", False),
    ("Sample was born on November 22nd, 1968.", "Sample graduated on November 22nd, 1968.", False),
    ("Bob Sample was ranked fifth in Freedonia.", "Bob Sample was ranked second in Freedonia.", False),
    (
        "The Rolling Rocks wrote a song for Crispy Rice.",
        "Crispy Rice wrote a song for the Rolling Rocks.",
        False,
    ),
    ("The minister met al-Qaida leaders in 2003.", "The minister met al-Qaeda leaders in 2003.", True),
    ("The town has 99 bridges.", "The town has ninety-nine bridges.", True),
    ("The sale of plastic bags is not legal.", "The sale of plastic bags is illegal.", True),
    ("Ann Example met Bob Sample in Paris.", "Bob Sample met Ann Example in Paris.", True),
    ("About 30 percent of the forest burnt in 2020.", "30.4 percent of the forest burnt in 2020.", True),
    ("The tax is 30 percent.", "The tax is 30.4 percent.", False),
    ("Freedonia is the largest port.", "Freedonia is the second largest port.", False),
    ("Example was the US Secretary of State.", "Example was the US Secretary of Defense.", False),
    ("Exports to China fell 5 percent.", "Exports from China fell 5 percent.", False),
    ("Flights are cancelled until Thursday.", "Flights have been cancelled since Thursday.", False),
    ("Unlike her brother, the queen backed it.", "Unlike the queen, her brother backed it.", False),
    ("The coast towers spread the virus.", "The virus is spread by the coast towers.", True),
    ("Bob Sample is the army chief of Freedonia.", "Freedonia's army chief is Bob Sample.", True),
    ("Freedonia's mayor sued Sylvania's king.", "Sylvania's mayor sued Freedonia's king.", False),
    ("Die Brücke in Freedonien ist sicher.", "Die Brücke in Freedonien ist nicht sicher.", False),
    ("Le pont de Freedonia est ouvert.", "Le pont de Freedonia n'est pas ouvert.", False),
    ("Freedonia and Sylvania signed the pact.", "Sylvania and Freedonia signed the pact.", True),
]


@pytest.mark.parametrize(("known", "asked", "same"), FOUND)
def test_a_claim_is_offered_only_where_it_says_the_same(known: str, asked: str, same: bool) -> None:
    assert offered(known, asked) is same
    assert offered(asked, known) is same


SENTENCE = "Ann Example opened the new bridge in Freedonia on 15 June 2022 for 12 million dollars"


@given(st.sampled_from(["upper", "lower", "title"]), st.sampled_from(["", ".", "!", " …"]), st.integers(1, 3))
def test_case_stops_and_blanks_never_matter(case: str, stop: str, blanks: int) -> None:
    written = (" " * blanks).join(getattr(SENTENCE, case)().split(" ")) + stop
    assert offered(SENTENCE, written)


@given(st.integers(2, 10**9), st.integers(2, 10**9))
def test_two_numbers_are_the_same_only_with_one_value(one: int, other: int) -> None:
    assert offered(f"The bridge has {one:,} screws", f"The bridge has {other} screws") is (one == other)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_remembered_and_asked_for(one: str, other: str) -> None:
    for match in Recall([Remembered(one, "False")]).similar(other):
        assert 0 < match.likeness <= 1
        assert "".join(words for kind, words in match.differences if kind != "inserted") == one
        assert "".join(words for kind, words in match.differences if kind != "deleted") == other


def test_a_claim_finds_itself_among_many() -> None:
    memory = Recall(
        Remembered(f"The town of Name{n} has {n + 2} bridges over the river.", "True") for n in range(3000)
    )
    (found,) = memory.similar("Over the river, the town of Name1234 has 1,236 bridges.")
    assert found.remembered.text == "The town of Name1234 has 1236 bridges over the river."


def test_the_most_alike_comes_first_and_of_equals_the_latest() -> None:
    texts = ["The bridge cost 12 million dollars.", "The new bridge in the town cost 12 million dollars."]
    memory = Recall(
        [
            Remembered(texts[1], "False"),
            Remembered(texts[0], "True", at="2020"),
            Remembered(texts[0], "False", at="2021"),
        ]
    )
    found = [(match.remembered.label, match.remembered.at) for match in memory.similar(texts[0])]
    assert found[:2] == [("False", "2021"), ("True", "2020")]
    assert len(memory.similar(texts[0], most=1)) == 1


def test_a_claim_of_next_to_no_words_recalls_nothing() -> None:
    assert not offered("He did it.", "He did it.")
    assert not Recall([]).similar("The bridge cost 12 million dollars.")


def test_what_is_too_long_for_a_claim_is_neither_remembered_nor_asked_for() -> None:
    story = "The bridge in Freedonia cost 12 million dollars. " * 40
    assert Recall([Remembered(story, "False")]).similar(story) == []


def test_the_age_of_a_verdict_is_counted_from_its_last_possible_day() -> None:
    on = date(2022, 7, 10)
    assert Remembered("x", "True", at="2022-06").days_old(on) == 10
    assert [Remembered("x", "True", at=at).days_old(on) for at in ("", "soon")] == [None, None]


STEMS = [("closed", "closing"), ("planned", "plan"), ("colours", "color"), ("organised", "organize")]


@pytest.mark.parametrize(
    ("one", "other"), [*STEMS, ("women", "woman"), ("programme", "program"), ("rose", "risen")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


NAMES = [("zelensky", "zelenskyy", True), ("mohammed", "muhammad", True), ("niger", "nigeria", False)]


@pytest.mark.parametrize(
    ("one", "other", "same"), [*NAMES, ("austria", "australia", False), ("martin", "morton", False)]
)
def test_spellings_of_a_name_are_told_from_other_names(one: str, other: str, same: bool) -> None:
    assert is_variant(one, other) is same


OTHERS = [
    ("Joe Example was elected mayor of Freedonia.", "Jill Example was elected mayor of Freedonia."),
    ("North Freedonia signed the treaty.", "South Freedonia signed the treaty."),
    (
        "The government shelled the town of Karsova in June.",
        "The rebels shelled the town of Karsova in June.",
    ),
    ("Ann Example was arrested for fraud in May.", "Ann Example was jailed for fraud in May."),
    ("Ann said Bob was ill in hospital.", "Bob said Ann was ill in hospital."),
    ("The army killed two rebels in Karsova.", "The rebels killed two soldiers in Karsova."),
    ("Sample Bank was taken over by Example Bank.", "Example Bank was taken over by Sample Bank."),
    ("The two-week truce began in Freedonia.", "The three-week truce began in Freedonia."),
    ("The shop sold more than 100 copies of it.", "The shop sold about 100 copies of it."),
    ("Ann Example is an advocate of the new law.", "Ann Example is against the new law."),
    ("The president opened the fair in Karsova.", "The deputy president opened the fair in Karsova."),
    ("The Georgian president came to Freedonia.", "The Armenian president came to Freedonia."),
    ("Ann Example directed the film.", "Ann Example wrote the film."),
    ("They will not only help the mayor.", "They will only help the mayor."),
    (
        "The chiefs of Freedonia signed the treaty with Sylvania and Karsova on trade in coal and steel.",
        "The chiefs of Freedonia signed the treaty with Sylvania and Karsova on trade in coal and steel, "
        "the envoys wept and markets soared.",
    ),
]
SAME = [
    ("President Ann Example stepped down on Monday.", "President Ann Example resigned on Monday."),
    ("They agreed a ceasefire in Karsova.", "They agreed to a cease-fire in Karsova, officials said."),
    ("The Bank of Freedonia raised rates.", "BoF raised its rates."),
    ("Prime Minister Ann Example vowed to cut taxes.", "Prime Minister Example pledged to reduce taxes."),
    ('"The new bridge is safe," said Mayor Ann Example.', "Mayor Ann Example said the new bridge is safe."),
    ("Police detained 12 protesters in Karsova.", "Police in Karsova arrested 12 demonstrators."),
    ("The appeal was rejected by the court.", "The appeal was turned down by the court."),
    ("They made a two-week visit to Freedonia.", "They made a 2-week visit to Freedonia."),
    ("Freedonia 'closes' the bridge.", "Freedonia closes the 'bridge'."),
    ("Council to Close the Old Bridge Not Being Used", "Council to close the old bridge not being used"),
]


@pytest.mark.parametrize(("known", "asked"), OTHERS)
def test_claims_that_differ_in_what_matters_are_not_offered(known: str, asked: str) -> None:
    assert not offered(known, asked)
    assert not offered(asked, known)


@pytest.mark.parametrize(("known", "asked"), SAME)
def test_claims_in_other_words_are_offered(known: str, asked: str) -> None:
    assert offered(known, asked)
    assert offered(asked, known)


@pytest.mark.parametrize("text", ["bridge " * 100, " ".join(f"b{n}" for n in range(200))])
def test_a_text_that_is_no_claim_is_not_compared_word_by_word(text: str) -> None:
    assert not offered(text, text)


# --- on the desk -----------------------------------------------------------------------------------

FIRST = "Mayor Ann Example opened the bridge in Freedonia. The bridge in Freedonia cost 12 million dollars."
SECOND = (
    "News from the north. The bridge in Freedonia cost $12 million. The bridge in Sylvania cost $12 million."
)
COST = "cost"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "claims")
    desk.add_article(FIRST, title="First", by="Ann")
    desk.add_article(SECOND, title="Second", by="Ann")
    yield desk
    assert desk.problems() == []


def costs(desk: Desk, slug: str) -> Claim:
    """The claim that says what the bridge in Freedonia cost."""
    return next(one for one in desk.claims(slug) if COST in one.text and "Freedonia" in one.text)


def decide(desk: Desk, claim: Claim, reviewer: str = "Ann", verdict: str = "Refuted", **more: object) -> None:
    seen = [
        one.revision for one in desk.verdicts("first") if (one.claim_id, one.reviewer) == (claim.id, reviewer)
    ]
    desk.decide(
        "first", claim.id, reviewer=reviewer, verdict=verdict, base_revision=max(seen, default=0), **more
    )  # type: ignore[arg-type]


def test_a_verdict_on_the_same_claim_elsewhere_is_offered_with_all_that_is_known(desk: Desk) -> None:
    source = {"id": "s1", "url": "https://example.org/budget", "title": "Budget"}
    known = costs(desk, "first")
    decide(desk, known, rationale="The budget says 14.", sources=[source])
    (match,) = desk.recalled("second", costs(desk, "second").id)
    found = match.remembered
    assert (found.text, found.label, found.reviewer) == (known.text, "Refuted", "Ann")
    assert (found.article, found.claim_id, found.title) == ("first", known.id, "First")
    assert (found.sources, found.rationale) == (("https://example.org/budget",), "The budget says 14.")
    assert found.days_old(date.fromisoformat(found.at)) == 0


def test_a_claim_is_not_offered_to_itself_nor_to_one_of_another_place(desk: Desk) -> None:
    decide(desk, costs(desk, "first"))
    assert desk.recalled("first", costs(desk, "first").id) == []
    assert list(desk.all_recalled("second")) == [costs(desk, "second").id]


def test_a_verdict_taken_back_or_on_earlier_words_is_not_remembered(desk: Desk) -> None:
    claim, asked = costs(desk, "first"), costs(desk, "second").id
    decide(desk, claim)
    decide(desk, claim, verdict="")
    assert desk.recalled("second", asked) == []
    decide(desk, claim)
    assert len(desk.recalled("second", asked)) == 1
    desk.edit_claim("first", claim.id, "The bridge was cheap.", by="Ann", base_revision=claim.revision)
    assert desk.recalled("second", asked) == []


def test_reviewers_who_agree_are_named_together_and_others_apart(desk: Desk) -> None:
    claim = costs(desk, "first")
    for reviewer, verdict in (("Ann", "Refuted"), ("Bob", "Refuted"), ("Cem", "Supported")):
        decide(desk, claim, reviewer, verdict)
    found = [match.remembered for match in desk.recalled("second", costs(desk, "second").id)]
    assert {(one.label, one.reviewer) for one in found} == {("Refuted", "Ann, Bob"), ("Supported", "Cem")}


def test_a_claim_that_was_recalled_is_answered_from_memory_when_asked_again(desk: Desk) -> None:
    decide(desk, costs(desk, "first"))
    asked = costs(desk, "second").id
    assert desk.recalled("second", asked)[0] is desk.recalled("second", asked)[0]


# --- feeds of others -------------------------------------------------------------------------------


def feed(*claims: str, rating: str = "False") -> bytes:
    reviews = [
        {
            "@type": "ClaimReview",
            "claimReviewed": claim,
            "url": f"https://courier.example/{number}",
            "author": {"name": "The Courier"},
            "datePublished": "2022-06-15",
            "reviewRating": {"alternateName": rating},
        }
        for number, claim in enumerate(claims)
    ]
    return json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": reviews}]}).encode()


CLAIM = "The bridge in Freedonia cost 12 million dollars."
NASTY = '=HYPERLINK("x"), "quoted" \\n, and 12 bridges'


def test_imported_reviews_are_offered_with_their_publisher(desk: Desk) -> None:
    done = desk.import_feed("courier.json", feed(CLAIM, "The dam is safe."), by="Ann")
    assert done.words == "courier-json: 2 reviews added, 0 changed, 0 known already; 0 left out"
    (match,) = desk.recalled("second", costs(desk, "second").id)
    found = match.remembered
    assert (found.label, found.publisher, found.at) == ("False", "The Courier", "2022-06-15")
    assert (found.url, found.article, found.feed) == ("https://courier.example/0", "", "courier-json")


def test_importing_the_same_feed_twice_adds_nothing(desk: Desk) -> None:
    desk.import_feed("courier.json", feed(CLAIM, NASTY), by="Ann")
    (path,) = reviewed.paths(desk.folder)
    before = path.read_bytes()
    assert desk.import_feed("courier.json", feed(CLAIM, NASTY), by="Bob").kept == reviewed.Kept(0, 0, 2)
    assert path.read_bytes() == before
    assert desk.feeds() == {"courier-json": 2}


def test_a_review_with_another_verdict_is_a_new_revision(desk: Desk) -> None:
    desk.import_feed("courier.json", feed(CLAIM), by="Ann")
    assert desk.import_feed("courier.json", feed(CLAIM, rating="True"), by="Ann").kept.changed == 1
    found = desk.recalled("second", costs(desk, "second").id)
    assert [match.remembered.label for match in found] == ["True"]


def test_a_review_in_two_feeds_is_offered_once(desk: Desk) -> None:
    desk.import_feed("one.json", feed(CLAIM), by="Ann")
    desk.import_feed("two.json", feed(CLAIM), by="Ann")
    assert len(desk.recalled("second", costs(desk, "second").id)) == 1


def test_reviews_survive_the_file_to_the_letter(tmp_path: Path) -> None:
    review = Remembered(
        NASTY, "'False", publisher="+Co", url="https://a.example", at="2022-06", claimant="-1\\n"
    )
    reviewed.keep(tmp_path, "feed", [review], "Ann")
    (path,) = reviewed.paths(tmp_path)
    (found,) = reviewed.remembered(path)
    assert (found.text, found.label, found.publisher, found.claimant) == (NASTY, "'False", "+Co", "-1\\n")
    assert reviewed.problems(tmp_path) == []


SPOILT = {
    "revision 2 where 1 comes next": lambda data: data.replace(b",1,The", b",2,The"),
    "2 cells where the header has 12": lambda data: data + b"r1,1\n",
    "the header is not": lambda data: data.replace(b"review_id", b"id"),
    "cut off": lambda data: data + b"r1,1,x",
    "not written by the rules": lambda data: data.replace(b",The dam is safe.", b',"The dam is safe."'),
    "it has no claim": lambda data: data.replace(b"The dam is safe.", b""),
}


@pytest.mark.parametrize("message", SPOILT)
def test_what_is_wrong_in_a_file_is_named_by_line(tmp_path: Path, message: str) -> None:
    reviewed.keep(tmp_path, "feed", [Remembered("The dam is safe.", "False")], "Ann")
    (path,) = reviewed.paths(tmp_path)
    path.write_bytes(SPOILT[message](path.read_bytes()))
    assert any(message in str(problem) for problem in reviewed.problems(tmp_path))


def test_a_torn_last_line_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    first, second = (Remembered(text, "False") for text in ("The dam is safe.", "The dam is old."))
    reviewed.keep(tmp_path, "feed", [first], "Ann")
    (path,) = reviewed.paths(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + b"r123,1,torn")
    reviewed.keep(tmp_path, "feed", [second], "Ann")
    assert [one.text for one in reviewed.remembered(path)] == [first.text, second.text]
    assert b"torn" in path.with_name(f"{path.name}.rejected").read_bytes()
    assert path.read_bytes().startswith(whole)


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json; charset=utf-8", "text/html"])
def test_a_feed_is_fetched_from_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    body = feed(CLAIM)
    page = b'<html><script type="application/ld+json">' + body + b"</script></html>"
    answer = Answer(body=page if kind == "text/html" else body, headers={"Content-Type": kind})
    with serving({"/feed": answer}) as site:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", site.url.removeprefix("http://"))
        done = desk_at(tmp_path / "claims").fetch_feed(site.link("/feed"), by="Ann")
    assert done.kept == reviewed.Kept(1, 0, 0)


def test_a_link_that_is_none_is_not_fetched(desk: Desk) -> None:
    with pytest.raises(BadInput, match="web link"):
        desk.fetch_feed("file:///etc/passwd", by="Ann")


def test_a_file_without_reviews_is_refused_and_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(BadInput, match="no ClaimReview"):
        desk.import_feed("x.json", b"{}", by="Ann")
    assert reviewed.paths(desk.folder) == []


# --- looking at it again ---------------------------------------------------------------------------

DAY = date(2026, 12, 1)


def test_a_verdict_is_due_from_its_day_on(desk: Desk) -> None:
    decide(desk, costs(desk, "first"), recheck_on="2026-12-01")
    assert [due.claim.id for due in desk.due(DAY)] == [costs(desk, "first").id]
    assert desk.due(date(2026, 11, 30)) == []


def test_a_verdict_given_anew_is_due_no_more(desk: Desk) -> None:
    claim = costs(desk, "first")
    decide(desk, claim, recheck_on="2026-12-01")
    decide(desk, claim)
    assert desk.due(DAY) == []


def test_a_verdict_on_earlier_words_is_not_due(desk: Desk) -> None:
    claim = costs(desk, "first")
    decide(desk, claim, recheck_on="2026-12-01")
    desk.edit_claim("first", claim.id, "The bridge was cheap.", by="Ann", base_revision=claim.revision)
    assert desk.due(DAY) == []


def test_each_reviewer_has_an_own_day(desk: Desk) -> None:
    claim = costs(desk, "first")
    decide(desk, claim, "Ann", recheck_on="2026-12-01")
    decide(desk, claim, "Bob", recheck_on="2026-11-20")
    assert [due.verdict.reviewer for due in desk.due(DAY)] == ["Bob", "Ann"]


# --- the command line ------------------------------------------------------------------------------


def run(desk: Desk, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--desk", str(desk.folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_feeds_are_imported_and_listed_on_the_command_line(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "courier.json"
    file.write_bytes(feed(CLAIM, " "))
    assert "1 review added" in run(desk, "feed", "import", str(file), "--by", "Ann")
    assert run(desk, "feed", "list").split() == ["1", "courier-json"]
    assert CliRunner().invoke(main, ["validate", str(desk.folder)]).exit_code == 0


def test_a_feed_that_is_not_there_is_an_error_in_one_line(desk: Desk) -> None:
    result = CliRunner().invoke(
        main, ["feed", "import", "none.json", "--by", "Ann", "--desk", str(desk.folder)]
    )
    assert (result.exit_code, "no such file" in result.output) == (2, True)


def test_what_is_due_is_listed_in_every_form(desk: Desk) -> None:
    claim = costs(desk, "first")
    decide(desk, claim, recheck_on="2026-12-01")
    assert claim.text in run(desk, "recheck", "--on", "2026-12-01")
    (row,) = json.loads(run(desk, "recheck", "--on", "2026-12-02", "--format", "json"))
    assert (row["claim_id"], row["recheck_on"]) == (claim.id, "2026-12-01")
    assert run(desk, "recheck", "--on", "2026-12-02", "--format", "csv").count("\n") == 2
    assert run(desk, "recheck", "--on", "2026-11-01").strip() == ""
