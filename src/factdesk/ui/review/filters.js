// Which claims are shown, and where: the bar above text and table.

import { button, el, fill } from "./dom.js";
import { MARKS, isFiltered } from "./model.js";
import { SORT_NAMES } from "./table.js";

const LEAST_WORTH = ["25", "50", "75"]; // of 100

const VIEWS = [
  ["text", "Text"],
  ["table", "Table"],
  ["both", "Both"],
  ["claim", "Claim"], // on a phone, where the panel has no room beside the text
];

export class FilterBar {
  constructor(board) {
    this.board = board;
    this.views = el("div", { class: "fd-switch", role: "group", "aria-label": "View" });
    this.search = el("input", { type: "search", placeholder: "Find in claims", "aria-label": "Find in claims", oninput: (event) => board.filterBy({ text: event.target.value }) });
    this.selects = el("div", { class: "fd-selects" });
    this.count = el("span", { class: "fd-count", role: "status" });
    this.more = button("Filter", () => this.open(!this.isOpen), { class: "fd-more", "aria-expanded": "false" });
    this.clear = button("✕", () => board.clearFilter(), { class: "is-quiet fd-clear", "aria-label": "Clear the filter", title: "Clear the filter" });
    this.root = el("div", { class: "fd-bar" }, this.views, this.more, board.status.root, el("div", { class: "fd-filters" }, this.search, this.selects, this.count, this.clear));
  }

  open(isOpen) {
    this.isOpen = isOpen;
    this.root.classList.toggle("is-open", isOpen);
    this.more.setAttribute("aria-expanded", String(isOpen));
  }

  drawViews(view) {
    fill(
      this.views,
      VIEWS.map(([name, title]) => el("button", { type: "button", "aria-pressed": String(name === view), data: { view: name }, onclick: () => this.board.setView(name) }, title)),
    );
  }

  build() {
    const { filter, base, rows } = this.board.state;
    this.search.value = filter.text;
    const select = (name, title, options) =>
      el(
        "select",
        { "aria-label": title, data: { filter: name }, onchange: (event) => this.board.filterBy({ [name]: event.target.value }) },
        el("option", { value: "" }, title),
        options.map(([value, text]) => el("option", { value, selected: filter[name] === value }, text)),
      );
    const marks = Object.entries(MARKS).filter(([name]) => name !== "fresh" || base.claims.some((claim) => claim.fresh));
    fill(
      this.selects,
      this.sorting(),
      select("verdict", "Any verdict", [
        ["open", "Without my verdict"],
        ["decided", "With my verdict"],
        ...base.scale.map((one) => [`=${one.name}`, `${one.symbol} ${one.name}`]),
        ["disputed", "Disputed"],
        ["drafts", "With a draft"],
      ]),
      select("finding", "Any finding", [
        ["contradicted", "✗ Contradicted"],
        ["undetermined", "? Undetermined"],
        ["supported", "✓ Supported"],
        ["none", "No finding"],
      ]),
      select("worth", "Any worth", LEAST_WORTH.map((least) => [least, `Worth ≥ ${least}`])),
      select("mark", "Any mark", marks.map(([name, mark]) => [name, mark.name])),
      select("kind", "Any kind", [...new Set(rows.map((one) => one.kind))].sort().map((kind) => [kind, kind])),
    );
  }

  // On a phone, where the table has no headers to press.
  sorting() {
    const { sort } = this.board.state;
    return el(
      "select",
      { class: "fd-sort", "aria-label": "Order of the claims", onchange: (event) => this.board.sortBy(event.target.value) },
      SORT_NAMES.map(([by, name]) => el("option", { value: by, selected: sort.by === by }, `By ${name.toLowerCase()}`)),
    );
  }

  update(shown) {
    const { state } = this.board;
    const all = state.rows.length;
    const filtered = isFiltered(state);
    this.count.textContent = filtered ? `${shown} of ${all}` : "";
    this.clear.hidden = !filtered;
  }
}
