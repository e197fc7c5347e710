// The sources of the selected claim: a card each, drawn anew only where something in it changed.

import { claims } from "./attaching.js";
import { button, el, fill, kbd, link } from "./dom.js";
import { isFree } from "./keys.js";
import { MEDIA, SOURCE_KINDS, STANCES, alsoServes, nameOf } from "./model.js";
import { laneOf } from "./outbox.js";
import { passages, quotation, quotedPassage } from "./passages.js";

const KEYS = { "+": "supports", "=": "supports", "-": "refutes", 0: "context" };
const DIALOG_GONE = 400; // ms, after which Streamlit's dialog has given the focus back
const ABOVE = 16; // px over a card that has the focus
const STANCE_KEYS = { supports: "+", refutes: "-", context: "0" };

export class SourcesView {
  constructor(board, root) {
    this.board = board;
    this.root = root;
    this.head = el("div");
    this.list = el("div", { class: "fd-sources" });
    this.cards = new Map();
    this.more = new Set();
    fill(root, this.head, this.list);
  }

  update(row) {
    const told = this.board.evidenceOf(row.id);
    this.drawHead(row, told);
    if (this.claim !== row.id) this.cards.clear();
    this.claim = row.id;
    const ids = new Set(row.sources.map((source) => source.id));
    for (const id of this.cards.keys()) if (!ids.has(id)) this.cards.delete(id);
    const nodes = row.sources.map((source) => this.card(row, source, told));
    if (nodes.length !== this.list.children.length || nodes.some((node, index) => this.list.children[index] !== node)) this.replace(nodes);
    this.arrived(row);
  }

