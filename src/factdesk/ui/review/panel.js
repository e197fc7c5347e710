// The selected claim: its words in context, findings, colleagues, rationale, sources, history.

import { button, el, fill, kbd, link, redraw } from "./dom.js";
import { conflictCards } from "./conflicts.js";
import { difference } from "./diff.js";
import { byline, facts, notes } from "./facts.js";
import { formOf, unfinished } from "./forms.js";
import { isFree } from "./keys.js";
import { Lookups, Memory } from "./lookups.js";
import { runs } from "./segments.js";
import { SourcesView } from "./sources.js";
import { worth } from "./table.js";
import { steps } from "./verdicts.js";
import { acceptance, consequences } from "./proposal.js";
import { MARKS, OUTCOMES, label } from "./model.js";

const CONTEXT = 60; // characters of the text before and behind the quote, and of a gap within it
const LONG = 140; // characters of a wording that are set smaller
const ORIGINS = { person: "written by hand", llm: "found by a language model" };

export class Panel {
  constructor(board, root) {
    this.board = board;
    this.root = root;
    this.parts = {};
    for (const name of ["head", "conflicts", "form", "proposal", "findings", "recalled", "others", "rationale", "sources", "lookups", "about", "history"])
      this.parts[name] = el("div", { class: `fd-part fd-part-${name}` });
    this.empty = el("div", { class: "fd-part fd-empty" }, "Select a claim in the text or in the table.");
    this.buildRationale();
    this.sources = new SourcesView(board, this.parts.sources);
    this.memory = new Memory(board, this.parts.recalled);
    this.lookups = new Lookups(board, this.parts.lookups);
    fill(root, this.empty, Object.values(this.parts));
  }

