// The kept copy of a source in a dialog: its text with the passages marked, and any words of it to be quoted.

import { button, el, fill, link } from "./dom.js";
import { nameOf } from "./model.js";
import { lines } from "./segments.js";
import { selectedSpan } from "./selection.js";

const KEPT_PAGES = 20; // pages of texts that the browser remembers

export class Reading {
  constructor(board) {
    this.board = board;
    this.pages = new Map();
    this.head = el("header", { class: "fd-reading-head" });
    this.body = el("div", { class: "fd-reading-text", tabindex: "0", role: "document" });
    this.foot = el("footer", { class: "fd-row fd-reading-foot" });
    this.use = button("Use the selected words as the passage", () => this.quoteSelected(), { class: "is-primary", disabled: true, data: { tool: "use-words" }, onmousedown: (event) => event.preventDefault() });
    this.dialog = el("dialog", { class: "fd-reading", onclose: () => this.closed(), onclick: (event) => event.target === this.dialog && this.dialog.close() }, this.head, this.body, this.foot);
    board.root.append(this.dialog);
    document.addEventListener("selectionchange", () => this.selecting());
  }

  // `at`: the position to show first.
  open(row, source, mine, at) {
    const first = at ?? mine.span?.[0] ?? mine.passages?.[0]?.start ?? 0;
    Object.assign(this, { row, source, mine, at: first, isClosed: false });
    this.dialog.setAttribute("aria-label", `Kept copy of ${nameOf(source)}`);
    this.drawHead();
    if (!this.dialog.open) this.dialog.showModal();
    this.show(first);
  }

  closed() {
    this.isClosed = true;
    const card = this.board.panel.sources.cards.get(this.source.id)?.node;
    if (!card?.contains(document.activeElement)) card?.focus({ preventScroll: true });
  }

  drawHead() {
    const { source, mine } = this;
    fill(
      this.head,
      el(
        "div",
        { class: "fd-row fd-between" },
        el("h2", { dir: "auto" }, nameOf(source)),
        button("Close", () => this.dialog.close(), { autofocus: true }),
      ),
      el("p", { class: "fd-muted" }, mine.copy.words, source.url ? [" · ", link(source.url)] : null),
      mine.passages?.length
        ? el(
            "div",
            { class: "fd-row", role: "group", "aria-label": "Passages on the claim" },
            el("span", { class: "fd-label" }, "On the claim"),
            mine.passages.map((one, index) => button(String(index + 1), () => this.show(one.start), { class: "is-small", "aria-label": `Passage ${index + 1}`, data: { passage: index } })),
            button("Quote this passage", () => this.quoteShown(), { class: "is-small", data: { tool: "quote-shown" } }),
          )
        : null,
    );
  }

  show(at) {
    this.at = at;
    const page = this.pageAt(at);
    if (page) return this.draw(page);
    fill(this.body, el("p", { class: "fd-muted" }, "Loading the text…"));
    fill(this.foot);
    return this.board.set("page", { copy: this.mine.copy.id, at });
  }

  pageAt(at) {
    const isEnd = (one) => one.after === null && at >= one.start;
    return [...this.pages.values()].find((one) => one.copy === this.mine.copy.id && one.start <= at && (at < one.end || isEnd(one)));
  }

  // A part of the text came from the server.
  receive(page) {
    const key = `${page.copy} ${page.start}`;
    this.pages.delete(key);
    this.pages.set(key, page);
    if (this.pages.size > KEPT_PAGES) this.pages.delete(this.pages.keys().next().value);
    this.board.set("page", "");
    if (this.dialog.open && this.mine.copy.id === page.copy && page.start <= this.at) this.draw(page);
  }

  draw(page) {
    this.page = page;
    const passages = (this.mine.passages || []).map((one, index) => ({ ...one, rank: index }));
    const here = passages.filter((one) => one.start < page.end && one.end > page.start);
    const runs = here.map((one) => ({ id: one.rank, start: Math.max(0, one.start - page.start), end: Math.min(page.text.length, one.end - page.start), spans: [] }));
    const quoted = this.mine.span ? { start: this.mine.span[0] - page.start, end: this.mine.span[1] - page.start } : null;
    fill(
      this.body,
      lines(page.text, runs, [], quoted ? [quoted] : []).map((line, index, all) =>
        line.length ? el("p", { dir: "auto", class: index && !all[index - 1].length ? "is-apart" : "" }, line.map((segment) => this.segment(segment, page))) : null,
      ),
    );
    this.drawFoot(page);
    this.reveal();
  }

  segment({ start, text, claims, found }, page) {
    const data = { start: start + page.start };
    if (!claims.length && !found) return el("span", { data }, text);
    const rank = claims.length ? Math.min(...claims) : null;
    const node = el("mark", { class: found ? "is-quoted" : "", data: rank === null ? data : { ...data, rank } }, text);
    node.title = found ? "The quoted passage" : `Passage ${rank + 1} on the claim`;
    return node;
  }

  // The passage or place that is asked for, in view and set apart.
  reveal() {
    const all = [...this.body.querySelectorAll("[data-start]")];
    const node = all.findLast((one) => Number(one.dataset.start) <= this.at) || all[0];
    const rank = this.shownRank();
    for (const one of all) one.classList.toggle("is-chosen", rank >= 0 && one.dataset.rank === String(rank));
    for (const one of this.head.querySelectorAll("[data-passage]")) one.setAttribute("aria-pressed", String(one.dataset.passage === String(rank)));
    const tool = this.head.querySelector("[data-tool=quote-shown]");
    if (tool) tool.disabled = rank < 0;
    if (node) this.body.scrollTop += node.getBoundingClientRect().top - this.body.getBoundingClientRect().top - this.body.clientHeight / 3;
  }

  shownRank() {
    return (this.mine.passages || []).findIndex((one) => one.start <= this.at && this.at < one.end);
  }

  drawFoot({ page, pages, before, after }) {
    const turn = (text, at) => button(text, () => this.turn(at), { disabled: at === null });
    const hint = el("span", { class: "fd-muted" }, "Select words in the text to quote them.");
    fill(this.foot, this.use, pages > 1 ? null : hint, pages > 1 ? el("span", { class: "fd-row fd-turn" }, turn("Earlier", before), el("span", { class: "fd-muted" }, `part ${page} of ${pages}`), turn("Later", after)) : null);
    this.use.disabled = true;
  }

  // The text gets the focus, so that the keys scroll it: the buttons are drawn anew.
  turn(at) {
    this.show(at);
    this.body.focus({ preventScroll: true });
  }

  selecting() {
    if (!this.dialog.open || !this.page) return;
    this.selected = selectedSpan(this.body, this.page.text, this.page.start);
    this.use.disabled = !this.selected;
  }

  quoteSelected() {
    if (!this.selected) return;
    const [start, end] = this.selected;
    this.quote({ start, end, text: this.page.text.slice(start - this.page.start, end - this.page.start) });
  }

  quoteShown() {
    const one = this.mine.passages[this.shownRank()];
    if (one) this.quote(one);
  }

  quote(span) {
    const row = this.board.state.byId.get(this.row.id);
    const source = row?.sources.find((one) => one.id === this.source.id);
    getSelection().removeAllRanges();
    this.dialog.close();
    if (source) this.board.sourcing.quote(row, source, this.mine.copy.id, span);
    else this.board.say("That source is no longer here.");
  }
}
