// The review of one article by one person: its state, what can be done, and what is drawn when.

import { ArticleView } from "./article.js";
import { strayCards } from "./conflicts.js";
import { Corrections } from "./corrections.js";
import { el, fill } from "./dom.js";
import { acceptance } from "./proposal.js";
import { Drafts } from "./drafts.js";
import { addForm } from "./forms.js";
import { FilterBar } from "./filters.js";
import { Help, Keys } from "./keys.js";
import { buildRows, neighbour, refreshRow, revisionOf, visible } from "./model.js";
import { Outbox, laneOf } from "./outbox.js";
import { Panel } from "./panel.js";
import { Reading } from "./reading.js";
import { Sourcing } from "./sourcing.js";
import { Header, StatusBar } from "./status.js";
import { place, shelf, taste } from "./storage.js";
import { TableView } from "./table.js";
import { VerdictBar } from "./verdicts.js";

const bases = new Map();
const LOOK_EVERY = 1000; // ms while something runs behind the page
const SETTLES = 150; // ms that a claim stays selected before its sources are asked for
const SAVED = {
  attach: "Source attached.",
  withdraw: "Source taken back; it stays in the history.",
  add: "Claim added.",
  edit: "Saved; what it was stays in the history.",
  restore: "The claim is back.",
};
// What is said when a job has ended well or not; the card of the source says more.
const ENDED = {
  fetch: ["The page is fetched and kept.", "The page could not be fetched; its link is saved."],
  archive: ["The archived copy is noted.", "There is no archived copy yet."],
};
const NO_FILTER = { text: "", verdict: "", finding: "", worth: "", mark: "", kind: "" };

export class Board {
  constructor(root, host) {
    this.root = root;
    this.state = null;
    this.build();
    this.corrections = new Corrections(this);
    this.sourcing = new Sourcing(this);
    this.reading = new Reading(this);
    this.help = new Help(this);
    this.keys = new Keys(this);
    showWhenStyled(root, host);
  }

  build() {
    const pane = (name, title) => el("section", { class: `fd-pane fd-${name}`, "aria-label": title });
    this.header = new Header(this);
    this.status = new StatusBar(this);
    this.filters = new FilterBar(this);
    this.textPane = pane("text", "Article");
    this.tablePane = pane("table", "Claims");
    this.panelPane = pane("panel", "Selected claim");
    this.verdicts = new VerdictBar(this);
    this.stray = el("div", { class: "fd-stray" });
    this.toast = el("div", { class: "fd-toast", role: "status", "aria-live": "polite" });
    this.selectionOffer = el("button", { type: "button", class: "fd-offer fd-button is-primary", hidden: true, onmousedown: (event) => event.preventDefault(), onclick: () => this.addSelected() }, "Add a claim on these words");
    this.article = new ArticleView(this, this.textPane);
    this.table = new TableView(this, this.tablePane);
    this.panel = new Panel(this, this.panelPane);
    this.main = el("div", { class: "fd-main" }, el("div", { class: "fd-left" }, this.textPane, this.tablePane), this.panelPane, this.verdicts.root);
    new ResizeObserver(() => this.fit()).observe(this.header.root);
    fill(
      this.root,
      this.header.root,
      this.status.banner,
      this.stray,
      this.filters.root,
      this.main,
      this.selectionOffer,
      this.toast,
    );
    this.setView(taste.get("view", "text"));
  }

  endIfGone() {
    if (this.root.isConnected) return;
    this.keys.end();
    this.status.end();
  }

  // --- data from the server ---

  receive(data, setStateValue) {
    this.set = (name, value) => setTimeout(() => setStateValue(name, value));
    if (data.base) bases.set(data.base.hash, data.base);
    const base = bases.get(data.base_hash);
    if (!base) return this.set("have", "");
    const isNew = !this.state || Object.keys(data.identity).some((key) => data.identity[key] !== this.state.identity[key]);
    if (isNew) this.begin(data.identity);
    const { state } = this;
    const isChanged = state.base !== base;
    Object.assign(state, { base, live: data.live });
    if (data.live.evidence) this.learn(data.live.evidence);
    const saved = state.outbox.settle(data.results);
    this.status.heard(data.instance);
    buildRows(state);
    if (isChanged) this.drawBase(isNew, data.open);
    this.follow(saved);
    this.draw();
    if (data.have !== base.hash) this.set("have", base.hash);
    if (isNew && state.outbox.entries.length) state.outbox.flush();
    if (isNew) this.askFocus();
    if (data.live.page) this.reading.receive(data.live.page);
    this.lookAgain();
    return undefined;
  }

