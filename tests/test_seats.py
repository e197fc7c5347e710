"""Two holders of a seat, two ranks of a person, and successions told the wrong way round."""

from __future__ import annotations

import pytest

from factdesk.checks import check
from factdesk.model import Article, Claim, ClaimKind, Finding, Outcome, Period
from factdesk.reference import load

REVERSED = [
    "Lloyd Austin succeeded Pete Hegseth as U.S. Secretary of Defense.",
    "Rishi Sunak, who replaced Keir Starmer as British prime minister, spoke in London.",
    "British Prime Minister Boris Johnson was replaced by Theresa May as prime minister.",
    "German Chancellor Friedrich Merz spoke. Merz’s successor, Chancellor Olaf Scholz, was there.",
    "François Hollande succeeded Emmanuel Macron as President of France.",
    "Yoshihide Suga succeeded Fumio Kishida as Prime Minister of Japan.",
]
RIGHT = [
    "Pete Hegseth succeeded Lloyd Austin as U.S. Secretary of Defense.",
    "Keir Starmer, who replaced Rishi Sunak as British prime minister, spoke in London.",
    "British Prime Minister Theresa May was replaced by Boris Johnson as prime minister.",
    "Emmanuel Macron succeeded François Hollande as President of France.",
    "Fumio Kishida succeeded Yoshihide Suga as Prime Minister of Japan.",
    # Who comes back follows the own successor.
    "Donald Trump succeeded Joe Biden as President of the United States.",
    "President Luiz Inácio Lula da Silva of Brazil succeeded Jair Bolsonaro as President of Brazil.",
    # Another person of that last name.
    "Prime Minister Boris Johnson of Britain met Theresa May. Ann Johnson succeeded Bob May as treasurer.",
    "President Joe Biden met former President Barack Obama.",
    "Secretary of State Antony Blinken met German Foreign Minister Annalena Baerbock.",
]


def _seat(text: str, published: str) -> list[Finding]:
    claim = Claim("c1", 0, len(text), text, text, ClaimKind.OFFICE)
    article = Article(text=text, published=Period.parse(published))
    return [one for one in check(article, [claim], load()).findings if one.check == "seat"]


@pytest.mark.parametrize("published", ["", "2025-10-01"])
@pytest.mark.parametrize("text", REVERSED)
def test_a_successor_who_came_before_the_predecessor_is_found(text: str, published: str) -> None:
    (one,) = _seat(text, published)
    assert one.outcome is Outcome.CONTRADICTED
    assert len(one.spans) == 2
    assert len({fact.fact.partition(":")[0] for fact in one.evidence}) == 2


@pytest.mark.parametrize("published", ["", "2025-10-01"])
@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_of_other_people_is_left_alone(text: str, published: str) -> None:
    assert not _seat(text, published)


def test_two_ranks_of_one_person_are_named_together_but_not_called_false() -> None:
    text = "General Asim Munir arrived. Field Marshal Asim Munir of Pakistan left again."
    (one,) = _seat(text, "")
    assert one.outcome is Outcome.UNDETERMINED
    assert [text[start:end] for start, end in one.spans] == ["General Asim Munir", "Field Marshal Asim Munir"]


def test_a_pair_of_which_one_is_called_false_already_is_not_named_again() -> None:
    text = (
        "U.S. Secretary of Defense Lloyd Austin and U.S. Defense Secretary Pete Hegseth are both in Brussels."
    )
    found = check(Article(text=text, published=Period.parse("2025-10-01")), [], load())
    assert [one.person for one in found.contradicted] == ["Lloyd Austin"]
    assert not _seat(text, "2025-10-01"), "one of them is called false already"
