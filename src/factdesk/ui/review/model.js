// What is to be shown: the server's data with the outbox laid over it. Pure functions of the board's state.

import { runs } from "./segments.js";

export const OUTCOMES = {
  contradicted: { symbol: "✗", word: "Contradicted", rank: 3 },
  undetermined: { symbol: "?", word: "Undetermined", rank: 2 },
  supported: { symbol: "✓", word: "Supported", rank: 1 },
};
export const KINDS = ["office", "event", "quantity", "date", "quote", "causal", "comparison", "prediction", "opinion"];
export const STANCES = {
  supports: { symbol: "+", word: "Supports" },
  refutes: { symbol: "−", word: "Refutes" },
  context: { symbol: "○", word: "Context" },
};

export function buildRows(state) {
  const rows = inOrder(state).map((claim, index) => row(state, claim, index));
  state.rows = rows;
  state.byId = new Map(rows.map((one) => [one.id, one]));
}

export function refreshRow(state, claimId) {
  const old = state.byId.get(claimId);
  if (!old) return;
  const fresh = row(state, old.claim, old.n - 1);
  state.rows[old.n - 1] = fresh;
  state.byId.set(claimId, fresh);
}

// The claims in the desk's order, with the moves that are still on their way.
function inOrder(state) {
  let claims = state.base.claims;
  for (const entry of state.outbox.entries.filter((one) => one.action === "move" && !state.outbox.verdictOn(one))) {
    const moved = claims.find((claim) => claim.id === entry.claim_id);
    const rest = claims.filter((claim) => claim !== moved);
    const behind = rest.findIndex((claim) => claim.id === entry.payload.after);
    if (moved && (behind >= 0 || !entry.payload.after)) claims = [...rest.slice(0, behind + 1), moved, ...rest.slice(behind + 1)];
  }
  return claims;
}

function row(state, claim, index) {
  const given = state.live.verdicts[claim.id] || {};
  const findings = state.base.findings[claim.id] || [];
  const worst = findings.reduce((found, one) => (OUTCOMES[one.outcome].rank > (OUTCOMES[found]?.rank || 0) ? one.outcome : found), "");
  const mine = myVerdict(state, claim.id, given[state.identity.reviewer]);
  const others = Object.entries(given)
    .filter(([name, verdict]) => name !== state.identity.reviewer && verdict.verdict)
    .map(([name, verdict]) => ({ name, ...verdict }));
  return {
    id: claim.id,
    n: index + 1,
    claim,
    ...wording(state, claim),
    findings,
    proposal: state.base.proposals[claim.id] || null,
    worst,
    mine,
    others,
    standing: standing(mine, others),
    sources: sourcesOf(state, claim.id),
    ticked: state.ticked.has(claim.id),
  };
}

function myVerdict(state, claimId, saved) {
  const pending = state.outbox.verdictsOn(claimId);
  const base = saved || { verdict: "", rationale: "", confidence: null, recheck_on: "", revision: 0 };
  if (!pending.length) return { ...base, pending: false };
  const last = pending[pending.length - 1];
  return { ...last.payload, earlier: null, revision: Math.max(base.revision, last.base_revision + 1), pending: true, at: "" };
}

// Wording, speaker and kind, with the edits that are still on their way.
function wording(state, { id, text, speaker, kind }) {
  return Object.assign({ text, speaker, kind }, ...state.outbox.of(id, "edit").map((entry) => entry.payload));
}

// The revision that the next change of a claim builds on: those on their way will each make one.
export function revisionOf(state, claim) {
  return claim.revision + state.outbox.of(claim.id).filter((entry) => /^(edit|move)$/.test(entry.action)).length;
}

// The sources of a claim with what is on its way: attached, cited, changed, taken back.
function sourcesOf(state, claimId) {
  const { outbox } = state;
  const gone = new Set(outbox.of(claimId, "withdraw").map((entry) => entry.payload.source_id));
  const saved = (state.live.sources[claimId] || []).filter((source) => !gone.has(source.id));
  const known = new Set(saved.map((source) => source.id));
  const attached = outbox.of(claimId, "attach").map((entry) => ({ ...entry.payload, id: entry.id }));
  const cited = outbox.of(claimId, "cite").map(({ payload }) => ({ ...anywhere(state, payload.source_id), passage: "", note: "", stance: payload.stance || "context" }));
  const accepted = outbox.of(claimId, "accept").flatMap((entry) => entry.payload.sources);
  const pending = [...attached, ...cited, ...accepted]
    .filter((source) => source.id && !known.has(source.id) && !gone.has(source.id))
    .map((source) => ({ revision: 1, ...source, by: state.identity.reviewer, pending: true }));
  return [...saved, ...pending].map((source) => amended(state, claimId, source));
}

// A source with the changes that are on their way; each will make a revision.
function amended(state, claimId, source) {
  const changes = state.outbox.of(claimId, "amend").filter((entry) => entry.payload.source_id === source.id);
  const open = changes.filter((entry) => !state.outbox.verdictOn(entry));
  return Object.assign({ ...source, changing: open.length > 0, next: source.revision + open.length }, ...open.map((entry) => entry.payload.changes));
}

