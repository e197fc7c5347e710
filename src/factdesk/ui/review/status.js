// The head of the page, and whether what was done has arrived.

import { button, el, fill, link } from "./dom.js";
import { MARKS, myVerdictNow } from "./model.js";
import { remembers } from "./storage.js";

const HEALTH = new URL("../../health", import.meta.url); // beside the component's own files, whatever the base path
const ASK_EVERY = 4000; // ms
const PATIENCE = 4000; // ms without an answer before the page says so

const toTimeline = () => document.querySelector(".st-key-timeline")?.scrollIntoView({ block: "start" });

export class Header {
  constructor(board) {
    this.board = board;
    this.root = el("header", { class: "fd-head" });
    this.progress = el("div", { class: "fd-progress" });
  }

  build() {
    const { article, summary, version } = this.board.state.base;
    const facts = [article.publisher, article.author, article.published].filter(Boolean);
    fill(
      this.root,
      el(
        "div",
        { class: "fd-headline" },
        el("h1", { dir: "auto" }, article.title),
        el("p", { class: "fd-muted" }, facts.join(" · "), article.url ? [" · ", link(article.url)] : null),
        summary.text ? el("p", { class: `fd-window is-${summary.tone}`, dir: "auto" }, el("b", { "aria-hidden": "true" }, summary.tone === "bad" ? "✗" : "✓"), summary.text, " ", el("button", { type: "button", class: "fd-linkish", onclick: toTimeline }, "See the timeline")) : null,
        this.version(version),
      ),
      this.progress,
    );
  }

  // What a new version of the text did to the claims.
  version(told) {
    if (!told) return null;
    const show = (mark, text) => (this.board.state.rows.some(MARKS[mark].has) ? el("button", { type: "button", class: "fd-linkish", onclick: () => this.board.showMarked(mark) }, text) : null);
    return el("p", { class: "fd-window fd-version-line", dir: "auto" }, el("span", {}, `${told}.`), show("reopened", "Show the reopened"), show("fresh", "Show the new"));
  }

  update() {
    const { rows } = this.board.state;
    const done = rows.filter(myVerdictNow).length;
    const meter = el("span", { class: "fd-meter", "aria-hidden": "true" });
    meter.style.setProperty("--part", rows.length ? `${(100 * done) / rows.length}%` : "0%");
    fill(this.progress, el("p", {}, el("strong", {}, String(done)), ` of ${rows.length} decided by you`), meter);
  }
}

export class StatusBar {
  constructor(board) {
    this.board = board;
    this.saved = el("span", { class: "fd-saved", role: "status", "aria-live": "polite" });
    this.banner = el("div", { class: "fd-banner", role: "alert", hidden: true });
    this.root = el("div", { class: "fd-state" }, this.saved, button("?", () => board.help.open(), { class: "is-quiet fd-help-button", "aria-label": "Keys", title: "Keys (?)" }));
    this.away = false;
    this.restarted = false;
    this.timer = setInterval(() => this.ask(), ASK_EVERY);
    this.dialogs = new MutationObserver(() => this.dismissDialog());
    this.dialogs.observe(document.body, { childList: true });
    board.root.addEventListener("focusin", (event) => (this.focused = event.target));
  }

  end() {
    clearInterval(this.timer);
    this.dialogs.disconnect();
  }

  // Streamlit covers the page with a dialog while the server is away. Here one can go on working, and the banner
  // says so; closed once, the dialog stays away. What was being written in gets its focus back.
  dismissDialog() {
    const dialog = document.querySelector("[data-testid=stDialog] [role=dialog]");
    if (!this.board.root.isConnected || dialog?.querySelector("h2")?.textContent !== "Connection error") return;
    dialog.querySelector("button")?.click();
    // Read then, not now: meanwhile the person may have gone on to something else here.
    setTimeout(() => this.focused?.isConnected && this.focused.focus({ preventScroll: true }), 50);
    this.ask();
  }

  sent() {
    this.lastSent = Date.now();
    this.waiting ??= Date.now();
    clearTimeout(this.late);
    this.late = setTimeout(() => this.update(), PATIENCE + 100);
  }

  // The server spoke: `instance` changes when it was started anew.
  heard(instance) {
    this.restarted = Boolean(this.instance) && this.instance !== instance;
    if (this.restarted) this.board.say("The server was restarted; everything you did is still here.");
    this.instance = instance;
    this.away = false;
    if (!this.board.state.outbox.underway().length) this.waiting = null;
    else if (this.waiting) this.waiting = Date.now();
  }

  async ask() {
    if (!this.board.root.isConnected) return this.end();
    const wasAway = this.away;
    try {
      const answer = await fetch(HEALTH, { cache: "no-store", signal: AbortSignal.timeout(ASK_EVERY) });
      this.away = !answer.ok;
    } catch {
      this.away = true;
    }
    const underway = this.board.state?.outbox.underway().length || 0;
    const isStuck = underway && this.waiting && Date.now() - this.waiting > PATIENCE;
    // Once it is back, or where an answer was lost, everything not acknowledged is sent again; that is harmless.
    if (!this.away && (wasAway || isStuck)) this.board.state?.outbox.flush();
    return this.update();
  }

  update() {
    const { outbox } = this.board.state || {};
    if (!outbox) return;
    const underway = outbox.underway().length;
    const refused = outbox.refused().length;
    const isLate = underway > 0 && this.waiting && Date.now() - this.waiting > PATIENCE;
    if (!underway) this.waiting = null;
    this.saved.dataset.state = refused ? "refused" : underway ? "saving" : "saved";
    fill(
      this.saved,
      refused
        ? el("button", { type: "button", class: "fd-linkish", onclick: () => this.toRefused() }, `${refused} not saved`)
        : underway
          ? `Saving ${underway}…`
          : "✓ Saved",
    );
    this.drawBanner(isLate, underway);
  }

  drawBanner(isLate, underway) {
    const kept = underway ? ` ${underway === 1 ? "1 change is" : `${underway} changes are`} kept in this browser and will be sent when it is back.` : "";
    const text = this.away
      ? `The server cannot be reached.${kept || " You can go on working."}`
      : isLate
        ? `The server has not answered yet.${kept}`
        : remembers()
          ? ""
          : "This browser does not let the page remember anything (a private window?). Half-written texts are lost when you close it.";
    this.banner.hidden = !text;
    if (this.banner.textContent !== text) this.banner.textContent = text;
  }

  toRefused() {
    const entry = this.board.state.outbox.refused()[0];
    if (this.board.state.byId.has(entry?.claim_id)) this.board.select(entry.claim_id, {});
    else this.board.stray.scrollIntoView({ block: "center" });
  }
}
