"""What is shown of a claim, and claims edited, split, merged, moved and brought back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factdesk.desk import Desk
from factdesk.model import Claim

from .conftest import SLUG, Server, Wire, advance, open_review, select_claim, settled

AUSTIN = "Secretary of Defense Lloyd Austin"


def newest(server: Server) -> dict[str, dict[str, str]]:
    """The last revision of every claim in the file, by its id."""
    found: dict[str, dict[str, str]] = {}
    for row in server.rows("claims.csv"):
        if int(row["revision"]) >= int(found.get(row["claim_id"], row)["revision"]):
            found[row["claim_id"]] = row
    return found


def show_table(page: Page) -> None:
    page.get_by_role("button", name="Table", exact=True).click()


def ids_shown(page: Page) -> list[str]:
    return page.locator(".fd-table tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.id)")


def drag(page: Page, first: str, last: str) -> None:
    """Over the words in the form, with the mouse."""
    page.locator(".fd-word", has_text=re.compile(f"^{re.escape(first)}$")).hover()
    page.mouse.down()
    page.locator(".fd-word", has_text=re.compile(f"^{re.escape(last)}$")).hover()
    page.mouse.up()


def longest(server: Server) -> Claim:
    return max((claim for claim in server.claims() if not claim.spans), key=lambda claim: len(claim.quote))


def test_claims_are_sorted_and_filtered_by_their_worth_and_say_why(page: Page, server: Server) -> None:
    open_review(page, server)
    worth = {claim.id: round(round(claim.check_worthiness, 2) * 100) for claim in server.claims()}
    show_table(page)
    page.get_by_role("button", name="Worth", exact=True).click()
    shown = [worth[id] for id in ids_shown(page)]
    assert shown == sorted(worth.values(), reverse=True)
    page.get_by_label("Any worth").select_option("50")
    assert {worth[id] for id in ids_shown(page)} == {value for value in worth.values() if value >= 50}
    page.locator(".fd-table tbody tr").first.click()
    reasons = page.locator(".fd-reasons")
    expect(reasons.locator("li").first).to_contain_text("raised by")
    assert "raised by" in (page.locator(".fd-table tbody tr .fd-c-worth").first.get_attribute("title") or "")


def test_a_claim_says_whose_words_it_is_and_why_it_is_of_its_kind(page: Page, server: Server) -> None:
    told = next(claim for claim in server.claims() if claim.anonymous and claim.kind_words)
    open_review(page, server)
    show_table(page)
    row = page.locator(f"tr[data-id={told.id}]")
    expect(row).to_contain_text(f"{told.speaker} (anonymous)")
    row.click()
    expect(page.locator(".fd-byline")).to_contain_text(f"{told.speaker} (anonymous)")
    expect(page.locator(".fd-facts")).to_contain_text(f"{told.kind}, by the words “{told.kind_words}”")
    page.get_by_label("Any mark").select_option("Anonymous source")
    assert set(ids_shown(page)) == {claim.id for claim in server.claims() if claim.anonymous}


def test_a_claim_that_needs_its_context_is_marked_and_can_be_filtered(page: Page, server: Server) -> None:
    open_review(page, server)
    leaning = {
        claim.id
        for claim in server.claims()
        if any(note and " read as " not in note for note in claim.context.split("; "))
    }
    show_table(page)
    page.get_by_label("Any mark").select_option("Needs context")
    assert set(ids_shown(page)) == leaning and leaning
    expect(page.locator(".fd-table tbody tr").first).to_contain_text("needs context")
    page.locator(".fd-table tbody tr").first.click()
    expect(page.locator(".fd-notes")).to_contain_text("Needs context:")


def test_ticked_claims_are_merged_marked_word_for_word_and_brought_back(page: Page, server: Server) -> None:
    before = server.claims()
    first, *others = [claim for claim in before if not claim.spans]
    far = next(claim for claim in others if claim.start > first.end + 100)
    open_review(page, server)
    show_table(page)
    for claim in (first, far):
        page.locator(f"tr[data-id={claim.id}]").click()
        page.keyboard.press("t")
    page.keyboard.press("m")
    form = page.locator("form[data-form=merge]")
    expect(form.get_by_label("The claim that replaces them")).to_have_value(
        f"{first.text.rstrip('.')}; {far.text}"
    )
    form.get_by_label("The claim that replaces them").fill("Both together.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".fd-claim")).to_have_text("Both together.")
    settled(page)
    (merged,) = [claim for claim in server.claims() if claim.derived_from]
    assert merged.spans == ((first.start, first.end), (far.start, far.end))

    page.get_by_role("button", name="Text", exact=True).click()
    marked = page.locator(".fd-mark.is-selected").evaluate_all("all => all.map((one) => one.textContent)")
    assert "".join(marked) == first.quote + far.quote
    page.keyboard.press("j")
    expect(page.locator(".fd-claim")).not_to_have_text("Both together.")
    last = page.locator(".fd-mark", has_text=far.quote[-20:]).last
    while page.locator(".fd-claim").inner_text() != "Both together.":
        last.click()

    page.keyboard.press("u")
    expect(page.locator(".fd-claim")).to_have_text(far.text)
    settled(page)
    assert [claim.id for claim in server.claims()] == [claim.id for claim in before]
    assert newest(server)[merged.id]["status"] == "discarded"


def test_a_claim_is_split_with_keys_and_the_split_undone(page: Page, server: Server) -> None:
    claim = longest(server)
    words = claim.quote.split()
    open_review(page, server)
    show_table(page)
    page.locator(f"tr[data-id={claim.id}]").click()
    page.keyboard.press("x")
    form = page.locator("form[data-form=split]")
    page.keyboard.press("Space")  # takes back the cut that offered itself
    expect(form).to_contain_text("Nothing is cut yet")
    for key in ("Home", "ArrowRight", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(form.locator(".fd-one-part")).to_have_count(2)
    form.get_by_label("Part 1", exact=True).fill("The first part.")
    form.get_by_label("Part 2", exact=True).fill("The second part.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".fd-claim")).to_have_text("The first part.")
    settled(page)
    parts = {row["quote"]: row for row in newest(server).values() if row["derived_from"] == claim.id}
    assert [part.split() for part in parts] == [words[:3], words[3:]]
    assert newest(server)[claim.id]["status"] == "split"

    page.get_by_text("History of this claim").click()
    expect(page.locator(".fd-history")).to_contain_text(f"made of “{claim.text}”")
    page.get_by_role("button", name="Undo the split").click()
    expect(page.locator(".fd-claim")).to_have_text(claim.text)
    settled(page)
    now = newest(server)
    assert now[claim.id]["status"] == "active"
    assert {now[row["claim_id"]]["status"] for row in parts.values()} == {"discarded"}


def test_words_dragged_over_become_a_part_and_another_is_left_out(page: Page, server: Server) -> None:
    claim = longest(server)
    words = claim.quote.split()
    once = [word for word in words[1:-1] if words.count(word) == 1]
    first, last = once[1], once[-2]
    page.set_viewport_size({"width": 1280, "height": 1200})  # all words in view
    open_review(page, server)
    show_table(page)
    page.locator(f"tr[data-id={claim.id}]").click()
    page.locator("[data-tool=split]").click()
    drag(page, first, last)
    form = page.locator("form[data-form=split]")
    expect(form.locator(".fd-one-part")).to_have_count(3)
    form.get_by_role("button", name="Leave out part 1").click()
    expect(form.get_by_text("Makes no claim")).to_be_visible()
    # A draft like any other: it is there again after the tab was closed.
    page.reload()
    expect(form.get_by_text("Makes no claim")).to_be_visible()
    form.get_by_role("button", name="Split", exact=True).click()
    expect(form).to_have_count(0)
    settled(page)
    made = [row["quote"].split() for row in newest(server).values() if row["derived_from"] == claim.id]
    start, end = words.index(first), words.index(last) + 1
    assert made == [words[start:end], words[end:]]


@pytest.mark.parametrize("app", ["", "slow_app.py"])
def test_keys_move_a_claim_in_the_order_and_undo_puts_it_back(
    page: Page, serve: Callable[..., Server], app: str
) -> None:
    server = serve(app)
    before = [claim.id for claim in server.claims()]
    open_review(page, server)
    show_table(page)
    page.locator(f"tr[data-id={before[1]}]").click()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(f"Alt+{key}")
    wanted = [before[0], before[2], before[3], before[1], *before[4:]]
    assert ids_shown(page) == wanted  # at once, whatever the server does
    settled(page)
    assert ids_shown(page) == wanted == [claim.id for claim in server.claims()]
    page.keyboard.press("u")
    settled(page)
    moved = [before[0], before[2], before[3], before[4], before[1], *before[5:]]
    assert ids_shown(page) == moved == [claim.id for claim in server.claims()]
    page.get_by_role("button", name="Move up").click()
    settled(page)
    page.reload()
    expect(page.locator(".fd-table tbody tr")).to_have_count(len(before))
    assert ids_shown(page) == wanted


def test_a_move_of_a_claim_that_was_reworded_elsewhere_is_refused_with_a_choice(
    page: Page, second_page: Page, server: Server
) -> None:
    wire = Wire(second_page)
    open_review(page, server, "Ann Example")
    open_review(second_page, server, "Bob Sample")
    show_table(second_page)
    wire.is_held = True
    page.keyboard.press("e")
    page.get_by_label("The claim, readable on its own").fill("Ann was faster.")
    page.keyboard.press("Control+Enter")
    settled(page)
    second_page.locator("body").press("Alt+ArrowDown")
    wire.release()
    conflict = second_page.locator(".fd-conflict")
    expect(conflict).to_contain_text("Ann was faster.")
    assert "Ann was faster." in server.claims()[0].text
    conflict.get_by_role("button", name="Keep mine").click()
    settled(second_page)
    assert server.claims()[1].text == "Ann was faster."


def test_wording_speaker_and_kind_are_edited_and_the_history_marks_what_changed(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    claim = server.claims()[0]
    page.keyboard.press("e")
    form = page.locator("form[data-form=edit]")
    form.get_by_label("The claim, readable on its own").fill(claim.text.rstrip(".") + " today.")
    form.get_by_label("Who says so, by the text").fill("Ann Example")
    form.get_by_label("Kind").select_option("comparison")
    form.get_by_role("button", name="Save the claim").click()
    expect(page.locator(".fd-byline")).to_contain_text("Ann Example")
    settled(page)
    row = newest(server)[claim.id]
    assert (row["text"], row["speaker"], row["kind"]) == (
        claim.text.rstrip(".") + " today.",
        "Ann Example",
        "comparison",
    )
    page.get_by_text("History of this claim").click()
    expect(page.locator(".fd-history ins")).to_contain_text("today")
    page.keyboard.press("u")
    expect(page.locator(".fd-history del")).to_contain_text("today")
    settled(page)
    row = newest(server)[claim.id]
    assert (row["text"], row["speaker"], row["kind"], row["revision"]) == (claim.text, "", claim.kind, "3")


def test_a_verdict_on_earlier_words_reopens_the_claim_until_it_is_given_again(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    advance(page, False)
    select_claim(page, AUSTIN)
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.get_by_label("The claim, readable on its own").fill("Lloyd Austin leads the department.")
    page.keyboard.press("Control+Enter")
    settled(page)
    expect(page.locator(".fd-reopened")).to_contain_text("Your verdict Refuted was given on earlier words")
    expect(page.locator(".fd-reopened ins").first).to_be_visible()
    show_table(page)
    page.get_by_label("Any mark").select_option("Reopened")
    expect(page.locator(".fd-table tbody tr")).to_have_count(1)
    expect(page.locator(".fd-table tbody tr")).to_contain_text("reopened")
    expect(page.locator(".fd-progress")).to_contain_text("0 of")
    page.keyboard.press("2")
    expect(page.locator(".fd-reopened")).to_have_count(0)
    settled(page)
    assert [(row["verdict"], row["claim_revision"]) for row in server.rows("verdicts.csv")] == [
        ("Refuted", "1"),
        ("Refuted", "2"),
    ]


def test_a_new_version_tells_what_it_changed_and_leads_to_the_reopened_claims(
    page: Page, server: Server
) -> None:
    desk = Desk.open(server.folder)
    claim = next(claim for claim in desk.claims(SLUG) if AUSTIN in claim.text)
    desk.decide(SLUG, claim.id, reviewer="Ann Example", verdict="Refuted")
    text = desk.article(SLUG).text.replace("Lloyd Austin", "Lloyd J. Austin")
    told = desk.add_version(SLUG, f"{text}\n\nThe visit will cost 3 million dollars.", by="Bob Sample")
    desk.close()
    assert told.carried.reopened
    open_review(page, server)
    expect(page.locator(".fd-version-line")).to_contain_text("Version 2 of")
    expect(page.locator(".fd-version-line")).to_contain_text(f"{len(told.carried.reopened)} reopened")
    page.get_by_role("button", name="Show the reopened").click()
    assert set(ids_shown(page)) == {one.id for one in told.carried.reopened}
    expect(page.locator(".fd-reopened ins").first).to_contain_text("J")
    page.get_by_role("button", name="Show the new").click()
    assert set(ids_shown(page)) == {one.id for one in told.carried.new}


def test_what_cannot_be_done_in_a_language_is_said_above_the_text(page: Page, server: Server) -> None:
    desk = Desk.open(server.folder)
    text = (
        "Die Brücke wurde am Montag von der Bürgermeisterin eröffnet. Sie hat zwölf Millionen Euro gekostet."
    )
    slug = desk.add_article(text, title="Die Brücke").article.slug
    desk.close()
    open_review(page, server, slug=slug)
    expect(page.locator(".fd-limits")).to_contain_text("German")
    page.goto(f"{server.url}/review?article={SLUG}")
    expect(page.locator(".fd-head h1")).to_have_text("Munir US visit")
    expect(page.locator(".fd-limits")).to_be_hidden()


def test_the_split_form_offers_no_cut_where_nothing_joins_two_statements(page: Page, server: Server) -> None:
    claim = next(
        one for one in server.claims() if not re.search(r",|\b(?:and|but|while|who|as)\b", one.quote)
    )
    open_review(page, server)
    show_table(page)
    page.locator(f"tr[data-id={claim.id}]").click()
    page.keyboard.press("x")
    form = page.locator("form[data-form=split]")
    expect(form).to_contain_text("Nothing is cut yet")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_what_the_check_proposes_stays_in_view_below_a_long_claim(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    open_review(page, server)
    show_table(page)
    page.locator(".fd-table tbody tr", has_text="Lloyd Austin").first.click()
    panel, accept = page.locator(".fd-panel"), page.locator("[data-tool=accept]")
    below = accept.evaluate("node => node.getBoundingClientRect().bottom")
    assert below <= panel.evaluate("node => node.getBoundingClientRect().bottom")
    assert panel.evaluate("node => node.scrollHeight > node.clientHeight")
