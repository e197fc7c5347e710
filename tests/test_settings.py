"""desk.toml: presets, a scale of one's own, and errors that say what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factdesk import settings
from factdesk.errors import BrokenFile
from factdesk.model import Scale


def written(folder: Path, text: str) -> settings.Settings:
    path = folder / "desk.toml"
    path.write_text(text, "utf-8")
    return settings.load(path)


def test_a_desk_without_settings_has_six_verdicts_and_three_days_of_tolerance(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path / "desk.toml")
    assert [label.name for label in loaded.scale.labels] == [
        "Supported",
        "Refuted",
        "Outdated",
        "Not enough evidence",
        "Conflicting evidence",
        "Not checkable",
    ]
    assert loaded.tolerance_days == 3


@pytest.mark.parametrize(("preset", "size"), [("averitec", 4), ("politifact", 6), ("true-false", 3)])
def test_a_preset_is_chosen_by_name(tmp_path: Path, preset: str, size: int) -> None:
    assert len(written(tmp_path, f'[scale]\npreset = "{preset}"').scale.labels) == size


def test_a_scale_of_ones_own(tmp_path: Path) -> None:
    scale = written(
        tmp_path,
        '[scale]\nname = "two"\n'
        '[[scale.labels]]\nname = "Holds"\nkey = "h"\ncolour = "#00ff00"\nmeaning = "It holds."\n'
        '[[scale.labels]]\nname = "Fails"\n',
    ).scale
    assert [(label.name, label.key) for label in scale.labels] == [("Holds", "h"), ("Fails", "2")]
    found = scale.label("HOLDS")
    assert found is not None and found.meaning == "It holds."


@pytest.mark.parametrize("scale", settings.SCALES.values(), ids=lambda scale: scale.name)
def test_every_preset_follows_the_rules_for_own_scales(scale: settings.Scale) -> None:
    keys = [label.key for label in scale.labels]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & settings.RESERVED_KEYS
    assert len({label.symbol for label in scale.labels}) == len(keys)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[scale", "not valid TOML"),
        ('[scale]\npreset = "gut feeling"', "choose one of factdesk"),
        ('[[scale.labels]]\nname = "Only"', "at least two labels"),
        ('[[scale.labels]]\nkey = "1"', "label 1 has no name"),
        ('[[scale.labels]]\nname = "A"\nkey = "j"', "key 'j' cannot be used"),
        ('[[scale.labels]]\nname = "A"\ncolour = "red"', "not of the form"),
        ('[[scale.labels]]\nname = "A"\n[[scale.labels]]\nname = "a"', "same name"),
        ("[checks]\ntolerance_days = -1", "whole number of days"),
        ("[checks]\ntolerance_days = true", "whole number of days"),
        ("[checks]\ntolerence_days = 5", "'tolerence_days' is no setting"),
        ("[Scale]\npreset = 'averitec'", "'Scale' is no setting"),
        ("scale = 'averitec'", r"write it as a table, \[scale\]"),
        ("checks = 3", "write it as a table"),
        ("[scale]\npreset = ['averitec']", "choose one of factdesk"),
        ("[scale]\nlabels = 'abc'", "must be tables"),
        ("[scale]\nlabels = [1, 2]", "must be tables"),
        ("[[scale.labels]]\nname = 'A'\ncolor = '#000000'", "'color' is no setting"),
    ],
)
def test_a_mistake_is_named_with_the_file_and_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BrokenFile, match=message) as caught:
        written(tmp_path, text)
    assert "desk.toml" in str(caught.value)


def _labels(tmp_path: Path, second: str) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(
        '[[scale.labels]]\nname = "Yes"\nstands_for = "supported"\n'
        f'[[scale.labels]]\nname = "No"\n{second}\n',
        "utf-8",
    )
    return path


def test_a_label_may_say_what_it_stands_for(tmp_path: Path) -> None:
    scale = settings.load(_labels(tmp_path, 'stands_for = "refuted"')).scale
    assert [label.stands_for for label in scale.labels] == ["supported", "refuted"]


@pytest.mark.parametrize(
    ("second", "said"),
    [('stands_for = "wrong"', "stands_for 'wrong' is not known"), ('stands_for = "supported"', "stands_for")],
)
def test_what_a_label_stands_for_is_known_and_given_once(tmp_path: Path, second: str, said: str) -> None:
    with pytest.raises(BrokenFile, match=said):
        settings.load(_labels(tmp_path, second))


@pytest.mark.parametrize("scale", settings.SCALES.values(), ids=lambda scale: scale.name)
def test_a_preset_written_before_labels_stood_for_something_gets_it(scale: Scale) -> None:
    old = Scale(scale.name, tuple(replace(label, stands_for="") for label in scale.labels))
    assert settings.with_meanings(old) == scale
