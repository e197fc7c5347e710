// What a person does with sources: attached, changed, quoted from, cited again, fetched, archived, looked up.

import { asLink, nameOf } from "./model.js";
import { newId } from "./outbox.js";

export class Sourcing {
  constructor(board) {
    this.board = board;
  }

  get state() {
    return this.board.state;
  }

  put(action, claimId, payload, revision = 0) {
    const entry = this.state.outbox.put(action, claimId, payload, revision);
    this.board.changed(claimId);
    return entry;
  }

  // A link for a claim, fetched behind the page; where another claim has it, that claim's source serves both.
  attachLink(row, url) {
    const mine = row.sources.find((source) => source.url === url);
    if (mine) {
      this.board.say("This claim has that link already.");
      return mine.id;
    }
    const known = Object.values(this.state.live.sources).flat().find((source) => source.url === url);
    if (known) return this.cite(row, known.id);
    return this.attach(row, { url, medium: "web", stance: "context", fetch: true });
  }

  attach(row, source) {
    return this.put("attach", row.id, source).id;
  }

  cite(row, sourceId, stance = "context") {
    this.put("cite", row.id, { source_id: sourceId, stance });
    this.board.say(`The same source serves claim ${row.n} now.`);
    return sourceId;
  }

  // `changes` holds the fields that are new; `seen` what they were, so that other people's changes are no conflict.
  amend(row, source, changes, more = {}) {
    const seen = more.seen || Object.fromEntries(Object.keys(changes).map((name) => [name, source[name] || ""]));
    this.put("amend", row.id, { source_id: source.id, changes, seen, ...more }, source.next);
    this.state.undo.push({ takeBack: () => this.back(row.id, source.id, seen) });
  }

  back(claimId, sourceId, former) {
    const row = this.state.byId.get(claimId);
    const source = row?.sources.find((one) => one.id === sourceId);
    if (!source) return this.board.say("That source is no longer here.");
    const seen = Object.fromEntries(Object.keys(former).map((name) => [name, source[name] || ""]));
    this.put("amend", claimId, { source_id: sourceId, changes: former, seen }, source.next);
    this.board.select(claimId, { from: "key" });
    return this.board.say(`“${nameOf(source)}”: as it was before.`);
  }

  setStance(row, source, stance) {
    if (source.stance !== stance) this.amend(row, source, { stance });
  }

  setKind(row, source, kind) {
    this.amend(row, source, { kind: source.kind === kind ? "" : kind });
  }

  // Words of the kept copy as the quoted passage; the server reads them from there.
  quote(row, source, copy, { start, end, text }) {
    this.amend(row, source, { passage: text }, { copy, span: [start, end] });
    this.board.say("Quoted, with its place in the kept copy.", true);
  }

  withdraw(row, source) {
    this.put("withdraw", row.id, { source_id: source.id });
  }

  fetch(row, source) {
    this.put("fetch", row.id, { source_id: source.id });
  }

  // Looks for an archived copy; with `save` one is made, which everybody can see.
  archive(row, source, save = false) {
    this.put("archive", row.id, { source_id: source.id, save });
  }

  lookUp(row, connector, words) {
    this.put("look_up", row.id, { connector, words });
  }

  // A file: for a source that is there, or as a new one.
  upload(row, source) {
    const id = source?.id || newId("s");
    this.awaited = { id, former: source?.copy };
    this.board.set("upload", { claim_id: row.id, source_id: id, n: Date.now() });
  }

  // The sources of a claim that was checked before.
  reuse(row, match) {
    const there = new Set(row.sources.flatMap((source) => [source.url, source.title]));
    const fresh = match.sources.filter((one) => !there.has(one));
    const ids = [];
    for (const one of fresh) {
      if (/^https?:/.test(one) && asLink(one)) ids.push(this.attachLink(row, one));
      else ids.push(this.attach(row, { title: one, stance: "context", fetch: false }));
    }
    if (match.url && !match.article && !there.has(match.url)) ids.push(this.attachLink(row, match.url));
    this.board.say(fresh.length ? "Its sources are attached; say what they do to this claim." : "This claim has its sources already.");
    if (ids.length) setTimeout(() => this.board.panel.sources.focusOn(ids[0]));
  }
}
