// What is to be shown: the server's data with the outbox laid over it. Pure functions of the board's state.

export const OUTCOMES = {
  contradicted: { symbol: "✗", word: "Contradicted", rank: 3 },
  undetermined: { symbol: "?", word: "Undetermined", rank: 2 },
  supported: { symbol: "✓", word: "Supported", rank: 1 },
};
export const STANCES = {
  supports: { symbol: "+", word: "Supports" },
  refutes: { symbol: "−", word: "Refutes" },
  context: { symbol: "○", word: "Context" },
};

export function buildRows(state) {
  const rows = state.base.claims.map((claim, index) => row(state, claim, index));
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
    text: wording(state, claim),
    findings,
    proposal: state.base.proposals[claim.id] || null,
    worst,
    mine,
    others,
    standing: standing(mine, others),
    sources: sourcesOf(state, claim.id),
  };
}

function myVerdict(state, claimId, saved) {
  const pending = state.outbox.verdictsOn(claimId);
  const base = saved || { verdict: "", rationale: "", confidence: null, revision: 0 };
  if (!pending.length) return { ...base, pending: false };
  const last = pending[pending.length - 1];
  return { ...last.payload, revision: Math.max(base.revision, last.base_revision + 1), pending: true, at: "" };
}

function wording(state, claim) {
  const edits = state.outbox.of(claim.id, "edit");
  return edits.length ? edits[edits.length - 1].payload.text : claim.text;
}

function sourcesOf(state, claimId) {
  const gone = new Set(state.outbox.of(claimId, "withdraw").map((entry) => entry.payload.source_id));
  const saved = (state.live.sources[claimId] || []).filter((source) => !gone.has(source.id));
  const known = new Set(saved.map((source) => source.id));
  const attached = state.outbox.of(claimId, "attach").map((entry) => ({ ...entry.payload, id: entry.id }));
  const accepted = state.outbox.of(claimId, "accept").flatMap((entry) => entry.payload.sources);
  const pending = [...attached, ...accepted]
    .filter((source) => !known.has(source.id) && !gone.has(source.id))
    .map((source) => ({ ...source, by: state.identity.reviewer, pending: true }));
  return [...saved, ...pending];
}

// How the verdicts on a claim stand to each other: none, one, agreed or disputed.
function standing(mine, others) {
  const given = [...(mine.verdict ? [mine.verdict] : []), ...others.map((one) => one.verdict)];
  if (given.length === 0) return "none";
  if (given.length === 1) return "one";
  return new Set(given).size === 1 ? "agreed" : "disputed";
}

export const label = (state, name) => state.base.scale.find((one) => one.name === name) || null;

export const quote = (state, claim) => state.base.article.text.slice(claim.start, claim.end);

// --- order and filter ---

const STANDING_RANK = { disputed: 3, agreed: 2, one: 1, none: 0 };
const SORTS = {
  n: (a, b) => a.n - b.n,
  text: (a, b) => a.text.localeCompare(b.text),
  kind: (a, b) => a.claim.kind.localeCompare(b.claim.kind),
  finding: (a, b) => (OUTCOMES[b.worst]?.rank || 0) - (OUTCOMES[a.worst]?.rank || 0),
  worth: (a, b) => b.claim.worth - a.claim.worth,
  mine: (a, b, state) => place(state, a) - place(state, b),
  others: (a, b) => STANDING_RANK[b.standing] - STANDING_RANK[a.standing] || b.others.length - a.others.length,
  sources: (a, b) => b.sources.length - a.sources.length,
};

function place(state, one) {
  const index = state.base.scale.findIndex((entry) => entry.name === one.mine.verdict);
  return index < 0 ? state.base.scale.length : index;
}

export function ordered(state) {
  const compare = SORTS[state.sort.by];
  const turn = state.sort.down ? -1 : 1;
  return [...state.rows].sort((a, b) => turn * compare(a, b, state) || a.n - b.n);
}

export function passes(state, one) {
  const { text, verdict, finding, kind } = state.filter;
  if (text && !`${one.text} ${quote(state, one.claim)}`.toLocaleLowerCase().includes(text.toLocaleLowerCase())) return false;
  if (finding && (one.worst || "none") !== finding) return false;
  if (kind && one.claim.kind !== kind) return false;
  if (verdict === "open") return !one.mine.verdict;
  if (verdict === "decided") return Boolean(one.mine.verdict);
  if (verdict === "disputed") return one.standing === "disputed";
  if (verdict === "drafts") return state.drafts.has(one.id);
  return !verdict || one.mine.verdict === verdict.slice(1);
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