  begin(identity) {
    const own = shelf(identity);
    this.state = {
      identity,
      outbox: new Outbox(own, (entries) => this.send(entries)),
      drafts: new Drafts(own),
      sort: { by: "n", down: false },
      filter: { ...NO_FILTER },
      selected: null,
      undo: [],
      ticked: new Set(),
      autoAdvance: taste.get("advance", true),
      wantsHistory: false,
      evidence: new Map(),
      rows: [],
      byId: new Map(),
    };
  }

  // What is known of the sources of a claim; null until the server has told.
  evidenceOf(claimId) {
    return this.state.evidence.get(claimId) || null;
  }

  // Keeps what was told of a claim, and says which of its jobs have ended.
  learn(told) {
    const before = this.evidenceOf(told.claim)?.jobs || {};
    this.state.evidence.set(told.claim, told);
    for (const [name, job] of Object.entries(told.jobs || {})) {
      if (before[name]?.state !== "running" || job.state === "running") continue;
      const [done, failed] = ENDED[name.split(" ")[0]];
      this.say(job.state === "done" ? done : failed);
    }
  }

  // Asks for what is told of the selected claim only.
  askFocus() {
    clearTimeout(this.focusTimer);
    this.focusTimer = setTimeout(() => this.set("focus", { claim: this.state.selected || "", history: this.state.wantsHistory }), SETTLES);
  }

  // While a job of the selected claim runs, the page asks every second what became of it.
  lookAgain() {
    clearTimeout(this.lookTimer);
    const told = this.evidenceOf(this.state.selected);
    const all = told?.jobs ? [...Object.values(told.jobs), ...told.lookups] : [];
    if (!all.some((job) => job.state === "running")) return;
    this.lookTimer = setTimeout(() => this.set("look", Date.now()), LOOK_EVERY);
  }

  send(entries) {
    this.set("outbox", entries);
    this.status.sent();
  }

  drawBase(isNew, open) {
    const { state } = this;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    this.header.build();
    this.filters.build();
    this.verdicts.build();
    const wanted = isNew ? open || place.get(state.identity.slug) : state.selected;
    for (const id of state.ticked) if (!state.byId.has(id)) state.ticked.delete(id);
    const kept = state.byId.has(wanted) ? wanted : this.successor(wanted) || state.rows[0]?.id || null;
    this.article.build();
    const isSame = kept === state.selected;
    state.selected = kept;
    if (!isSame || isNew) this.opened();
  }

  // The claim that took the place of one that was split, merged or discarded.
  successor(id) {
    const { state } = this;
    const heir = state.rows.find((one) => one.claim.from.includes(id));
    if (heir) return heir.id;
    return state.order?.slice(state.order.indexOf(id)).find((other) => state.byId.has(other)) || null;
  }

  // After saved entries: says so, and selects a new claim where the person is waiting for it.
  follow(saved) {
    const last = saved[saved.length - 1];
    if (!last) return;
    if (last.action === "add" && this.state.byId.has(last.id)) {
      this.closeAdding();
      this.select(last.id, {});
    }
    if (last.action === "restore" && this.state.byId.has(last.claim_id)) this.select(last.claim_id, {});
    if (SAVED[last.action]) this.say(SAVED[last.action]);
  }

  // --- drawing ---

  draw() {
    const { state } = this;
    this.fit();
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    state.order = state.rows.map((one) => one.id);
    this.article.paint();
    this.drawTable();
    this.panel.update(this.current());
    this.verdicts.update(this.current());
    fill(this.stray, strayCards(this));
    this.header.update();
    this.status.update();
  }

  // The panes end where the window does.
  fit() {
    const above = this.main.getBoundingClientRect().top + (this.root.closest("[data-testid=stMain]")?.scrollTop || 0);
    this.root.style.setProperty("--above", `${Math.round(above)}px`);
    this.root.style.setProperty("--foot", `${this.verdicts.root.offsetHeight}px`);
    if (this.root.dataset.view === "both" && this.root.clientWidth && this.root.clientWidth <= 1500) this.setView("text");
  }

