"""Google's Fact Check Tools: what fact-checkers published about a claim, from their ClaimReview markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factdesk.errors import BadInput, Blocked, Refused, Unreachable
from factdesk.lookups.answers import MAX_AGE, Told, host, inspector, told, wanted
from factdesk.lookups.hit import Hit, Hits, day, item, items, link, plain
from factdesk.settings import GoogleFactCheckSettings
from factdesk.web import Client

KEY = "FACTDESK_GOOGLE_KEY"
_PAGE = 20
_PAGES = 3


class GoogleFactCheck:
    """Searches Google's index of fact-checks. The key goes in a header: it stands in no address."""

    name = "google_fact_check"
    label = "Fact-checks (Google)"

    def __init__(self, client: Client, settings: GoogleFactCheckSettings, key: str) -> None:
        self._client, self._settings, self._key = client, settings, key
        self.sends = f"the words, and the key of this desk, to {host(settings.api)}"

    def search(self, words: str) -> Hits:
        """Fact-checks of claims in such words, as Google ranks them; 60 claims at most.

        BadInput without a key or words; Unreachable, which says what to do, where Google does not answer.
        """
        if not self._key:
            raise BadInput(f"Google wants a key for fact-checks; set the environment variable {KEY}")
        params = {"query": wanted(words), "pageSize": str(_PAGE)}
        if self._settings.language:
            params["languageCode"] = self._settings.language
        found, remarks = Hits(), []
        for answer in self._pages(params):
            remarks.append(answer.trouble)
            found += [hit for claim in items(answer.json.get("claims")) for hit in _hits(claim)]
        return Hits(dict.fromkeys(found), remarks)

    def _pages(self, params: Mapping[str, str]) -> Iterator[Told]:
        token = ""
        for _ in range(_PAGES):
            answer = self._ask({**params, "pageToken": token} if token else params)
            yield answer
            following = answer.json.get("nextPageToken")
            if not isinstance(following, str) or following in ("", token) or len(following) > 2000:
                return
            token = following

    def _ask(self, params: Mapping[str, str]) -> Told:
        url = self._settings.api
        try:
            return told(
                self._client.get(
                    url,
                    params,
                    max_age=MAX_AGE,
                    inspect=inspector(url, "check google_fact_check.api in desk.toml"),
                    keys={"X-Goog-Api-Key": self._key},
                )
            )
        except Blocked:
            raise
        except Refused as refused:
            raise Unreachable(self._clean(_meaning(refused, url)), status=refused.status) from None
        except Unreachable as error:
            raise Unreachable(self._clean(str(error)), passing=error.passing, status=error.status) from None

    def _clean(self, words: str) -> str:
        """Words that may be shown: a server may repeat the key."""
        return words.replace(self._key, "…")


def _meaning(refused: Refused, url: str) -> str:
    """A refusal in words that say what to do."""
    said = plain(refused.said, "snippet")
    if "API_KEY_INVALID" in said or "API key not valid" in said:
        return f"{url}: the key is not valid; correct the environment variable {KEY}"
    if refused.status in (401, 403):
        return (
            f"{url}: the key may not be used for this; switch on the Fact Check Tools API in the key's "
            f"project, and check the restrictions of the key ({KEY})"
        )
    if refused.status == 400:
        return (
            f"{url}: the question was refused; change the words, or google_fact_check.language in desk.toml"
        )
    return str(refused)


def _hits(claim: dict[str, Any]) -> Iterator[Hit]:
    for review in items(claim.get("claimReview")):
        publisher = item(review.get("publisher"))
        url = link(review.get("url"))
        if not url:
            continue
        text = plain(claim.get("text"), "claim")
        yield Hit(
            connector=GoogleFactCheck.name,
            url=url,
            title=plain(review.get("title"), "title") or text or url,
            publisher=plain(publisher.get("name")) or plain(publisher.get("site")),
            published=day(review.get("reviewDate")),
            claim=text,
            rating=plain(review.get("textualRating")),
            claimant=plain(claim.get("claimant")),
            claimed_at=day(claim.get("claimDate")),
        )
