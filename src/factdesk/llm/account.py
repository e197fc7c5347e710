"""What a split by a language model took and what became of it, and the words for that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from factdesk.settings import LlmSettings


class Dropped(StrEnum):
    """Why an entry of an answer is no claim; the words follow a number."""

    FORM = "not in the form asked for"
    INVENTED = "with a quote that is not in the text"
    OUTSIDE = "about words that it was not asked about"
    ADDED = "adding what the text does not say"
    SPEAKER = "with a speaker whom the text does not name"
    REPEATED = "said twice"
    TOO_MANY = "beyond twelve a sentence"


@dataclass(frozen=True, slots=True)
class Account:
    """What a split took. `requests` went out, `retries` of them again after a failure; `asked_again` answers
    could not be used and were asked for once more; `cached` batches had been answered before.

    Tokens are the server's count of what was paid for now; `uncounted` answers came without one. `cost` is
    None where no prices are given. `fallen_back` counts batches that the rules had to split, by reason;
    `too_long` sentences were not asked about; `filled` ones had no claim of the model and got the rules' own.
    """

    model: str
    host: str
    batches: int
    claims: int
    requests: int = 0
    retries: int = 0
    asked_again: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    cost: float | None = None
    currency: str = ""
    seconds: float = 0
    dropped: tuple[tuple[Dropped, int], ...] = ()
    fallen_back: tuple[tuple[str, int], ...] = ()
    too_long: int = 0
    filled: int = 0


@dataclass(slots=True)
class Meter:
    """What one batch took; added up by `total`."""

    requests: int = 0
    retries: int = 0
    asked_again: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0

    def count(self, read: int | None, written: int | None) -> None:
        self.tokens_in += read or 0
        self.tokens_out += written or 0
        self.uncounted += read is None or written is None


def total(meters: list[Meter]) -> Meter:
    return Meter(*(sum(getattr(one, name) for one in meters) for name in Meter.__slots__))


def cost(settings: LlmSettings, meter: Meter) -> float | None:
    """The price of the tokens in the currency of the settings; None where no prices are given."""
    if settings.price_in is None or settings.price_out is None:
        return None
    return (meter.tokens_in * settings.price_in + meter.tokens_out * settings.price_out) / 1e6


def counted(reasons: list[Dropped]) -> tuple[tuple[Dropped, int], ...]:
    found = Counter(reasons)
    return tuple((reason, found[reason]) for reason in Dropped if found[reason])


# --- words -----------------------------------------------------------------------------------------


def account_words(told: Account) -> list[str]:
    """What to tell people, a sentence or two a line; what went wrong comes first."""
    lines = [
        f"{_n(number, 'batch', 'batches')} of {told.batches} {'was' if number == 1 else 'were'} split by the "
        f"rules instead: {reason}."
        for reason, number in told.fallen_back
    ]
    lines.append(
        f"{told.model} at {told.host}: {_n(told.claims, 'claim')} in {told.seconds:.1f} s; "
        f"{_requests(told)}; {_tokens(told)}."
    )
    if told.dropped:
        listed = "; ".join(f"{number} {reason}" for reason, number in told.dropped)
        lines.append(f"Claims of the model that were refused: {listed}.")
    if told.too_long:
        lines.append(f"{_n(told.too_long, 'sentence')} too long to ask about, split by the rules.")
    if told.filled:
        lines.append(f"{_n(told.filled, 'sentence')} without a claim of the model got what the rules find.")
    return lines


def _requests(told: Account) -> str:
    extra = [
        f"{number} {what}"
        for number, what in (
            (told.retries, "after a failure"),
            (told.asked_again, "after an unusable answer"),
        )
        if number
    ]
    words = _n(told.requests, "request") + (f" ({', '.join(extra)})" if extra else "")
    return words + (f", {_n(told.cached, 'answer')} kept from before" if told.cached else "")


def _tokens(told: Account) -> str:
    if told.uncounted and not (told.tokens_in or told.tokens_out):
        return "the server does not count tokens, so the cost is not known"
    words = f"{told.tokens_in:,} tokens in, {told.tokens_out:,} out"
    if told.uncounted:
        words += f" (at least: {_n(told.uncounted, 'answer')} came without a count)"
    return words if told.cost is None else f"{words}, cost {told.cost:.4f} {told.currency}"


def _n(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
