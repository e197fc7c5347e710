// What could not be saved, beside what the desk holds, with a choice.

import { button, el } from "./dom.js";
import { anywhere, nameOf } from "./model.js";
import { laneOf } from "./outbox.js";

export function conflictCards(board, row) {
  const { outbox } = board.state;
  return outbox
    .of(row.id)
    .map((entry) => [entry, outbox.verdictOn(entry)])
    .filter(([, result]) => result)
    .map(([entry, result]) => card(board, entry, result));
}

// Entries on claims that are no longer there, which no panel can show.
export function strayCards(board) {
  const { outbox, byId } = board.state;
  return outbox
    .refused()
    .filter((entry) => !byId.has(entry.claim_id))
    .map((entry) => card(board, entry, outbox.verdictOn(entry)));
}

function card(board, entry, result) {
  const isStale = result.status === "stale";
  return el(
    "section",
    { class: "fd-conflict", role: "alert", data: { status: result.status } },
    el("h3", {}, isStale ? "Saved elsewhere in the meantime" : "Not saved"),
    el("p", {}, isStale ? "Yours was made on an older version. Nothing was overwritten; choose which one counts." : sentence(result.message)),
    isStale ? el("div", { class: "fd-versions" }, version("On the desk", theirs(board, entry, result.current)), version("Yours, not saved", mine(board, entry))) : version("Yours, kept in this browser", mine(board, entry)),
    el("div", { class: "fd-row", onclick: () => isStale && setTimeout(() => backTo(board, laneOf(entry))) }, choices(board, entry, result)),
  );
}

// Once it is decided, the focus goes to what was decided on.
function backTo(board, lane) {
  const [kind, id] = lane.split(" ");
  if (kind === "source") board.panel.sources.focusOn(id);
  else board.focusClaim();
}

// As our errors are written without a capital letter and a full stop.
const sentence = (text) => text.replace(/^[a-z]+(?= )/, (word) => word[0].toUpperCase() + word.slice(1)) + (/[.!?…]$/.test(text) ? "" : ".");

function choices(board, entry, result) {
  if (result.status === "failed")
    return [button("Try again", () => board.retry(entry), { class: "is-primary" }), button("Give it up", () => board.giveUp(entry))];
  if (result.status === "refused")
    return [/^(edit|attach|amend|decide|accept)$/.test(entry.action) ? button("Change it", () => board.reopen(entry), { class: "is-primary" }) : null, button("Give it up", () => board.giveUp(entry))];
  const canKeep = /^(decide|accept|edit|move|discard|amend)$/.test(entry.action) && !(laneOf(entry) === "claim" && result.current?.what);
  return [
    canKeep ? button("Keep mine, as a new revision", () => board.keepMine(entry, result.current), { class: "is-primary" }) : null,
    button("Take theirs", () => board.giveUp(entry)),
  ];
}

// The newest of the refused entry and those waiting behind it: what the person meant last.
function mine(board, entry) {
  const { payload, action } = board.newest(entry);
  if (/^(decide|accept)$/.test(action)) return { what: payload.verdict || "verdict taken back", text: payload.rationale, confidence: payload.confidence };
  if (action === "amend") return { what: nameOf(anywhere(board.state, payload.source_id) || {}), rows: changed(board, entry) };
  if (action === "attach") return { what: payload.title || payload.url, text: payload.passage };
  const names = { edit: payload.text ? "new wording" : "new source or kind", split: "split", merge: "merge", discard: "discarded", move: "moved in the order", add: "new claim", withdraw: "source taken back", restore: "brought back", cite: "source for this claim", fetch: "fetching the page", archive: "an archived copy", look_up: payload.words };
  return { what: names[action], text: payload.text || [payload.speaker, payload.kind].filter(Boolean).join(", ") || (payload.parts || []).map((part) => part.text).join(" / ") };
}

// The fields of a source that were changed on both sides.
const changed = (board, entry) => Object.entries(Object.assign({}, ...board.waiting(entry).map((one) => one.payload.changes || {})));

function theirs(board, entry, current) {
  return current?.fields ? { ...current, rows: changed(board, entry).map(([name]) => [name, current.fields[name]]) } : current;
}

function version(title, shown) {
  const facts = [shown.by, shown.at].filter(Boolean).join(", ");
  return el(
    "div",
    { class: "fd-version" },
    el("h4", {}, title),
    shown.what ? el("p", {}, el("strong", {}, shown.what), shown.confidence ? ` · confidence ${shown.confidence} of 5` : "") : null,
    shown.text ? el("p", { class: "fd-said", dir: "auto" }, shown.text) : null,
    (shown.rows || []).map(([name, value]) => el("p", { class: "fd-said", dir: "auto" }, el("span", { class: "fd-muted" }, `${name.replace("_", " ")}: `), value || "blank")),
    facts ? el("p", { class: "fd-muted" }, facts) : null,
  );
}
