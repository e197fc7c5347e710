// What a kept copy says on the claim: its best passages, the quoted one, the claim's own quotations.

import { difference } from "./diff.js";
import { button, el, kbd } from "./dom.js";
import { isFree } from "./keys.js";

const AT_FIRST = 3;
const WEAK = 0.35; // of the best one's score: those below wait until they are asked for

// A text with runs of it marked.
export function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), el("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

const isQuoted = (mine, one) => Boolean(mine.span) && mine.span[0] === one.start && mine.span[1] === one.end;

// The best passages, more on demand.
export function passages(board, row, source, mine, more) {
  const isAll = more.has(source.id);
  const shown = mine.passages.filter((one, index) => isAll || isQuoted(mine, one) || (index < AT_FIRST && one.score >= WEAK * mine.passages[0].score));
  const rest = mine.passages.length - shown.length;
  return el(
    "section",
    { class: "fd-passages", "aria-label": "Passages on this claim" },
    el("h4", {}, "What it says on this claim"),
    el("ol", {}, shown.map((one, index) => passage(board, row, source, mine, one, index))),
    rest ? el("button", { type: "button", class: "fd-linkish", data: { tool: "more" }, onclick: () => showMore(board, row, source, more) }, rest === 1 ? "1 more passage" : `${rest} more passages`) : null,
  );
}

function showMore(board, row, source, more) {
  more.add(source.id);
  board.panel.sources.update(board.current() || row);
}

function passage(board, row, source, mine, one, index) {
  const quoted = isQuoted(mine, one);
  return el(
    "li",
    { class: quoted ? "is-quoted" : "" },
    el("blockquote", { dir: "auto" }, marked(one.text, one.marks)),
    el("p", { class: "fd-muted" }, one.why.join(" · ")),
    el(
      "div",
      { class: "fd-row" },
      quoted
        ? el("span", { class: "fd-taken" }, el("b", { "aria-hidden": "true" }, "✓ "), "Quoted")
        : button(["Quote this", index === 0 && isFree(board, "q") ? kbd("q") : null], () => board.sourcing.quote(row, source, mine.copy.id, one), { class: "is-small", data: { tool: `quote-${index}` } }),
      button("In its place", () => board.reading.open(row, source, mine, one.start), { class: "is-quiet is-small", data: { tool: `place-${index}` } }),
    ),
  );
}

// The passage that a person chose, and whether it stands in the kept copy.
export function quotedPassage(board, row, source, mine) {
  return el("div", { class: "fd-quoted" }, el("blockquote", { dir: "auto" }, source.passage), source.changing || source.pending ? el("p", { class: "fd-muted" }, "Saving…") : standing(board, row, source, mine));
}

function standing(board, row, source, mine) {
  if (!mine.copy || mine.found === null || mine.found === undefined) return null;
  const show = (at, tool) => button("Show it", () => board.reading.open(row, source, mine, at), { class: "is-quiet is-small", data: { tool } });
  if (mine.found) return el("p", { class: "fd-state-line is-kept" }, el("b", { "aria-hidden": "true" }, "✓"), el("span", {}, "Stands in the kept copy. ", mine.span ? show(mine.span[0], "show-quoted") : null));
  const { nearest } = mine;
  return [
    el("p", { class: "fd-state-line is-bad" }, el("b", { "aria-hidden": "true" }, "✗"), el("span", {}, nearest ? "Does not stand in the kept copy like this. The nearest place, with the differences:" : "Does not stand in the kept copy.")),
    nearest ? difference(nearest.pieces) : null,
    nearest
      ? el(
          "div",
          { class: "fd-row" },
          button("Quote it as it stands there", () => board.sourcing.quote(row, source, mine.copy.id, { ...nearest, text: copyWords(nearest) }), { class: "is-small", data: { tool: "quote-nearest" } }),
          show(nearest.start, "show-nearest"),
        )
      : null,
  ];
}

// The words of the copy: what is equal and what was put in.
const copyWords = ({ pieces }) => pieces.filter(([op]) => !op.startsWith("del")).map(([, words]) => words).join("");

// A direct quotation of the claim, looked for in the kept copy.
export function quotation(board, row, source, mine, { quote, found }) {
  const [kind, symbol, words] = !found ? ["is-bad", "✗", "is not found in this copy"] : found.exact ? ["is-kept", "✓", "stands in this copy word for word"] : ["is-warning", "≠", "stands in this copy with differences:"];
  return el(
    "div",
    { class: "fd-quotation" },
    el(
      "p",
      { class: `fd-state-line ${kind}`, dir: "auto" },
      el("b", { "aria-hidden": "true" }, symbol),
      el("span", {}, "The quotation ", found?.pieces ? "" : [el("q", {}, bare(quote)), " "], words, " ", found ? button("Show it", () => board.reading.open(row, source, mine, found.start), { class: "is-quiet is-small", data: { tool: `show-quote-${found.start}` } }) : null),
    ),
    found?.pieces ? difference(found.pieces) : null,
  );
}

// Without its own quotation marks.
const bare = (quote) => quote.replace(/^["“”„«»‹›'‘’]+|["“”„«»‹›'‘’]+$/g, "");
