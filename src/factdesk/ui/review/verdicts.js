// The verdict buttons, always in the same place: below the panel, on a phone at the foot of the screen.

import { el, fill, kbd } from "./dom.js";
import { myVerdictNow } from "./model.js";

export class VerdictBar {
  constructor(board) {
    this.board = board;
    this.root = el("div", { class: "fd-verdicts" });
  }

  build() {
    const { board } = this;
    this.buttons = board.state.base.scale.map((one) => {
      const node = el(
        "button",
        { type: "button", class: "fd-verdict", title: `${one.meaning} Key: ${one.key}`, data: { verdict: one.name }, onclick: () => board.decide(one.name) },
        el("b", { "aria-hidden": "true" }, one.symbol),
        el("span", {}, one.name),
        kbd(one.key),
      );
      node.style.setProperty("--label", one.colour);
      return node;
    });
    this.degrees = [1, 2, 3, 4, 5].map((degree) =>
      el("button", { type: "button", "aria-label": `Confidence ${degree} of 5`, data: { confidence: degree }, onclick: (event) => board.setConfidence(event.currentTarget.getAttribute("aria-pressed") === "true" ? null : degree) }, String(degree)),
    );
    this.advance = el("button", { type: "button", class: "fd-toggle", role: "switch", title: "After a verdict, go to the next claim", onclick: () => board.toggleAdvance() }, el("i", { "aria-hidden": "true" }), "Auto-advance");
    this.where = el("span", { class: "fd-where", dir: "auto" });
    fill(
      this.root,
      el("div", { class: "fd-mini" }, this.where, el("button", { type: "button", class: "fd-linkish", onclick: () => board.setView("claim") }, "Details"), steps(board)),
      el("div", { class: "fd-grid", role: "group", "aria-label": "My verdict" }, this.buttons),
      el(
        "div",
        { class: "fd-row fd-between" },
        el("div", { class: "fd-confidence", role: "group", "aria-label": "Confidence" }, el("span", { class: "fd-label" }, "Confidence"), this.degrees),
        this.advance,
      ),
    );
  }

  update(row) {
    this.root.classList.toggle("is-idle", !row);
    for (const node of this.buttons || []) {
      node.setAttribute("aria-pressed", String(Boolean(row) && myVerdictNow(row) === node.dataset.verdict));
      node.classList.toggle("was-given", Boolean(row?.mine.earlier) && row.mine.verdict === node.dataset.verdict);
      node.disabled = !row;
    }
    if (!row) return;
    const confidence = this.board.state.drafts.of(row.id).confidence ?? row.mine.confidence;
    for (const node of this.degrees) node.setAttribute("aria-pressed", String(confidence === Number(node.dataset.confidence)));
    this.advance.setAttribute("aria-checked", String(this.board.state.autoAdvance));
    this.where.textContent = `${row.n}. ${row.text}`;
  }
}

export function steps(board) {
  const step = (by, text, key, arrow) => el("button", { type: "button", class: "fd-step", "aria-label": text, title: `${text} (${key})`, onclick: () => board.move(by) }, arrow);
  return el("span", { class: "fd-steps" }, step(-1, "Previous claim", "k", "‹"), step(1, "Next claim", "j", "›"));
}