// A source as it serves any claim of the article.
export function anywhere(state, sourceId) {
  for (const attached of Object.values(state.live.sources)) {
    const found = attached.find((source) => source.id === sourceId);
    if (found) return found;
  }
  return null;
}

// The other claims that a source serves.
export const alsoServes = (state, sourceId, claimId) => state.rows.filter((row) => row.id !== claimId && row.sources.some((source) => source.id === sourceId));

// How the verdicts on a claim stand to each other and to its words: none, one, agreed, disputed or reopened.
function standing(mine, others) {
  const given = [mine, ...others].filter((one) => one.verdict);
  const fresh = given.filter((one) => !one.earlier);
  if (!fresh.length) return given.length ? "reopened" : "none";
  if (fresh.length === 1) return "one";
  return new Set(fresh.map((one) => one.verdict)).size === 1 ? "agreed" : "disputed";
}

// My verdict on the words that the claim has now.
export const myVerdictNow = ({ mine }) => (mine.earlier ? "" : mine.verdict);

export const label = (state, name) => state.base.scale.find((one) => one.name === name) || null;

// The words of the article that a claim is made of.
export const quote = (state, claim) => runs(claim).map(([start, end]) => state.base.article.text.slice(start, end)).join(" … ");

// --- sources in words ---

export const SOURCE_KINDS = { primary: "Primary", secondary: "Secondary" };
export const MEDIA = { web: "Web page", file: "File", call: "Call or talk", message: "Message", book: "Book", document: "Document", broadcast: "Broadcast" };

export const nameOf = (source) => source.title || source.publisher || source.author || source.url || "without a name";

// A link as people type it, or null where it cannot be one.
export function asLink(text) {
  const typed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  try {
    const url = new URL(full);
    const isWhole = url.hostname.includes(".") || url.hostname === "localhost" || url.hostname.startsWith("[");
    return /^https?:$/.test(url.protocol) && isWhole && !/\s/.test(typed) ? full : null;
  } catch {
    return null;
  }
}

// --- order and filter ---

const STANDING_RANK = { disputed: 4, reopened: 3, agreed: 2, one: 1, none: 0 };
const SORTS = {
  n: (a, b) => a.n - b.n,
  text: (a, b) => a.text.localeCompare(b.text),
  kind: (a, b) => a.kind.localeCompare(b.kind),
  finding: (a, b) => (OUTCOMES[b.worst]?.rank || 0) - (OUTCOMES[a.worst]?.rank || 0),
  worth: (a, b) => b.claim.worth - a.claim.worth,
  mine: (a, b, state) => place(state, a) - place(state, b),
  others: (a, b) => STANDING_RANK[b.standing] - STANDING_RANK[a.standing] || b.others.length - a.others.length,
  sources: (a, b) => b.sources.length - a.sources.length,
};

function place(state, one) {
  const index = state.base.scale.findIndex((entry) => entry.name === myVerdictNow(one));
  return index < 0 ? state.base.scale.length : index;
}

export function ordered(state) {
  const compare = SORTS[state.sort.by];
  const turn = state.sort.down ? -1 : 1;
  return [...state.rows].sort((a, b) => turn * compare(a, b, state) || a.n - b.n);
}

// What a claim can be filtered by that is neither a verdict nor a finding.
export const MARKS = {
  context: { name: "Needs context", has: (one) => one.claim.notes.some((note) => note.open) },
  anonymous: { name: "Anonymous source", has: (one) => one.claim.anonymous },
  quoted: { name: "Quoted words", has: (one) => one.claim.quoted },
  reopened: { name: "Reopened", has: (one) => one.standing === "reopened" || (one.claim.changed && one.standing === "none") },
  fresh: { name: "New in this version", has: (one) => one.claim.fresh },
  ticked: { name: "Ticked", has: (one) => one.ticked },
};

export function passes(state, one) {
  const { text, verdict, finding, kind, worth, mark } = state.filter;
  if (text && !`${one.text} ${one.speaker} ${quote(state, one.claim)}`.toLocaleLowerCase().includes(text.toLocaleLowerCase())) return false;
  if (finding && (one.worst || "none") !== finding) return false;
  if (kind && one.kind !== kind) return false;
  if (worth && Math.round(one.claim.worth * 100) < Number(worth)) return false;
  if (mark && !MARKS[mark].has(one)) return false;
  if (verdict === "open") return !myVerdictNow(one);
  if (verdict === "decided") return Boolean(myVerdictNow(one));
  if (verdict === "disputed") return one.standing === "disputed";
  if (verdict === "drafts") return state.drafts.has(one.id);
  return !verdict || myVerdictNow(one) === verdict.slice(1);
}

export const visible = (state) => ordered(state).filter((one) => passes(state, one));

// The claim `step` places further in the list, also where the selected one has fallen out of the filter.
export function neighbour(state, from, step) {
  const all = ordered(state);
  const here = all.findIndex((one) => one.id === from);
  for (let index = here + step; index >= 0 && index < all.length; index += step) {
    if (passes(state, all[index])) return all[index].id;
  }
  return null;
}

export const isFiltered = (state) => Object.values(state.filter).some(Boolean);
