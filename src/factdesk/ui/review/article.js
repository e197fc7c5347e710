// The article with its claims marked in place.

import { el, fill } from "./dom.js";
import { OUTCOMES, label, myVerdictNow, passes, quote } from "./model.js";
import { lines } from "./segments.js";
import { selectedSpan } from "./selection.js";

export class ArticleView {
  constructor(board, root) {
    this.board = board;
    this.root = root;
    this.body = el("div", { class: "fd-article", tabindex: "-1" });
    this.limits = el("div", { class: "fd-limits" });
    this.legend = el("p", { class: "fd-legend" });
    fill(root, this.limits, this.body, this.legend);
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("selectionchange", () => this.selecting());
  }

  build() {
    const { base } = this.board.state;
    this.marks = [];
    const paragraphs = lines(base.article.text, base.claims, base.bare, spoken(base.findings)).map((line) =>
      el("p", { dir: "auto" }, line.length ? line.map((segment) => this.segment(segment)) : el("br")),
    );
    fill(this.body, paragraphs);
    fill(this.limits, el("p", {}, base.article.limits));
    this.limits.hidden = !base.article.limits;
    this.byClaim = new Map();
    for (const mark of this.marks)
      for (const id of mark.claims) this.byClaim.set(id, [...(this.byClaim.get(id) || []), mark]);
    this.placeHeads(base.claims);
    this.drawLegend();
    this.paint();
  }

  // Each claim has one mark that carries its symbol: the first that shows this claim, as others may begin with the
  // same words.
  placeHeads(claims) {
    for (const mark of this.marks) mark.heads = [];
    for (const { id } of claims) {
      const marks = this.byClaim.get(id) || [];
      const head = marks.find((mark) => mark.claims[0] === id) || marks.find((mark) => mark.begins.includes(id)) || marks[0];
      head?.heads.push(id);
    }
  }

  segment({ start, text, claims, begins, bare, found }) {
    const data = found ? { start, found: found.outcome } : { start };
    if (!claims.length && bare < 0) return el("span", { data }, text);
    if (!claims.length) return this.bareSegment(data, text, bare);
    const node = el("mark", { class: "fd-mark", data }, text);
    this.marks.push({ node, claims, begins });
    return node;
  }

  bareSegment(data, text, bare) {
    const [start, end] = this.board.state.base.bare[bare];
    const isFirst = data.start === start;
    return el(
      "span",
      {
        class: "fd-bare",
        data: { ...data, bare },
        ...(isFirst ? { role: "button", tabindex: "-1", "aria-label": `No claim covers: ${this.board.text(start, end)}` } : {}),
        title: "No claim covers this sentence. Click to add one.",
      },
      text,
    );
  }

  // Colour, symbol and underline of every mark, after verdicts, filter or selection changed.
  paint() {
    for (const mark of this.marks || []) this.paintMark(mark);
  }

  paintClaims(...ids) {
    for (const id of ids) for (const mark of this.byClaim?.get(id) || []) this.paintMark(mark);
  }

  paintMark({ node, claims, heads }) {
    const { state } = this.board;
    const selected = claims.includes(state.selected);
    const lead = state.byId.get(selected ? state.selected : claims[0]);
    if (!lead) return;
    const given = label(state, myVerdictNow(lead));
    node.className = "fd-mark";
    node.classList.toggle("is-open", !given);
    node.classList.toggle("is-disputed", lead.standing === "disputed");
    node.classList.toggle("is-selected", selected);
    node.classList.toggle("is-shared", claims.length > 1);
    node.classList.toggle("is-dimmed", !selected && !passes(state, lead));
    node.style.setProperty("--label", given ? given.colour : "");
    this.paintHead(node, heads, lead, given);
  }

  // The head of a claim carries its symbol and is what the keyboard reaches.
  paintHead(node, heads, lead, given) {
    const first = heads.includes(lead.id) ? lead : this.board.state.byId.get(heads[0]);
    if (!first) return;
    const own = first === lead ? given : label(this.board.state, myVerdictNow(first));
    node.dataset.glyph = own ? own.symbol : first.worst === "contradicted" ? "⚑" : "";
    node.classList.toggle("is-flagged", !own && first.worst === "contradicted");
    node.setAttribute("role", "button");
    node.tabIndex = first.id === this.board.state.selected ? 0 : -1;
    node.setAttribute("aria-pressed", first.id === this.board.state.selected);
    const finding = first.worst ? `, finding: ${first.worst}` : "";
    node.setAttribute("aria-label", `Claim ${first.n}: ${own ? own.name : "no verdict yet"}${finding}. ${quote(this.board.state, first.claim)}`);
  }

