// One key, one act; no key does anything while a field is being written in.

import { button, el, fill, isEditable, kbd } from "./dom.js";
import { asLink } from "./model.js";

const MOVES = { j: 1, n: 1, ArrowDown: 1, k: -1, p: -1, ArrowUp: -1 };
const SHIFTS = { ArrowUp: -1, ArrowDown: 1 };

// Whether no label of the scale has this key; where one has, the label's comes first and the act has its button only.
export const isFree = (board, key) => !board.state.base.scale.some((one) => one.key === key);

export class Keys {
  constructor(board) {
    this.board = board;
    this.listener = (event) => this.pressed(event);
    // At the window, before Streamlit's own "r" that runs the page again.
    window.addEventListener("keydown", this.listener, true);
    this.paster = (event) => this.pasted(event);
    window.addEventListener("paste", this.paster);
  }

  end() {
    window.removeEventListener("keydown", this.listener, true);
    window.removeEventListener("paste", this.paster);
  }

  // A link pasted outside of any field is one for the selected claim; Enter attaches it.
  pasted(event) {
    const { board } = this;
    const text = (event.clipboardData?.getData("text/plain") || "").trim();
    const row = board.current();
    if (!row || !/^https?:/i.test(text) || !asLink(text) || isEditable(event.composedPath()[0])) return;
    if (board.panel.formName || document.querySelector("[role=dialog], dialog[open]")) return;
    board.state.drafts.keep(row.id, "source", { way: "link", url: text });
    board.openForm("source");
  }

  pressed(event) {
    if (!this.board.root.isConnected) return this.end();
    const target = event.composedPath()[0];
    if (event.key === "Escape") return this.escape(event, target);
    if (event.ctrlKey || event.metaKey || event.isComposing || isEditable(target)) return undefined;
    if (document.querySelector("[role=dialog], dialog[open]") || target.closest?.(".fd-form")) return undefined;
    const act = this.act(event, target);
    if (!act) return undefined;
    event.preventDefault();
    event.stopPropagation();
    return act();
  }

  act(event, target) {
    const { board } = this;
    if (event.altKey) return event.key in SHIFTS ? () => board.corrections.move(SHIFTS[event.key]) : null;
    if (event.key in MOVES) {
      const isArrow = event.key.startsWith("Arrow");
      const isOurs = target === document.body || target.closest?.(".fd-left");
      return isArrow && !isOurs ? null : () => board.move(MOVES[event.key]);
    }
    const given = board.state?.base.scale.find((one) => one.key === event.key);
    if (given) return event.repeat ? () => {} : () => board.decide(given.name);
    const acts = {
      u: () => board.undo(),
      r: () => board.writeRationale(),
      s: () => board.openForm("source"),
      o: () => board.openSources(1),
      O: () => board.openSources(-1),
      e: () => board.openForm("edit"),
      a: () => board.addSelected(),
      x: () => board.openForm("split"),
      m: () => (board.state.ticked.size > 1 ? board.corrections.mergeTicked() : board.openForm("merge")),
      t: () => board.state.selected && board.corrections.tick(board.state.selected),
      d: () => (event.repeat || !board.state.selected ? undefined : board.corrections.discard(board.state.selected)),
      y: () => (event.repeat ? undefined : board.accept()),
      "/": () => board.focusSearch(),
      "?": () => board.help.open(),
    };
    return acts[event.key] || null;
  }

  // Leaves a field; closes a form in which nothing was written, or which has been left. What was written stays a draft.
  escape(event, target) {
    const { board } = this;
    const isWithin = board.root.contains(target) && (isEditable(target) || target.closest?.(".fd-form"));
    const name = board.panel.formName;
    const isOutside = name && (target === document.body || board.panelPane.contains(target));
    if (!(isWithin || isOutside) || document.querySelector("[role=dialog], dialog[open]")) return;
    event.stopPropagation();
    const isDraft = name && board.state.drafts.of(board.current()?.id)[name];
    if (name && (!isWithin || (target.closest(".fd-part-form") && !isDraft))) board.panel.closeForm();
    board.focusClaim();
  }
}

export class Help {
  constructor(board) {
    this.board = board;
    this.dialog = el("dialog", { class: "fd-help", "aria-label": "Keys", onclick: (event) => event.target === this.dialog && this.dialog.close() });
    board.root.append(this.dialog);
  }

  open() {
    const labels = this.board.state.base.scale.map((one) => [[one.key], `${one.symbol} ${one.name}`, one.meaning]);
    const rows = [
      ...labels,
      [["j", "n", "↓"], "Next claim"],
      [["k", "p", "↑"], "Previous claim"],
      [["y"], "Accept what the checks propose", "As your own verdict, with the evidence as its sources"],
      [["u"], "Undo", "The last verdict or change of a claim in this visit, as a new revision"],
      [["r"], "Write the rationale", "Esc leaves the field, Ctrl + Enter saves"],
      [["s"], "Attach a source", "Paste its link, here or anywhere on the page, and press Enter"],
      [["o"], "Go to its sources", "One after the other; there the next two lines hold"],
      [["+", "-", "0"], "Supports, refutes, context", "What the source does to the claim"],
      [["q", "w"], "Quote its best passage, read its copy"],
      [["e"], "Edit the claim", "Its wording, who says so, its kind; Esc leaves a form"],
      [["x"], "Split it", "Into parts of its words"],
      [["t"], "Tick it"],
      [["m"], "Merge", "The ticked claims, or this one with its neighbours"],
      [["Alt ↑", "Alt ↓"], "Move it up or down"],
      [["d"], "Discard it"],
      [["a"], "Add a claim", "On the words selected in the text"],
      [["/"], "Find in the claims"],
      [["?"], "This list"],
    ];
    fill(
      this.dialog,
      el("div", { class: "fd-row fd-between" }, el("h2", {}, "Keys"), button("Close", () => this.dialog.close(), { autofocus: true })),
      el("dl", {}, rows.filter(([keys], index) => index < labels.length || keys.every((key) => isFree(this.board, key))).map(([keys, name, note]) => [el("dt", {}, keys.map(kbd)), el("dd", {}, name, note ? el("span", { class: "fd-muted" }, note) : null)])),
      el("p", { class: "fd-muted" }, "Keys rest while you write in a field."),
    );
    this.dialog.showModal();
  }
}