  // The cards in their order, without taking the focus out of one that stays.
  replace(nodes) {
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    fill(this.list, nodes);
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  // A file that this person uploaded is kept: says so, and goes to its source.
  arrived(row) {
    const { awaited } = this.board.sourcing;
    const source = awaited && row.sources.find((one) => one.id === awaited.id && one.copy && one.copy !== awaited.former);
    if (!source) return;
    this.board.sourcing.awaited = null;
    this.board.say("The file is kept with its source.");
    setTimeout(() => this.focusOn(source.id), DIALOG_GONE);
  }

  drawHead(row, told) {
    const { count = "", trouble = "" } = told || {};
    const shown = JSON.stringify([row.id, row.sources.length, count, trouble]);
    if (this.headShown === shown) return;
    this.headShown = shown;
    const hasFocus = this.head.contains(document.activeElement);
    fill(
      this.head,
      el(
        "div",
        { class: "fd-row fd-between" },
        el("h3", {}, row.sources.length ? `Sources (${row.sources.length})` : "Sources"),
        button(["Attach a source", kbd("s")], () => this.board.openForm("source"), { class: "is-quiet", data: { tool: "source" } }),
      ),
      row.sources.length ? null : el("p", { class: "fd-muted" }, "None yet. A verdict is as good as what it rests on."),
      count ? el("p", { class: "fd-independent", dir: "auto" }, `${count}.`) : null,
      trouble ? line("is-bad", "✗", sentence(trouble)) : null,
    );
    if (hasFocus) this.head.querySelector("button").focus({ preventScroll: true });
  }

  card(row, source, told) {
    const mine = told?.sources?.[source.id] || {};
    const jobs = { fetch: told?.jobs?.[`fetch ${source.id}`], archive: told?.jobs?.[`archive ${source.id}`] };
    const asked = { fetch: this.isAsked(row, "fetch", source), archive: this.isAsked(row, "archive", source) };
    const others = alsoServes(this.board.state, source.id, row.id);
    const shown = JSON.stringify([source, mine, jobs, asked, others.map((one) => one.n), told?.archiving, this.more.has(source.id), this.isRefused(row, source)]);
    const known = this.cards.get(source.id);
    if (known?.shown === shown) return known.node;
    const focus = known && known.node.contains(document.activeElement) ? document.activeElement.dataset.tool || "card" : null;
    const node = known?.node || el("article", { tabindex: "-1", data: { source: source.id }, onkeydown: (event) => this.pressed(event, source.id) });
    node.className = `fd-source is-${source.stance}`;
    node.setAttribute("aria-label", `Source: ${nameOf(source)}`);
    fill(node, this.parts(row, source, { mine, jobs, asked, others, told }));
    this.cards.set(source.id, { node, shown });
    if (focus) (node.querySelector(`[data-tool="${focus}"]`) || node).focus({ preventScroll: true });
    return node;
  }

  isRefused(row, source) {
    const { outbox } = this.board.state;
    return outbox.of(row.id).some((entry) => laneOf(entry) === `source ${source.id}` && outbox.verdictOn(entry));
  }

  // A change that was not saved waits at the head of the panel, out of sight from here.
  refused(row, source) {
    if (!this.isRefused(row, source)) return null;
    const { conflicts } = this.board.panel.parts;
    const show = () => {
      this.board.panel.bringUp(conflicts);
      conflicts.querySelector("button")?.focus({ preventScroll: true });
    };
    return beside(line("is-bad", "✗", "Your change is not saved."), button("See why", show, { class: "is-small", data: { tool: "see-conflict" } }));
  }

  isAsked(row, action, source) {
    return this.board.state.outbox.of(row.id, action).some((entry) => entry.payload.source_id === source.id && !this.board.state.outbox.verdictOn(entry));
  }

  parts(row, source, { mine, jobs, asked, others, told }) {
    return [
      el("p", { class: "fd-source-title", dir: "auto" }, source.url ? link(source.url, source.title || short(source.url.replace(/^https?:\/\//, ""))) : nameOf(source)),
      el("p", { class: "fd-muted", dir: "auto" }, about(source, this.board.state.identity.reviewer)),
      this.judged(row, source),
      this.refused(row, source),
      this.state(row, source, mine, jobs, asked),
      source.passage ? quotedPassage(this.board, row, source, mine) : null,
      (mine.quotes || []).map((one) => quotation(this.board, row, source, mine, one)),
      mine.passages?.length ? passages(this.board, row, source, mine, this.more) : mine.copy && !mine.copy.is_empty && !source.passage ? el("p", { class: "fd-muted" }, "Nothing in it was found to bear on this claim. Read it, and select the words that do.") : null,
      source.reliability ? el("p", { class: "fd-said", dir: "auto" }, el("span", { class: "fd-muted" }, "How far to trust it: "), source.reliability) : null,
      source.note ? el("p", { class: "fd-said", dir: "auto" }, source.note) : null,
      others.length ? el("p", { class: "fd-muted" }, `Also serves ${claims(others)}.`) : null,
      source.pending ? el("p", { class: "fd-muted" }, "Saving…") : this.tools(row, source, jobs, asked, told),
    ];
  }

  // What it does to the claim and how near it is: one press each.
  judged(row, source) {
    const { sourcing } = this.board;
    const stance = Object.entries(STANCES).map(([value, { symbol, word }]) =>
      el("button", { type: "button", "aria-pressed": String(source.stance === value), title: `Key: ${STANCE_KEYS[value]}`, data: { tool: `stance-${value}` }, onclick: () => sourcing.setStance(row, this.now(row, source), value) }, el("b", { "aria-hidden": "true" }, symbol), word),
    );
    const kind = Object.entries(SOURCE_KINDS).map(([value, word]) =>
      el("button", { type: "button", "aria-pressed": String(source.kind === value), data: { tool: `kind-${value}` }, onclick: () => sourcing.setKind(row, this.now(row, source), value) }, word),
    );
    return el(
      "div",
      { class: "fd-row fd-judged" },
      el("div", { class: "fd-switch fd-stances", role: "group", "aria-label": "What it does to the claim" }, stance),
      el("div", { class: "fd-switch", role: "group", "aria-label": "How near it is" }, kind),
    );
  }

  // The source as it is by now: a press may follow another before the card is drawn again.
  now(row, source) {
    return this.board.state.byId.get(row.id)?.sources.find((one) => one.id === source.id) || source;
  }

  // The kept copy, the link, and what runs behind the page.
  state(row, source, mine, jobs, asked) {
    const { sourcing } = this.board;
    const isRunning = jobs.fetch?.state === "running" || asked.fetch || (source.pending && source.fetch);
    const act = (text, tool, onclick) => button(text, onclick, { class: "is-small", data: { tool } });
    const failed = mine.copy || isRunning ? "" : notFetched(source, mine, jobs.fetch);
    const again = act("Try again", "fetch", () => sourcing.fetch(row, source));
    const upload = act("Upload a copy", "upload", () => sourcing.upload(row, source));
    return [
      isRunning ? line("is-running", "…", "Fetching the page. You can go on working.") : null,
      mine.copy ? beside(line("is-kept", "✓", mine.copy.words), mine.copy.is_empty ? "" : act(["Read", isFree(this.board, "w") ? kbd("w") : null], "read", () => this.board.reading.open(row, source, mine))) : null,
      mine.copy?.moved ? line("", "→", ["Redirected to ", link(mine.copy.moved, short(mine.copy.moved))]) : null,
      [...new Set([...(mine.copy?.remarks || []), ...(jobs.fetch?.remarks || [])])].map((remark) => line("is-warning", "!", sentence(remark))),
      mine.copy?.remarks.length && !isRunning ? el("div", { class: "fd-row" }, upload) : null,
      mine.trouble ? [line("is-bad", "✗", sentence(mine.trouble)), el("div", { class: "fd-row" }, source.url ? again : null, upload)] : null,
      failed ? line("is-bad", "✗", failed) : null,
      mine.link && !failed && !isRunning ? line("is-warning", "!", [`${mine.link.words}. ${sentence(mine.link.detail)}`, el("span", { class: "fd-muted" }, ` ${mine.link.at} `), mine.copy ? act("Fetch again", "fetch", () => sourcing.fetch(row, source)) : null]) : null,
      !mine.copy && !mine.trouble && !isRunning && source.url && !source.pending ? el("div", { class: "fd-row" }, failed ? again : act("Fetch a copy", "fetch", () => sourcing.fetch(row, source)), upload) : null,
      !mine.copy && !mine.trouble && !source.url && !source.pending ? el("div", { class: "fd-row" }, upload) : null,
      source.archived_url ? line("", "⌂", link(source.archived_url, "Archived copy")) : null,
    ];
  }

  tools(row, source, jobs, asked, told) {
    const { sourcing, panel, state } = this.board;
    const tool = (text, name, onclick) => button(text, onclick, { class: "is-quiet", data: { tool: name } });
    const isArchiving = jobs.archive?.state === "running" || asked.archive;
    const canArchive = told?.archiving && source.url && !source.archived_url && !isArchiving;
    const unfound = !isArchiving && !source.archived_url && ["none", "failed"].includes(jobs.archive?.state);
    return [
      isArchiving ? line("is-running", "…", "Asking the Internet Archive. You can go on working.") : null,
      unfound ? line(jobs.archive.state === "none" ? "" : "is-bad", jobs.archive.state === "none" ? "–" : "✗", sentence(jobs.archive.message)) : null,
      el(
        "div",
        { class: "fd-tools", role: "group", "aria-label": `Change the source ${nameOf(source)}` },
        tool("Edit", "edit-source", () => panel.openForm(`amend-${source.id}`)),
        state.rows.length > 1 ? tool("Use for another claim", "cite", () => panel.openForm(`cite-${source.id}`)) : null,
        canArchive ? tool("Find an archived copy", "archive", () => sourcing.archive(row, source)) : null,
        canArchive && unfound ? tool("Have one made (public)", "archive-save", () => sourcing.archive(row, source, true)) : null,
        tool("Take back", "withdraw", () => sourcing.withdraw(row, source)),
      ),
    ];
  }

  // --- keys on a card ---

  // The card behind the one that has the focus, or the first.
  next(step) {
    const nodes = [...this.list.children];
    if (!nodes.length) return this.board.say("This claim has no source yet; s attaches one.");
    const here = nodes.findIndex((node) => node.contains(document.activeElement));
    return this.focus(nodes[(here + step + nodes.length) % nodes.length]);
  }

  focusOn(id) {
    const node = this.cards.get(id)?.node;
    if (node?.isConnected) this.focus(node);
  }

  // Its beginning at the top: what is fetched for it makes it longer.
  focus(node) {
    node.focus({ preventScroll: true });
    this.board.panel.bringUp(node, ABOVE);
  }

  // The whole part, with what is said of all of them.
  goTo() {
    this.list.firstElementChild?.focus({ preventScroll: true });
    this.board.panel.bringUp(this.root);
  }

  pressed(event, id) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = this.board.current();
    const source = row?.sources.find((one) => one.id === id);
    const mine = row && this.board.evidenceOf(row.id)?.sources?.[id];
    const act = source && this.act(event.key, row, source, mine);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  act(key, row, source, mine) {
    const { sourcing, reading } = this.board;
    if (KEYS[key]) return () => sourcing.setStance(row, source, KEYS[key]);
    const [best] = mine?.passages || [];
    if (key === "q" && best) return () => sourcing.quote(row, source, mine.copy.id, best);
    if (key === "w" && mine?.copy && !mine.copy.is_empty) return () => reading.open(row, source, mine);
    return null;
  }
}

// Why a link that was saved has no copy; blank where nobody has tried yet.
function notFetched(source, mine, job) {
  const told = job?.state === "failed" ? job.message : mine.link?.detail;
  if (!told && !mine.link) return "";
  const why = told?.replace(`${source.url}: `, ""); // the card shows the address
  return ["Saved, but not fetched.", mine.link ? `${mine.link.words}.` : "", sentence(why || "")].filter(Boolean).join(" ");
}

// Whoever looks at it knows what is their own.
const about = (source, me) =>
  [source.medium && source.medium !== "web" ? MEDIA[source.medium] : "", source.publisher, source.author, source.day || source.published, source.locator, source.by && source.by !== me ? `${source.revision > 1 ? "last changed" : "attached"} by ${source.by}` : ""].filter(Boolean).join(" · ");

// A button that keeps its place at the end of a line, however narrow.
const beside = (node, tool) => {
  node.append(tool);
  return node;
};

const line = (kind, symbol, ...content) => el("p", { class: `fd-state-line ${kind}`, dir: "auto" }, el("b", { "aria-hidden": "true" }, symbol), el("span", {}, content));

// As our errors are written without a capital letter and a full stop.
const sentence = (text) => (text ? text.replace(/^[a-z]+(?= )/, (word) => word[0].toUpperCase() + word.slice(1)) + (/[.!?…]$/.test(text) ? "" : ".") : "");

const short = (address) => (address.length > 60 ? `${address.slice(0, 57)}…` : address);