  buildRationale() {
    this.rationale = el("textarea", {
      rows: "3",
      id: `fd-rationale-${Math.random().toString(36).slice(2)}`,
      dir: "auto",
      placeholder: "Why? What decides it? Saved with your verdict.",
      oninput: () => this.typed(),
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.board.saveRationale();
      },
    });
    this.rationaleNote = el("span", { class: "fd-note" });
    this.rationaleSave = button("Save", () => this.board.saveRationale());
    fill(
      this.parts.rationale,
      el("label", { class: "fd-label", for: this.rationale.id }, "Rationale ", kbd("r")),
      this.rationale,
      el("div", { class: "fd-row" }, this.recheckField(), this.rationaleNote, this.rationaleSave),
    );
  }

  // The day on which the verdict should be looked at again: a draft until it is saved with the verdict.
  recheckField() {
    this.recheck = el("input", {
      type: "date",
      id: `${this.rationale.id}-recheck`,
      min: "2000-01-01",
      oninput: () => this.typedDay(),
      onkeydown: (event) => {
        if (event.key === "Enter") this.board.saveRationale();
      },
    });
    return el("div", { class: "fd-recheck" }, el("label", { class: "fd-note", for: this.recheck.id }, "Look again on"), this.recheck);
  }

  typedDay() {
    const row = this.board.current();
    const { value } = this.recheck;
    this.board.state.drafts.keep(row.id, "recheck_on", value === row.mine.recheck_on ? undefined : value);
    this.drawRationaleNote(row);
  }

  typed() {
    const row = this.board.current();
    const text = this.rationale.value;
    this.board.state.drafts.keep(row.id, "rationale", text === row.mine.rationale ? undefined : text);
    this.drawProposal(row);
    this.drawRationaleNote(row);
  }

  // The panel of another claim.
  open(row) {
    for (const part of Object.values(this.parts)) part.hidden = !row;
    this.empty.hidden = Boolean(row);
    this.root.classList.toggle("is-empty", !row);
    this.closeForm();
    if (!row) return;
    this.historyOf = null;
    this.buildHistory(row);
    this.update(row);
    this.root.scrollTop = 0;
    const draft = this.board.state.drafts.of(row.id);
    const left = unfinished(draft, row);
    if (left) this.openForm(left, draft[left], false);
  }

  // The same claim after something changed: fields that are being written in stay as they are.
  update(row) {
    if (!row) return;
    redraw(this.parts.head, () => this.drawHead(row));
    fill(this.parts.conflicts, conflictCards(this.board, row));
    this.drawProposal(row);
    this.drawFindings(row);
    fill(this.parts.about, facts(this.board.state, row, worth(row.claim.worth)));
    this.drawRationale(row);
    this.drawOthers(row);
    this.memory.update(row);
    this.sources.update(row);
    this.lookups.update(row);
    this.drawHistory(row);
  }

  drawHead(row) {
    const { claim } = row;
    fill(
      this.parts.head,
      el(
        "div",
        { class: "fd-row fd-claim-line" },
        el("span", { class: "fd-muted" }, `Claim ${row.n} of ${this.board.state.rows.length}`),
        row.standing === "disputed" ? el("span", { class: "fd-tag is-disputed" }, "disputed") : null,
        MARKS.reopened.has(row) ? el("span", { class: "fd-tag is-reopened" }, "reopened") : null,
        ORIGINS[claim.origin] ? el("span", { class: "fd-tag" }, ORIGINS[claim.origin]) : null,
        this.toSources(row),
        steps(this.board),
      ),
      el("h2", { class: `fd-claim ${row.text.length > LONG ? "is-long" : ""}`, dir: "auto", tabindex: "-1" }, row.text),
      byline(row),
      reopened(row),
      notes(claim),
      this.context(claim),
      this.overlaps(row),
      this.tools(row),
    );
  }

  // The sources stand further down: how many there are, and the way to them.
  toSources({ sources }) {
    const { board } = this;
    const [text, key, act] = sources.length ? [sources.length === 1 ? "1 source" : `${sources.length} sources`, "o", () => this.sources.goTo()] : ["Attach a source", "s", () => board.openForm("source")];
    return el("button", { type: "button", class: "fd-linkish fd-to-sources", title: isFree(board, key) ? `Key: ${key}` : null, data: { tool: "to-sources" }, onclick: act }, text);
  }

  // The claim's words where they stand, with what comes before, between and behind.
  context(claim) {
    const text = this.board.state.base.article.text;
    const before = text.slice(Math.max(0, claim.start - CONTEXT), claim.start).split("\n").pop();
    const after = text.slice(claim.end, claim.end + CONTEXT).split("\n")[0];
    const ellipsis = (cut) => (cut ? "…" : "");
    const spans = runs(claim);
    return el(
      "blockquote",
      { class: "fd-context", dir: "auto" },
      ellipsis(before.length === CONTEXT) + before,
      spans.map(([start, end], index) => [index ? between(text.slice(spans[index - 1][1], start)) : null, el("mark", {}, text.slice(start, end))]),
      after + ellipsis(after.length === CONTEXT),
    );
  }

  overlaps({ id, claim }) {
    const others = this.board.state.rows.filter((one) => one.id !== id && one.claim.start < claim.end && claim.start < one.claim.end);
    if (!others.length) return null;
    return el(
      "p",
      { class: "fd-overlaps" },
      "Overlaps with ",
      others.slice(0, 8).map((one) =>
        el("button", { type: "button", class: "fd-linkish", title: one.text, onclick: () => this.board.select(one.id, {}) }, `claim ${one.n}`),
      ),
    );
  }

  tools(row) {
    const { corrections, state } = this.board;
    const tool = (name, text, key, act, props = {}) => button([text, key && isFree(this.board, key) ? kbd(key) : null], act, { class: "is-quiet", data: { tool: name }, ...props });
    const move = (name, step, arrow) => tool(`move-${name}`, arrow, "", () => corrections.move(step), { class: "is-quiet fd-move", "aria-label": `Move ${name}`, title: `Move ${name} in the order (Alt + ${arrow})` });
    const [former] = row.claim.former;
    return el(
      "div",
      { class: "fd-tools", role: "group", "aria-label": "Change the claim" },
      tool("edit", "Edit", "e", () => this.openForm("edit")),
      tool("split", "Split", "x", () => this.openForm("split")),
      state.rows.length > 1 ? tool("merge", "Merge", "m", () => this.openForm("merge")) : null,
      tool("discard", "Discard", "d", () => corrections.discard(row.id)),
      former ? tool("restore", former.status === "split" ? "Undo the split" : "Undo the merge", "", () => corrections.restoreFormer(row), { title: `Brings back: ${former.text}` }) : null,
      state.rows.length > 1 ? el("span", { class: "fd-moves" }, move("up", -1, "↑"), move("down", 1, "↓")) : null,
    );
  }

  drawProposal(row) {
    const given = row.proposal && label(this.board.state, row.proposal.label);
    if (!given) return fill(this.parts.proposal);
    const draft = this.board.state.drafts.of(row.id);
    const chip = el("span", { class: "fd-chip is-proposed" }, el("b", { "aria-hidden": "true" }, given.symbol), el("span", {}, given.name));
    chip.style.setProperty("--label", given.colour);
    return fill(
      this.parts.proposal,
      el(
        "section",
        { class: "fd-proposal", "aria-label": "Proposed by the check" },
        el("p", { class: "fd-row" }, chip, el("span", { class: "fd-muted" }, "Proposed by the check, not a verdict")),
        el(
          "div",
          { class: "fd-row" },
          acceptance(row, draft) ? button(["Accept as my verdict", kbd("y")], () => this.board.accept(), { data: { tool: "accept" } }) : null,
          el("span", { class: "fd-note" }, consequences(row, draft)),
        ),
      ),
    );
  }

  drawFindings({ findings }) {
    fill(
      this.parts.findings,
      findings.length ? el("h3", {}, "What the checks found") : null,
      findings.map((one) =>
        el(
          "article",
          { class: `fd-finding is-${one.outcome}` },
          el("p", { class: `fd-outcome is-${one.outcome}` }, el("b", { "aria-hidden": "true" }, OUTCOMES[one.outcome].symbol), OUTCOMES[one.outcome].word, el("span", { class: "fd-muted" }, one.check)),
          el("p", { dir: "auto" }, one.message),
          one.unknown ? el("p", {}, el("a", { href: `tenures?${new URLSearchParams(one.unknown)}`, target: "_blank", title: "Opens in a new tab" }, "Add what you know")) : null,
          one.evidence.length
            ? el(
                "details",
                {},
                el("summary", {}, one.evidence.length === 1 ? "1 fact behind it" : `${one.evidence.length} facts behind it`),
                el("ul", {}, one.evidence.map(([fact, source]) => el("li", {}, fact, source ? [" — ", link(source)] : null))),
              )
            : null,
        ),
      ),
    );
  }

  drawRationale(row) {
    const draft = this.board.state.drafts.of(row.id).rationale;
    const wanted = draft ?? row.mine.rationale;
    if (this.rationale.value !== wanted) this.rationale.value = wanted;
    const day = this.board.state.drafts.of(row.id).recheck_on ?? row.mine.recheck_on ?? "";
    if (this.recheck.value !== day) this.recheck.value = day;
    this.drawRationaleNote(row);
  }

  drawRationaleNote(row) {
    const draft = this.board.state.drafts.of(row.id);
    const isDraft = draft.rationale !== undefined || draft.recheck_on !== undefined;
    this.rationaleSave.hidden = !(isDraft && row.mine.verdict);
    this.rationaleNote.textContent = !isDraft
      ? ""
      : row.mine.verdict
        ? "Draft, kept in this browser."
        : "Draft, kept in this browser. A verdict saves it.";
  }

  drawOthers({ others }) {
    fill(
      this.parts.others,
      others.length ? el("h3", {}, "Colleagues") : null,
      others.map((one) => {
        const given = label(this.board.state, one.verdict);
        const chip = el("span", { class: "fd-chip" }, el("b", { "aria-hidden": "true" }, given?.symbol || "•"), el("span", {}, one.verdict));
        chip.style.setProperty("--label", given?.colour || "");
        return el(
          "div",
          { class: "fd-colleague" },
          el("p", { class: "fd-row" }, el("strong", { dir: "auto" }, one.name), chip, one.confidence ? el("span", { class: "fd-muted" }, `confidence ${one.confidence} of 5`) : null, one.earlier ? el("span", { class: "fd-tag is-reopened" }, "given on earlier words") : null),
          one.rationale ? el("p", { class: "fd-said", dir: "auto" }, one.rationale) : null,
          el("p", { class: "fd-muted" }, one.at),
        );
      }),
    );
  }

  buildHistory(row) {
    this.historyList = el("ol", { class: "fd-history" });
    this.historyDetails = el(
      "details",
      { ontoggle: (event) => this.board.askHistory(event.target.open), open: this.board.state.wantsHistory },
      el("summary", {}, "History of this claim"),
      this.historyList,
    );
    fill(this.parts.history, this.historyDetails);
  }

  drawHistory(row) {
    const { history } = this.board.state.live;
    if (!history || history.claim !== row.id) {
      if (this.historyOf !== row.id) fill(this.historyList, el("li", { class: "fd-muted" }, "Loading…"));
      return;
    }
    this.historyOf = row.id;
    fill(
      this.historyList,
      history.events.map((event) =>
        el("li", {}, el("strong", { dir: "auto" }, event.who || "factdesk"), " ", event.what, event.earlier ? el("span", { class: "fd-tag is-reopened" }, "given on earlier words") : null, event.diff ? difference(event.diff) : null, event.note ? el("p", { class: "fd-said", dir: "auto" }, event.note) : null, el("span", { class: "fd-muted" }, event.at)),
      ),
    );
  }

  openForm(name, draft, focus = true) {
    const row = this.board.current();
    const form = formOf(this.board, row, name, draft ?? this.board.state.drafts.of(row.id)[name]);
    if (!form) return;
    this.formName = name;
    fill(this.parts.form, form);
    this.parts.form.hidden = false;
    if (!focus) return;
    this.bringUp(this.parts.form);
    this.parts.form.querySelector("[role=toolbar] [tabindex='0'], textarea, input:enabled, select")?.focus();
  }

  // Scrolls to the beginning of a part: the panel where it scrolls, on a phone the page.
  bringUp(node, room = 0) {
    if (this.root.scrollHeight > this.root.clientHeight) this.root.scrollTop += node.getBoundingClientRect().top - this.root.getBoundingClientRect().top - room;
    else node.scrollIntoView({ block: "start" });
  }

  closeForm() {
    this.formName = null;
    fill(this.parts.form);
    this.parts.form.hidden = true;
  }
}

// What stands between two runs of a claim's words, its middle left out where it is long.
function between(words) {
  return words.length <= CONTEXT ? words : `${words.slice(0, CONTEXT / 2)} … ${words.slice(-CONTEXT / 2)}`;
}

// Where the words are others than those of the verdicts, or a new version of the text changed them.
function reopened(row) {
  const { mine, others, claim } = row;
  const earlier = [mine, ...others].find((one) => one.verdict && one.earlier);
  if (!earlier && !MARKS.reopened.has(row)) return null;
  const told = earlier === mine ? `Your verdict ${mine.verdict} was given on earlier words. Give it again if it still holds.` : earlier ? "A verdict was given on earlier words." : "The words changed with this version of the text.";
  return el("section", { class: "fd-reopened", "aria-label": "Reopened" }, el("p", {}, el("b", { "aria-hidden": "true" }, "↻ "), told), difference(earlier?.earlier || claim.changed));
}