  drawTable() {
    this.table.draw();
    this.filters.update(visible(this.state).length);
  }

  changed(claimId) {
    refreshRow(this.state, claimId);
    this.article.paintClaims(claimId);
    this.drawTable();
    if (claimId === this.state.selected) {
      this.panel.update(this.current());
      this.verdicts.update(this.current());
    }
    this.header.update();
    this.status.update();
  }

  // After a claim was moved: everything that shows a number.
  reordered() {
    buildRows(this.state);
    this.draw();
    this.table.select(this.state.selected, this.table.body.contains(document.activeElement));
  }

  opened() {
    const row = this.current();
    this.askFocus();
    this.panel.open(row);
    this.verdicts.update(row);
    this.table.select(this.state.selected, false);
    this.article.reveal(this.state.selected, false);
  }

  setView(view) {
    this.root.dataset.view = view;
    if (view !== "claim") taste.set("view", view);
    else if (this.isNarrow()) this.main.scrollIntoView({ block: "start" });
    this.filters.drawViews(view);
    if (this.state?.selected) {
      this.article.reveal(this.state.selected, false);
      this.table.select(this.state.selected, false);
    }
  }

  // --- moving ---

  current() {
    return this.state?.byId.get(this.state.selected) || null;
  }

  select(id, { from, keepForm = false } = {}) {
    const { state } = this;
    if (!state.byId.has(id)) return;
    this.closeAdding();
    const before = state.selected;
    state.selected = id;
    place.set(state.identity.slug, id);
    this.article.paintClaims(before, id);
    if (before !== id || !keepForm) this.panel.open(this.current());
    if (before !== id) this.askFocus();
    this.verdicts.update(this.current());
    const isInLeft = this.root.querySelector(".fd-left").contains(document.activeElement);
    this.table.select(id, from === "table" || (isInLeft && from === "key"));
    this.article.reveal(id, from === "article" || (isInLeft && from === "key"));
  }

  move(step) {
    const next = neighbour(this.state, this.state.selected, step);
    if (next) this.select(next, { from: "key" });
    else this.say(step > 0 ? "That was the last claim." : "This is the first claim.");
  }

  focusClaim() {
    document.activeElement?.blur();
    this.panelPane.querySelector(".fd-claim")?.focus({ preventScroll: true });
  }

  focusSearch() {
    this.filters.open(true);
    this.filters.search.focus();
  }

  sortBy(by) {
    const { sort } = this.state;
    this.state.sort = { by, down: sort.by === by && !sort.down };
    this.table.page = 0;
    this.drawTable();
    this.table.select(this.state.selected, false);
  }

  filterBy(change) {
    Object.assign(this.state.filter, change);
    this.table.page = 0;
    this.drawTable();
    this.article.paint();
    this.table.select(this.state.selected, false);
  }

  showMarked(mark) {
    this.filterBy({ ...NO_FILTER, mark });
    this.filters.build();
    this.setView("table");
    const [first] = visible(this.state);
    if (first) this.select(first.id, { from: "table" });
  }

  clearFilter() {
    this.filterBy(NO_FILTER);
    this.filters.build();
  }

  // --- verdicts ---

  decide(name) {
    const row = this.current();
    if (!row) return;
    const next = this.state.autoAdvance ? neighbour(this.state, row.id, 1) : null;
    if (this.give(row, { verdict: name })) this.say(`Claim ${row.n}: ${name}.`, true);
    if (next) this.select(next, { from: "key" });
  }

  // Puts a verdict of mine into the outbox, with the drafts of its claim; false where nothing would change.
  give(row, change) {
    const { drafts, outbox, undo } = this.state;
    const { mine } = row;
    const draft = drafts.of(row.id);
    const wanted = {
      verdict: mine.verdict,
      rationale: draft.rationale ?? mine.rationale,
      confidence: draft.confidence ?? mine.confidence,
      recheck_on: draft.recheck_on ?? mine.recheck_on ?? "",
      ...change,
    };
    if (!mine.earlier && ["verdict", "rationale", "confidence", "recheck_on"].every((key) => wanted[key] === mine[key])) return false;
    undo.push({ claimId: row.id, before: given(mine) });
    for (const name of ["rationale", "confidence", "recheck_on"]) drafts.keep(row.id, name, undefined);
    outbox.put("decide", row.id, { ...wanted, source_ids: row.sources.map((source) => source.id), claim_revision: revisionOf(this.state, row.claim) }, mine.revision);
    this.changed(row.id);
    return true;
  }

