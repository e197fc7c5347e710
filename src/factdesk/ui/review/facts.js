// What is known of a claim beside its words: who says so, its kind, its worth, the names in it.

import { el } from "./dom.js";
import { MARKS } from "./model.js";

const NAMES = { person: "people", organisation: "bodies", place: "places", date: "days", quantity: "quantities" };

// The source that the text gives, in one line: "diplomatic sources (anonymous), according to".
export function who({ speaker, claim }) {
  if (!speaker) return claim.quoted ? "quoted" : "";
  const name = claim.anonymous ? `${speaker} (anonymous)` : speaker;
  return [name, claim.saying, claim.quoted ? "quoted" : ""].filter(Boolean).join(", ");
}

// The words that decided the kind, where there are any: a mark alone (a quotation's) explains nothing.
const because = ({ kind, claim }) => (kind === claim.kind && /[\p{L}\p{N}]/u.test(claim.because) ? `, by the words “${claim.because}”` : "");

export const aboutKind = (row) => row.kind + because(row);

// Why a claim is worth checking, and what speaks against it, in one line.
export const reasonsFor = ({ reasons }) => reasons.map(([reason]) => reason).join("; ");

// The same with a sign each, for a narrow place.
function signed({ reasons }) {
  return el(
    "ul",
    { class: "fd-reasons" },
    reasons.map(([reason, weight]) => {
      const [, how, what] = reason.match(/^((?:raised|lowered) by )?(.*)$/s);
      return el("li", {}, el("b", { "aria-hidden": "true" }, weight > 0 ? "+\u00a0" : "−\u00a0"), how ? el("span", { class: "fd-hidden" }, how) : null, el("span", { dir: "auto" }, what));
    }),
  );
}

// The marks of a claim that ask for something: a symbol and a word each.
export function marks(one) {
  return [
    MARKS.reopened.has(one) ? el("span", { class: "fd-flagged is-reopened" }, el("b", { "aria-hidden": "true" }, "↻ "), "reopened") : null,
    MARKS.context.has(one) ? el("span", { class: "fd-flagged is-context" }, el("b", { "aria-hidden": "true" }, "⌕ "), "needs context") : null,
  ];
}

// What a wording was read as, and what it still leans on.
export function notes({ notes }) {
  if (!notes.length) return null;
  return el(
    "ul",
    { class: "fd-notes" },
    notes.map(({ text, open }) =>
      el("li", { class: open ? "is-open" : "", dir: "auto" }, open ? [el("b", { "aria-hidden": "true" }, "⌕ "), el("strong", {}, "Needs context: ")] : null, text),
    ),
  );
}

// Below the claim: whose words it is.
export function byline(row) {
  const said = who(row);
  return said ? el("p", { class: "fd-byline" }, "Who says so: ", el("b", { dir: "auto" }, said)) : null;
}

// Kind, worth and what is named in it, one short row each.
export function facts(state, row, bar) {
  const { claim } = row;
  return el(
    "dl",
    { class: "fd-facts" },
    fact("Kind", row.kind, el("span", { class: "fd-muted", dir: "auto" }, because(row))),
    fact("Worth", el("span", { class: "fd-worth-line" }, bar), claim.reasons.length ? signed(claim) : null),
    claim.entities.length ? fact("Contains", named(state, claim)) : null,
  );
}

const fact = (name, ...content) => [el("dt", {}, name), el("dd", {}, content)];

// The names, dates and quantities of a claim, by kind; one that comes twice is told once.
function named(state, { entities }) {
  const text = state.base.article.text;
  return Object.entries(NAMES).map(([kind, title]) => {
    const words = new Set(entities.filter((one) => one.kind === kind).map((one) => text.slice(one.start, one.end)));
    if (!words.size) return null;
    return el("span", { class: "fd-names", data: { kind } }, el("span", { class: "fd-muted" }, `${title} `), [...words].map((word) => el("span", { class: "fd-name", dir: "auto" }, word)));
  });
}
