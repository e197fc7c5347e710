"""The language of a text, and what is said of its limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import Article
from factdesk.split import language_of, limits, sentences, split
from factdesk.split.text.languages import Language

DATA = Path(__file__).parent / "data"
OTHERS = [
    json.loads(line) for line in (DATA / "sentences" / "languages.jsonl").read_text("utf-8").splitlines()
]
GERMAN = OTHERS[0][1].replace("|", "")


@pytest.mark.parametrize(("code", "marked"), OTHERS)
def test_a_short_text_is_told_by_its_language(code: str, marked: str) -> None:
    language = language_of(marked.replace("|", ""))
    assert language.code == code
    assert language.sure > 0.5


@pytest.mark.parametrize(
    "text",
    [
        (DATA / "munir-us-visit.txt").read_text(encoding="utf-8"),
        "Recep Tayyip Erdoğan, Emmanuel Macron and Olaf Scholz met in Zürich, said the Süddeutsche Zeitung.",
        "The minister said “لا نعرف ماذا حدث” to the reporters, and that was the end of it.",
        "The slogan “Liberté, égalité, fraternité, ou la mort” was on the wall of the hall that day.",
        "Field Marshal Syed Asim Munir Ahmed Shah",
        "Bridge closed",
        "12 3.4 %",
        "",
    ],
)
def test_english_with_foreign_names_and_words_stays_english(text: str) -> None:
    assert language_of(text).code == "en"


def test_a_text_is_judged_by_the_most_of_it() -> None:
    assert language_of(GERMAN * 3 + " He said that it was the end of the line.").code == "de"


def test_a_long_text_is_read_at_its_start_middle_and_end() -> None:
    quoted = (DATA / "munir-us-visit.txt").read_text(encoding="utf-8")[:2500]
    assert language_of(quoted + GERMAN * 60).code == "de"
    assert language_of(GERMAN * 15 + quoted * 4).code == "en"


@given(st.text())
def test_any_string_has_a_language(text: str) -> None:
    language = language_of(text)
    assert language.name and language.code.islower() and 0 <= language.sure <= 1


def test_english_has_no_limits() -> None:
    assert limits(Language("en", "English", 0.3)) == ""


def test_limits_name_the_language_and_what_was_done() -> None:
    said = limits(language_of(GERMAN))
    assert said.startswith("The text reads as German. It was split into sentences")
    assert limits(Language("ms", "Malay", 0.6)).startswith("The text seems to be Malay.")
    assert "each paragraph" in limits(Language("th", "Thai", 1.0))


def test_what_the_limits_say_of_german_is_what_happens() -> None:
    found = split(Article(GERMAN))
    assert [(c.start, c.end) for c in found] == [(s.start, s.end) for s in sentences(GERMAN)]
    assert not any(claim.speaker or claim.entities for claim in found)


def test_english_loads_no_model_of_languages() -> None:
    code = (
        "import sys; from factdesk.split import language_of, sentences\n"
        "sentences('The minister of Ruritania said that it was the end of the line.')\n"
        "print('py3langid' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "False"
