// The same claim checked before, and services that can be asked. Nothing is sent before a person presses.

import { difference } from "./diff.js";
import { button, el, fill, link } from "./dom.js";
import { field, input } from "./fields.js";

export class Memory {
  constructor(board, root) {
    Object.assign(this, { board, root });
  }

  update(row) {
    const matches = this.board.evidenceOf(row.id)?.recalled || [];
    const shown = JSON.stringify([row.id, matches]);
    if (this.shown === shown) return;
    this.shown = shown;
    fill(
      this.root,
      matches.length ? el("h3", {}, matches.length === 1 ? "Checked before" : `Checked before (${matches.length})`) : null,
      matches.map((match) => this.card(row, match)),
    );
  }

  card(row, match) {
    const { board } = this;
    const here = match.here && board.state.byId.get(match.here);
    const where = here ? el("button", { type: "button", class: "fd-linkish", onclick: () => board.select(here.id, {}) }, `claim ${here.n} of this article`) : match.article ? el("a", { href: `review?${new URLSearchParams({ article: match.article, claim: match.claim || "" })}`, target: "_blank" }, match.title || match.article) : match.url ? link(match.url, match.title || undefined) : match.title;
    return el(
      "article",
      { class: "fd-recalled" },
      el("p", { class: "fd-row" }, el("strong", { dir: "auto" }, match.label), el("span", { class: "fd-muted", dir: "auto" }, [match.by, match.age].filter(Boolean).join(", "))),
      match.pieces ? difference(match.pieces) : el("p", { class: "fd-said", dir: "auto" }, match.text),
      match.rationale ? el("p", { class: "fd-muted", dir: "auto" }, match.rationale) : null,
      el("p", { class: "fd-muted" }, "In ", where, match.recheck ? `; ${match.due ? "was due" : "due"} for another look on ${match.recheck}` : "", "."),
      match.sources.length || (match.url && !match.article)
        ? button(match.sources.length > 1 ? `Use its ${match.sources.length} sources` : "Use its source", () => board.sourcing.reuse(board.current(), match), { class: "is-small", data: { tool: "reuse" } })
        : null,
    );
  }
}

export class Lookups {
  constructor(board, root) {
    Object.assign(this, { board, root });
    this.answers = el("div");
  }

  update(row) {
    const services = this.board.evidenceOf(row.id)?.lookups || [];
    const shape = JSON.stringify([row.id, services.map((one) => one.name)]);
    if (this.shape !== shape) {
      this.shape = shape;
      this.build(row, services);
    }
    const shown = JSON.stringify([row.id, services, row.sources.map((source) => source.url), this.asked(row)]);
    if (this.shown === shown) return;
    this.shown = shown;
    fill(this.answers, services.map((one) => this.answer(row, one)));
  }

  build(row, services) {
    if (!services.length) return fill(this.root);
    const { drafts } = this.board.state;
    const proposed = this.board.evidenceOf(row.id)?.query || row.text;
    const query = input({ value: drafts.of(row.id).query ?? proposed, maxlength: "300", oninput: (event) => drafts.keep(row.id, "query", event.target.value === proposed ? undefined : event.target.value) });
    const problem = el("p", { class: "fd-problem", role: "alert", hidden: true }, "Write the words to look for first.");
    const ask = (one) => {
      const words = query.value.trim();
      problem.hidden = Boolean(words);
      if (words) this.board.sourcing.lookUp(row, one.name, words);
      else query.focus();
    };
    const named = services.filter((one) => one.name);
    query.addEventListener("keydown", (event) => event.key === "Enter" && named.length === 1 && ask(named[0]));
    return fill(
      this.root,
      el("h3", {}, "Look up"),
      field("Words to look for", query, "Nothing is sent before you press."),
      problem,
      el("div", { class: "fd-row fd-services" }, named.map((one) => button(one.label, () => ask(one), { title: one.sends, data: { tool: `ask-${one.name}` } }))),
      el("details", {}, el("summary", {}, "What is sent where"), el("ul", { class: "fd-muted" }, services.filter((one) => one.sends).map((one) => el("li", { dir: "auto" }, el("b", {}, one.label), `: ${one.sends}`)))),
      this.answers,
    );
  }

  asked(row) {
    return this.board.state.outbox.of(row.id, "look_up").map((entry) => entry.payload.connector);
  }

  answer(row, { name, label, state, message, words, hits, remarks }) {
    if (state === "running" || this.asked(row).includes(name)) return el("p", { class: "fd-state-line is-running" }, el("b", { "aria-hidden": "true" }, "…"), el("span", {}, `Asking ${label}.`));
    if (state === "failed") return el("p", { class: "fd-state-line is-bad" }, el("b", { "aria-hidden": "true" }, "✗"), el("span", { dir: "auto" }, `${label}: ${message}`));
    if (!hits) return null;
    return el(
      "section",
      { class: "fd-hits", "aria-label": `Found by ${label}` },
      el("h4", { dir: "auto" }, `${label}: ${hits.length ? "" : "nothing "}found for “${words}”`),
      (remarks || []).map((remark) => el("p", { class: "fd-state-line is-warning" }, el("b", { "aria-hidden": "true" }, "!"), el("span", { dir: "auto" }, remark))),
      el("ol", {}, hits.map((hit) => this.hit(row, hit))),
    );
  }

  hit(row, hit) {
    const claimed = hit.claimant || hit.claimed ? `claimed ${[hit.claimant ? `by ${hit.claimant}` : "", hit.claimed].filter(Boolean).join(", ")}` : "";
    const facts = [hit.publisher, hit.day, claimed].filter(Boolean).join(" · ");
    const isThere = row.sources.some((source) => source.url === hit.url);
    return el(
      "li",
      {},
      el("p", { class: "fd-source-title", dir: "auto" }, link(hit.url, hit.title || undefined)),
      el("p", { class: "fd-muted", dir: "auto" }, facts),
      hit.rating ? el("p", { dir: "auto" }, el("span", { class: "fd-muted" }, "Their rating: "), el("strong", {}, hit.rating)) : null,
      hit.claim ? el("p", { class: "fd-said", dir: "auto" }, hit.claim) : null,
      hit.snippet ? el("p", { class: "fd-said", dir: "auto" }, hit.snippet) : null,
      isThere ? el("p", { class: "fd-muted" }, el("b", { "aria-hidden": "true" }, "✓ "), "Attached") : button("Attach", () => this.attach(row, hit), { class: "is-small", data: { tool: "attach-hit" }, "aria-label": `Attach ${hit.title || hit.url}` }),
    );
  }

  attach(row, hit) {
    const id = this.board.sourcing.attach(this.board.state.byId.get(row.id) || row, { ...hit.source, stance: "context", fetch: true });
    setTimeout(() => this.board.panel.sources.focusOn(id));
  }
}