  // Makes what the checks propose the reviewer's own verdict, with the evidence as sources.
  accept() {
    const row = this.current();
    if (!row) return undefined;
    const wanted = acceptance(row, this.state.drafts.of(row.id));
    if (!wanted) return this.say(row.proposal ? `Claim ${row.n}: you have accepted this already.` : `The checks propose no verdict for claim ${row.n}.`);
    const next = this.state.autoAdvance ? neighbour(this.state, row.id, 1) : null;
    const { mine } = row;
    this.state.undo.push({ claimId: row.id, before: given(mine), attached: wanted.sources.map((source) => source.id) });
    for (const name of ["rationale", "confidence", "recheck_on"]) this.state.drafts.keep(row.id, name, undefined);
    this.state.outbox.put("accept", row.id, { ...wanted, claim_revision: revisionOf(this.state, row.claim) }, mine.revision);
    this.changed(row.id);
    this.say(`Claim ${row.n}: ${wanted.verdict}, now your verdict.`, true);
    if (next) this.select(next, { from: "key" });
    return undefined;
  }

  setConfidence(value) {
    const row = this.current();
    if (!row) return;
    if (row.mine.verdict) this.give(row, { confidence: value });
    else this.state.drafts.keep(row.id, "confidence", value ?? undefined);
    this.verdicts.update(this.current());
    this.drawTable();
  }

  saveRationale() {
    const row = this.current();
    if (!row?.mine.verdict) return this.say("Choose a verdict; it saves the rationale with it.");
    if (this.give(row, {})) this.say("Rationale saved with your verdict.");
    return this.focusClaim();
  }

  undo() {
    const last = this.state.undo.pop();
    if (!last) return this.say("Nothing to undo in this visit.");
    if (last.takeBack) return last.takeBack();
    const row = this.state.byId.get(last.claimId);
    if (!row) return this.say("That claim is no longer here.");
    this.select(last.claimId, { from: "key" });
    const attached = last.attached || [];
    const kept = row.sources.map((source) => source.id).filter((id) => !attached.includes(id));
    this.state.outbox.put("decide", row.id, { ...last.before, source_ids: kept, claim_revision: revisionOf(this.state, row.claim) }, row.mine.revision);
    for (const source_id of attached) this.state.outbox.put("withdraw", row.id, { source_id }, 0);
    this.changed(row.id);
    return this.say(`Claim ${row.n}: ${last.before.verdict ? `back to ${last.before.verdict}` : "verdict taken back"}.`);
  }

  toggleAdvance() {
    this.state.autoAdvance = !this.state.autoAdvance;
    taste.set("advance", this.state.autoAdvance);
    this.verdicts.update(this.current());
  }

  // --- sources and claims ---

  text(start, end) {
    return this.state.base.article.text.slice(start, end);
  }

  openForm(name) {
    if (!this.current()) return;
    if (this.isNarrow()) this.setView("claim");
    this.panel.openForm(name);
  }

  openSources(step) {
    if (!this.current()) return;
    if (this.isNarrow()) this.setView("claim");
    this.panel.sources.next(step);
  }

  writeRationale() {
    if (this.isNarrow()) this.setView("claim");
    this.panel.rationale.focus();
  }

  // --- adding a claim on chosen words ---

  offerSelection(span) {
    if (span) this.offered = span;
    this.selectionOffer.hidden = !span;
  }

  addSelected() {
    if (this.root.dataset.view === "claim") this.setView("text");
    if (this.offered && !this.selectionOffer.hidden) return this.startAdding(...this.offered);
    return this.say("Select words in the text first, or click a sentence without a claim.");
  }

  startAdding(start, end) {
    this.closeAdding();
    this.selectionOffer.hidden = true;
    getSelection().removeAllRanges();
    this.adding = addForm(this, start, end, () => this.closeAdding());
    if (this.isNarrow()) this.setView("claim");
    this.panelPane.prepend(this.adding);
    this.panelPane.scrollTop = 0;
    this.adding.querySelector("textarea").focus();
  }

