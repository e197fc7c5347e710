// What a person changes in the split of an article: claims added, worded, split, merged, moved, discarded, brought back.

import { revisionOf, visible } from "./model.js";

export class Corrections {
  constructor(board) {
    this.board = board;
  }

  get state() {
    return this.board.state;
  }

  // Puts a change of a claim into the outbox; `takeBack` is what "undo" does to it.
  put(action, row, payload, takeBack) {
    this.state.outbox.put(action, row.id, payload, revisionOf(this.state, row.claim));
    if (takeBack) this.state.undo.push({ takeBack });
    this.board.status.update();
  }

  add(start, end, text) {
    this.state.outbox.put("add", "", { start, end, text, text_version: this.state.base.article.version }, 0);
    this.board.status.update();
  }

  // `changes` holds those of text, speaker and kind that are new.
  edit(claimId, changes) {
    const row = this.state.byId.get(claimId);
    const former = Object.fromEntries(Object.keys(changes).map((name) => [name, row[name]]));
    this.put("edit", row, changes, () => this.reword(claimId, former));
    this.board.changed(claimId);
  }

  reword(claimId, former) {
    const row = this.state.byId.get(claimId);
    if (!row) return this.board.say("That claim is no longer here.");
    this.put("edit", row, former);
    this.board.select(claimId, { from: "key" });
    return this.board.changed(claimId);
  }

  discard(claimId) {
    const row = this.state.byId.get(claimId);
    this.put("discard", row, {}, this.restoring(row));
    this.board.say(`Claim ${row.n} discarded.`, true);
  }

  split(claimId, parts) {
    const row = this.state.byId.get(claimId);
    this.put("split", row, { parts }, this.restoring(row));
    this.board.say(`Claim ${row.n} split into ${parts.length}.`, true);
  }

  merge(claimId, ids, text) {
    const row = this.state.byId.get(claimId);
    const seen = Object.fromEntries(ids.map((id) => [id, revisionOf(this.state, this.state.byId.get(id).claim)]));
    this.put("merge", row, { claim_ids: ids, text, base_revisions: seen }, this.restoring(row));
    for (const id of ids) this.state.ticked.delete(id);
    this.board.say(`${ids.length} claims merged.`, true);
  }

  // Brings a claim back that was discarded, split or merged, with what was merged with it.
  restoring({ id, claim }) {
    const revision = revisionOf(this.state, claim) + 1;
    return () => {
      this.state.outbox.put("restore", id, {}, revision);
      this.board.status.update();
    };
  }

  // What the selected claim was made from takes its place again.
  restoreFormer({ claim }) {
    const [former] = claim.former;
    this.state.outbox.put("restore", former.id, {}, former.revision);
    this.board.status.update();
  }

  // --- order ---

  // One place up (-1) or down (1) among the claims that are shown.
  move(step) {
    const { state, board } = this;
    const row = board.current();
    if (!row) return undefined;
    if (state.sort.by !== "n" || state.sort.down) return board.say("Sort the table by number (#) to move claims.");
    const shown = visible(state);
    const here = shown.indexOf(row);
    const aim = shown[here + step];
    if (here < 0 || !aim) return board.say(step < 0 ? "This is the first claim." : "This is the last claim.");
    const behind = step > 0 ? aim : state.rows[aim.n - 2];
    this.place(row, behind?.id || "", state.rows[row.n - 2]?.id || "");
    return board.say(`Moved; it is claim ${state.byId.get(row.id).n} now.`, true);
  }

  place(row, after, before) {
    this.put("move", row, { after }, before === undefined ? undefined : () => this.place(this.state.byId.get(row.id), before));
    this.board.reordered();
  }

  // --- ticks ---

  tick(claimId) {
    const { ticked } = this.state;
    if (!ticked.delete(claimId)) ticked.add(claimId);
    this.board.changed(claimId);
  }

  untick() {
    const ids = [...this.state.ticked];
    this.state.ticked.clear();
    for (const id of ids) this.board.changed(id);
  }

  mergeTicked() {
    const rows = this.state.rows.filter((one) => one.ticked);
    if (!rows.some((one) => one.id === this.state.selected)) this.board.select(rows[0].id, {});
    this.board.openForm("merge");
  }
}
