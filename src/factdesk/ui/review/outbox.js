// Everything that a person does goes through here: shown at once, kept in this browser, sent until the server has
// said what became of it. Ids are made here, so that sending twice saves once.

const PREFIXES = { decide: "v", accept: "v", attach: "s", add: "c" };
let counter = 0;

export function newId(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  constructor(shelf, send) {
    this.shelf = shelf;
    this.send = send;
    this.results = {};
    this.entries = shelf
      .all("out")
      .map(([, entry]) => entry)
      .filter((entry) => entry && entry.id && entry.payload)
      .sort((a, b) => a.at - b.at || a.seq - b.seq);
  }

  put(action, claimId, payload, baseRevision) {
    counter += 1;
    const id = newId(PREFIXES[action] || "e");
    const entry = {
      id,
      seq: counter,
      at: Date.now(),
      action,
      claim_id: claimId || id, // a new claim is known by the id of the entry that makes it
      payload,
      base_revision: baseRevision,
      attempt: 1,
    };
    this.entries.push(entry);
    this.shelf.put("out", entry.id, entry);
    this.flush();
    return entry;
  }

  flush() {
    this.send(this.entries.slice());
  }

  // Takes the server's results in; returns the entries that are saved now.
  settle(results) {
    const saved = this.entries.filter((entry) => results[entry.id]?.status === "saved");
    this.results = results;
    for (const entry of saved) this.drop(entry);
    return saved;
  }

  drop(entry) {
    this.entries = this.entries.filter((other) => other.id !== entry.id);
    this.shelf.drop("out", entry.id);
  }

  retry(entry) {
    entry.attempt += 1;
    this.shelf.put("out", entry.id, entry);
    this.flush();
  }

  // What became of an entry that was not saved, or null while the server has not said.
  verdictOn(entry) {
    const result = this.results[entry.id];
    return result && result.status !== "saved" && result.attempt >= entry.attempt ? result : null;
  }

  of(claimId, action) {
    return this.entries.filter((entry) => entry.claim_id === claimId && (!action || entry.action === action));
  }

  // The verdicts on a claim that are on their way, given or accepted.
  verdictsOn(claimId) {
    return this.entries.filter((entry) => entry.claim_id === claimId && laneOf(entry) === "verdict");
  }

  refused() {
    return this.entries.filter((entry) => this.verdictOn(entry));
  }

  // Entries on their way: not answered yet, nor waiting behind a refused one.
  underway() {
    const lane = (entry) => `${entry.claim_id} ${laneOf(entry)}`;
    const held = new Set(this.refused().map(lane));
    return this.entries.filter((entry) => !held.has(lane(entry)));
  }
}

const QUESTIONS = /^(fetch|archive|look_up)$/;

// Entries of one lane wait for each other: those on a verdict, on one source, on the words of a claim.
export function laneOf({ id, action, payload }) {
  if (/^(decide|accept)$/.test(action)) return "verdict";
  if (/^(attach|cite|amend|withdraw)$/.test(action)) return `source ${payload.source_id || id}`;
  return QUESTIONS.test(action) ? `question ${id}` : "claim";
}