  isNarrow() {
    return getComputedStyle(this.verdicts.root).position === "sticky";
  }

  closeAdding() {
    this.adding?.remove();
    this.adding = null;
  }

  // --- what was not saved ---

  // The entries that wait with this one for a choice.
  waiting(entry) {
    return this.state.outbox.of(entry.claim_id).filter((other) => laneOf(other) === laneOf(entry));
  }

  newest(entry) {
    return this.waiting(entry).at(-1) || entry;
  }

  dropLane(entry) {
    for (const other of this.waiting(entry)) this.state.outbox.drop(other);
  }

  keepMine(entry, current) {
    const { action, payload } = this.newest(entry);
    const { revision } = current;
    if (action === "amend") return this.keepMySource(entry, current);
    // A verdict changed after it was accepted still rests on the sources that came with it.
    const sources = laneOf(entry) === "verdict" && payload.verdict ? this.state.outbox.of(entry.claim_id, "accept").flatMap((one) => one.payload.sources) : [];
    this.dropLane(entry);
    if (sources.length) this.state.outbox.put("accept", entry.claim_id, { ...payload, source_ids: payload.source_ids.filter((id) => !sources.some((one) => one.id === id)), sources }, revision);
    else this.state.outbox.put(action, entry.claim_id, payload, revision);
    return this.changed(entry.claim_id);
  }

  // All that waits for the same source, on top of what the desk holds.
  keepMySource(entry, { fields, revision }) {
    const mine = this.waiting(entry).filter((one) => one.action === "amend");
    const changes = Object.assign({}, ...mine.map((one) => one.payload.changes));
    const place = mine.findLast((one) => one.payload.changes.passage !== undefined)?.payload || {};
    this.dropLane(entry);
    this.state.outbox.put("amend", entry.claim_id, { source_id: entry.payload.source_id, changes, seen: fields, copy: place.copy, span: place.span }, revision);
    this.changed(entry.claim_id);
  }

  giveUp(entry) {
    this.dropLane(entry);
    this.state.outbox.flush();
    buildRows(this.state);
    this.draw();
  }

  // Back into its form, as a draft.
  reopen(entry) {
    const { action, payload } = laneOf(entry).startsWith("source") ? entry : this.newest(entry);
    this.giveUp(entry);
    const { drafts } = this.state;
    if (/^(decide|accept)$/.test(action)) drafts.keep(entry.claim_id, "rationale", payload.rationale || undefined);
    else if (action === "amend") drafts.keep(entry.claim_id, `amend-${payload.source_id}`, { changes: payload.changes, seen: payload.seen });
    else if (action === "attach") drafts.keep(entry.claim_id, "source", { ...payload, way: payload.fetch ? "link" : "offline" });
    else drafts.keep(entry.claim_id, "edit", payload);
    this.select(entry.claim_id, {});
  }

  retry(entry) {
    this.state.outbox.retry(entry);
    this.draw();
  }

  // --- the rest ---

  askHistory(isWanted) {
    if (isWanted || this.panel.historyDetails?.isConnected) this.state.wantsHistory = isWanted;
    this.askFocus();
  }

  say(text, canUndo = false) {
    clearTimeout(this.toastTimer);
    fill(this.toast, text, canUndo ? el("button", { type: "button", class: "fd-linkish", onclick: () => this.undo() }, "Undo") : null);
    this.toast.classList.add("is-shown");
    this.toastTimer = setTimeout(() => this.toast.classList.remove("is-shown"), 5000);
  }
}

// What a verdict says, to be given again by "undo".
const given = ({ verdict, rationale, confidence, recheck_on }) => ({ verdict, rationale, confidence, recheck_on: recheck_on || "" });

// Streamlit loads the style sheet beside this file; nothing is shown before it is there.
function showWhenStyled(root, host) {
  const sheet = host.querySelector("link[rel=stylesheet]");
  const show = () => root.removeAttribute("hidden");
  if (!sheet || sheet.sheet) show();
  else sheet.addEventListener("load", show, { once: true });
}

function isDark(root) {
  const colour = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  const probe = el("span");
  probe.style.color = colour;
  root.append(probe);
  const [r, g, b] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  probe.remove();
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}