  reveal(id, focus) {
    const marks = this.byClaim?.get(id) || [];
    const first = marks.find((mark) => mark.heads.includes(id)) || marks[0];
    if (!first || !this.root.offsetParent) return;
    scrollWithin(this.body, first.node);
    if (focus) first.node.focus({ preventScroll: true });
  }

  // Of what depends on the text and its findings alone, only what is there.
  drawLegend() {
    const bare = this.board.state.base.bare.length;
    const found = spoken(this.board.state.base.findings)[0]?.outcome;
    const isShared = this.marks.some((mark) => mark.claims.length > 1);
    fill(
      this.legend,
      el("span", { class: "fd-key is-open" }, "no verdict yet"),
      el("span", { class: "fd-key is-given" }, "verdict given"),
      el("span", { class: "fd-key is-disputed" }, "disputed"),
      isShared ? el("span", { class: "fd-key is-shared" }, "claims overlap") : null,
      found === "contradicted" ? el("span", {}, el("b", { class: "fd-flag" }, "⚑"), " finding contradicts") : null,
      found && found !== "supported" ? el("span", { data: { found } }, "words a finding speaks of") : null,
      bare
        ? el(
            "button",
            { type: "button", class: "fd-linkish", onclick: () => this.nextBare(), title: "Go to the next one" },
            el("span", { class: "fd-bare" }, bare === 1 ? "1 sentence without a claim" : `${bare} sentences without a claim`),
          )
        : null,
    );
  }

  nextBare() {
    const all = [...this.body.querySelectorAll(".fd-bare[role=button]")];
    const here = all.indexOf(document.activeElement);
    const next = all[(here + 1) % all.length];
    if (!next) return;
    scrollWithin(this.body, next);
    next.focus({ preventScroll: true });
  }

  clicked(event) {
    if (!getSelection().isCollapsed) return;
    const mark = (this.marks || []).find((one) => one.node === event.target.closest(".fd-mark"));
    if (mark) this.pick(mark);
    const bare = event.target.closest(".fd-bare");
    if (bare) this.board.startAdding(...this.board.state.base.bare[bare.dataset.bare]);
  }

  // A click on the selected claim goes to the next one that covers the same words.
  pick({ claims }) {
    const here = claims.indexOf(this.board.state.selected);
    this.board.select(claims[(here + 1) % claims.length], { from: "article" });
  }

  pressed(event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    const target = event.target.closest("[role=button]");
    if (!target) return;
    event.preventDefault();
    target.click();
  }

  selecting() {
    if (!this.root.isConnected) return;
    const span = this.selectedSpan();
    this.board.offerSelection(span);
  }

  // The selected characters of the article as [start, end], or null.
  selectedSpan() {
    return selectedSpan(this.body, this.board.state.base.article.text);
  }
}

// The words that findings speak of, those of the worst outcome first.
function spoken(findings) {
  return Object.values(findings)
    .flat()
    .flatMap((one) => one.spans.map(([start, end]) => ({ start, end, outcome: one.outcome })))
    .sort((a, b) => OUTCOMES[b.outcome].rank - OUTCOMES[a.outcome].rank);
}

// Brings a node into view inside its pane, a third from the top, and leaves the page itself where it is. On a
// phone the page scrolls and not the pane; there the verdict bar covers the lowest quarter.
export function scrollWithin(pane, node) {
  const scroller = pane.closest(".fd-pane");
  const scrolls = scroller.scrollHeight > scroller.clientHeight;
  const view = scrolls ? scroller.getBoundingClientRect() : new DOMRect(0, 0, window.innerWidth, window.innerHeight * 0.75);
  const box = node.getBoundingClientRect();
  if (box.top >= view.top + 24 && box.bottom <= view.bottom - 24) return;
  if (scrolls) scroller.scrollTop += box.top - view.top - view.height / 3;
  else node.scrollIntoView({ block: "center" });
}
