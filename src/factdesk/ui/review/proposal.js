// What the checks propose for a claim, and what becomes of it when the reviewer accepts. Pure functions of a row.

import { newId } from "./outbox.js";

const address = (source) => source.url || `${source.publisher}\n${source.title}`;

// The reviewer's own words stay, those of the finding come below them, once.
function joined(own, said) {
  if (!own.trim()) return said;
  return own.includes(said) ? own : `${own.trimEnd()}\n\n${said}`;
}

// The verdict as it would be saved, or null where there is nothing to accept or it was accepted already.
export function acceptance(row, draft) {
  const { mine, proposal, sources } = row;
  if (!proposal) return null;
  const there = new Set(sources.map(address));
  const fresh = proposal.sources.filter((source) => !there.has(address(source)));
  const rationale = joined(draft.rationale ?? mine.rationale, proposal.rationale);
  const confidence = draft.confidence ?? mine.confidence;
  if (mine.verdict === proposal.label && mine.rationale === rationale && mine.confidence === confidence && !fresh.length) return null;
  return {
    verdict: proposal.label,
    rationale,
    confidence,
    recheck_on: draft.recheck_on ?? mine.recheck_on ?? "",
    source_ids: sources.map((source) => source.id),
    sources: fresh.map((source) => ({ ...source, id: newId("s") })),
  };
}

// What accepting would do, said before it is done.
export function consequences(row, draft) {
  const wanted = acceptance(row, draft);
  if (!wanted) return "You have accepted this.";
  const count = wanted.sources.length;
  return [
    row.mine.verdict && row.mine.verdict !== wanted.verdict ? `Replaces your verdict ${row.mine.verdict}, which stays in the history.` : "",
    (draft.rationale ?? row.mine.rationale).trim() ? "Your own words stay; the finding is added below them." : "",
    count ? `Attaches ${count === 1 ? "1 source" : `${count} sources`}.` : "",
  ].filter(Boolean).join(" ");
}
