// The review table: sorted by its headers, filtered, in pages.

import { button, el, fill, kbd } from "./dom.js";
import { aboutKind, marks, reasonsFor, who } from "./facts.js";
import { OUTCOMES, label, myVerdictNow, visible } from "./model.js";
import { taste } from "./storage.js";
import { scrollWithin } from "./article.js";

const COLUMNS = [
  ["n", "#", "Number, in the desk's order: that of the text until somebody moves a claim"],
  ["text", "Claim", "Claim, by alphabet"],
  ["kind", "Kind", "Kind of claim"],
  ["finding", "Finding", "What the checks found, contradicted first"],
  ["worth", "Worth", "How much a claim deserves checking, 0 to 100"],
  ["mine", "My verdict", "My verdict, in the order of the scale"],
  ["others", "Others", "What colleagues decided, disputed first"],
  ["sources", "Sources", "Number of sources"],
];
export const SORT_NAMES = [["n", "Number"], ...COLUMNS.filter(([by]) => /^(text|finding|worth|mine|others)$/.test(by))];
const SIZES = [25, 50, 100];

export class TableView {
  constructor(board, root) {
    this.board = board;
    this.page = 0;
    this.size = taste.get("size", 50);
    this.head = el("tr");
    this.body = el("tbody");
    this.ticks = el("div", { class: "fd-ticks", role: "group", "aria-label": "Ticked claims" });
    this.pager = el("div", { class: "fd-pager" });
    this.empty = el("p", { class: "fd-empty" });
    const table = el("table", {}, el("caption", { class: "fd-hidden" }, "Claims of this article"), el("thead", {}, this.head), this.body);
    fill(root, table, this.empty, this.pager, this.ticks);
    this.root = root;
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && !event.target.closest(".fd-tick")) {
        event.preventDefault();
        this.clicked(event);
      }
    });
  }

  clicked(event) {
    const row = event.target.closest("tr[data-id]");
    if (event.target.closest(".fd-tick")) return;
    if (row) this.board.select(row.dataset.id, { from: "table" });
  }

  draw() {
    const shown = visible(this.board.state);
    const pages = Math.max(1, Math.ceil(shown.length / this.size));
    this.page = Math.min(this.page, pages - 1);
    const start = this.page * this.size;
    this.drawHead();
    const focused = this.body.contains(document.activeElement) ? document.activeElement.closest("tr").dataset.id : null;
    fill(this.body, shown.slice(start, start + this.size).map((one) => this.row(one)));
    if (focused) [...this.body.rows].find((row) => row.dataset.id === focused)?.focus({ preventScroll: true });
    this.empty.hidden = shown.length > 0;
    const { rows } = this.board.state;
    fill(this.empty, rows.length ? ["No claim passes this filter. ", el("button", { type: "button", class: "fd-linkish", onclick: () => this.board.clearFilter() }, "Show all claims")] : "This article has no claims yet. Select words in the text to add one.");
    this.root.classList.toggle("has-no-others", rows.every((one) => !one.others.length));
    this.root.classList.toggle("has-no-sources", rows.every((one) => !one.sources.length));
    this.drawPager(shown.length, pages, start);
    this.drawTicks();
  }

  drawTicks() {
    const count = this.board.state.ticked.size;
    const { corrections } = this.board;
    fill(
      this.ticks,
      count ? [
        el("span", { role: "status" }, `${count} ticked`),
        count > 1 ? button(["Merge them", kbd("m")], () => corrections.mergeTicked(), { data: { tool: "merge-ticked" } }) : null,
        button("Untick", () => corrections.untick(), { class: "is-quiet" }),
      ] : null,
    );
  }

  drawHead() {
    const { sort } = this.board.state;
    const active = this.head.contains(document.activeElement) ? document.activeElement.dataset.by : null;
    fill(
      this.head,
      COLUMNS.map(([by, name, hint]) =>
        el(
          "th",
          { scope: "col", class: `fd-c-${by}`, "aria-sort": sort.by === by ? (sort.down ? "descending" : "ascending") : "none" },
          el("button", { type: "button", title: hint, data: { by }, onclick: () => this.board.sortBy(by) }, name, sort.by === by ? (sort.down ? " ↓" : " ↑") : ""),
        ),
      ),
    );
    if (active) this.head.querySelector(`[data-by=${active}]`)?.focus();
  }

  row(one) {
    const selected = one.id === this.board.state.selected;
    return el(
      "tr",
      { data: { id: one.id }, tabindex: selected ? "0" : "-1", "aria-selected": String(selected), class: selected ? "is-selected" : "" },
      cell("n", this.tick(one), String(one.n)),
      cell("text", el("span", { class: "fd-clamp", dir: "auto" }, one.text), this.under(one)),
      el("td", { class: "fd-c-kind", title: aboutKind(one) }, one.kind),
      cell("finding", finding(one)),
      el("td", { class: "fd-c-worth", title: reasonsFor(one.claim) }, worth(one.claim.worth)),
      cell("mine", verdictChip(this.board.state, one)),
      cell("others", others(one)),
      cell("sources", one.sources.length ? String(one.sources.length) : el("span", { class: "fd-none" }, "–")),
    );
  }

  // What is to be known of a claim at a glance, below its words.
  under(one) {
    const said = who(one);
    return el(
      "span",
      { class: "fd-under" },
      el("span", { class: "fd-under-kind" }, one.kind),
      el("span", { class: "fd-under-worth" }, `worth ${Math.round(one.claim.worth * 100)}`),
      said ? el("span", { class: "fd-under-who", dir: "auto", title: said }, said) : null,
      one.others.length ? el("span", { class: "fd-under-others" }, "others: ", others(one)) : null,
      marks(one),
      this.board.state.drafts.has(one.id) ? el("span", { class: "fd-draft-dot" }, "draft") : null,
    );
  }

  tick(one) {
    const box = el("input", { type: "checkbox", "aria-label": `Tick claim ${one.n}`, tabindex: "-1", onchange: () => this.board.corrections.tick(one.id) });
    box.checked = one.ticked;
    return el("label", { class: "fd-tick", title: "Tick claims to merge them (t)" }, box);
  }

  // The new selection in the rows that are there; another page of the table is drawn anew.
  select(id, focus) {
    const index = visible(this.board.state).findIndex((one) => one.id === id);
    const page = index < 0 ? this.page : Math.floor(index / this.size);
    if (page !== this.page) {
      this.page = page;
      this.draw();
    }
    for (const row of this.body.rows) {
      const selected = row.dataset.id === id;
      row.classList.toggle("is-selected", selected);
      row.setAttribute("aria-selected", String(selected));
      row.tabIndex = selected ? 0 : -1;
      if (selected && this.root.offsetParent) {
        scrollWithin(this.body, row);
        if (focus) row.focus({ preventScroll: true });
      }
    }
  }

  drawPager(total, pages, start) {
    const step = (by) => () => {
      this.page += by;
      this.draw();
      this.root.scrollTop = 0;
    };
    this.pager.hidden = pages === 1 && total <= SIZES[1];
    fill(
      this.pager,
      el("span", {}, `${start + 1}–${Math.min(start + this.size, total)} of ${total}`),
      el("button", { type: "button", class: "fd-button", disabled: this.page === 0, onclick: step(-1) }, "Previous"),
      el("button", { type: "button", class: "fd-button", disabled: this.page >= pages - 1, onclick: step(1) }, "Next"),
      el("label", {}, "Rows ", el("select", { onchange: (event) => this.resize(Number(event.target.value)) }, SIZES.map((size) => el("option", { value: size, selected: size === this.size }, String(size))))),
    );
  }

  resize(size) {
    this.size = size;
    this.page = 0;
    taste.set("size", size);
    this.draw();
  }
}

const cell = (name, ...content) => el("td", { class: `fd-c-${name}` }, content);

function finding(one) {
  const outcome = OUTCOMES[one.worst];
  if (!outcome) return el("span", { class: "fd-none" }, "–");
  return el("span", { class: `fd-outcome is-${one.worst}` }, el("b", { "aria-hidden": "true" }, outcome.symbol), el("span", {}, outcome.word));
}

export function worth(value) {
  const percent = Math.round(value * 100);
  const bar = el("span", { class: "fd-worth", "aria-hidden": "true" });
  bar.style.setProperty("--part", `${percent}%`);
  return [bar, el("span", {}, String(percent))];
}

export function verdictChip(state, one) {
  const given = label(state, myVerdictNow(one));
  if (!given) return el("span", { class: "fd-none" }, "–");
  const chip = el("span", { class: "fd-chip" }, el("b", { "aria-hidden": "true" }, given.symbol), el("span", {}, given.name));
  chip.style.setProperty("--label", given.colour);
  return chip;
}

function others(one) {
  if (!one.others.length) return el("span", { class: "fd-none" }, "–");
  const words = { agreed: "agree", disputed: "disputed", reopened: one.others.length === 1 ? "verdict" : "verdicts", one: one.others.length === 1 ? "verdict" : "verdicts" };
  return el("span", { class: `fd-others is-${one.standing}` }, `${one.others.length} ${words[one.standing]}`);
}
