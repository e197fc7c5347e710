// The form that makes several claims of one: cut between the words of its quote, with a preview of each part.

import { button, el, fill } from "./dom.js";
import { area, form } from "./fields.js";
import { runs } from "./segments.js";

const JOINTS = /^(?:and|but|while|whereas|because|although|though|after|before|which|who|where|when|as)$/i;
const LEADING = /^(?:[,;:–—-]\s*|(?:and|but|while|whereas|although|though|which|who)\s+)+/i;
const VERB = /\s(?:is|was|are|were|has|have|had|will|would|can|could|may|might|should|must|did|does|do|\p{Ll}{3,}ed)\s/u;

// The words that a claim is made of, each with its place in the article.
export function wordsOf(text, claim) {
  return runs(claim).flatMap(([start, end], run) =>
    [...text.slice(start, end).matchAll(/\S+/g)].map((match) => ({ text: match[0], start: start + match.index, end: start + match.index + match[0].length, run })),
  );
}

// For each word of the quote, the place in the wording where the words that it shares with it go on: where to cut the
// wording when the quote is cut before that word. The longest common words decide.
export function counterparts(quoted, worded) {
  const plain = (word) => word.replace(/[^\p{L}\p{N}]+/gu, "").toLocaleLowerCase();
  const [a, b] = [quoted.map(plain), worded.map(plain)];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const found = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 1) {
    let at = j;
    while (at < b.length && a[i] !== b[at] && common[i][at + 1] === common[i][at]) at += 1;
    const isShared = at < b.length && a[i] === b[at] && common[i][at] === common[i + 1][at + 1] + 1;
    found.push(isShared ? at : j);
    if (isShared) j = at + 1;
  }
  return found;
}

// Words without what joined them to the others, with a full stop.
function alone(words) {
  const bare = words.trim().replace(LEADING, "").replace(/[\s,;:–—-]+$/, "");
  return !bare || /[.!?…]["”’)]*$/.test(bare) ? bare : `${bare}.`;
}

const capital = (words) => words.slice(0, 1).toLocaleUpperCase() + words.slice(1);

// Whom or what a wording begins with, up to its first verb; blank where that cannot be told.
export function subjectOf(wording) {
  const verb = wording.match(VERB);
  const subject = verb ? wording.slice(0, verb.index) : "";
  return subject.split(/\s+/).length <= 8 ? subject : "";
}

// The cut that offers itself: before the joining word nearest to the middle; none where nothing joins two statements.
function firstCut(words) {
  const middle = words.length / 2;
  const joints = words.map((word, index) => index).filter((index) => index > 2 && index < words.length - 2 && (JOINTS.test(words[index].text) || /[,;:]$/.test(words[index - 1].text)));
  return joints.sort((x, y) => Math.abs(x - middle) - Math.abs(y - middle)).slice(0, 1);
}

function wordAt({ clientX, clientY }) {
  const word = document.elementFromPoint(clientX, clientY)?.closest(".fd-strip [data-word]");
  return word ? Number(word.dataset.word) : null;
}

export function splitForm(board, row, draft) {
  const words = wordsOf(board.state.base.article.text, row.claim);
  if (words.length < 2) return form(board, "split", row.id, "Split the claim", [el("p", {}, "One word cannot be split.")], () => "", "Close");
  const splitting = new Splitting(board, row, words, draft);
  return form(board, "split", row.id, "Split the claim", [splitting.hint, splitting.strip, splitting.list], () => splitting.submit(), "Split");
}

class Splitting {
  constructor(board, row, words, draft) {
    this.board = board;
    this.row = row;
    this.words = words;
    this.worded = row.text.split(/\s+/);
    this.places = counterparts(words.map((word) => word.text), this.worded);
    this.cuts = new Set(draft?.cuts?.filter((at) => at > 0 && at < words.length) || firstCut(words));
    this.left = new Set(draft?.left || []);
    this.typed = new Map(draft?.typed || []);
    this.here = [...this.cuts][0] || Math.round(words.length / 2);
    this.hint = el("p", { class: "fd-note" }, "Click a word to cut before it, or drag over the words of a part.", el("span", { class: "fd-by-key" }, " By key: ← → and Space."));
    this.strip = el("div", { class: "fd-strip", role: "toolbar", "aria-label": "The words of the claim", dir: "auto" });
    this.list = el("div", { class: "fd-parts", "aria-live": "off" });
    this.strip.addEventListener("pointerdown", (event) => this.begin(event));
    this.strip.addEventListener("keydown", (event) => this.pressed(event));
    this.draw();
  }

  // The parts as [first word, one past the last].
  parts() {
    const edges = [0, ...[...this.cuts].sort((a, b) => a - b), this.words.length];
    return edges.slice(1).map((end, index) => [edges[index], end]);
  }

  kept() {
    return this.parts().filter(([first]) => !this.left.has(first));
  }

  wording([first, end]) {
    return this.typed.get(`${first}-${end}`) ?? capital(this.offered([first, end]));
  }

  // The words of the wording that belong to a part, as they stand there.
  offered([first, end]) {
    const from = first ? this.places[first] : 0;
    const to = end < this.words.length ? this.places[end] : this.worded.length;
    return alone(this.worded.slice(from, to).join(" ") || this.words.slice(first, end).map((word) => word.text).join(" "));
  }

  cut(at, wanted = !this.cuts.has(at)) {
    if (at <= 0 || at >= this.words.length) return;
    if (wanted) this.cuts.add(at);
    else this.cuts.delete(at);
    this.changed();
  }

  changed() {
    this.keep();
    this.draw();
  }

  keep() {
    this.board.state.drafts.keep(this.row.id, "split", { cuts: [...this.cuts], left: [...this.left], typed: [...this.typed] });
  }

  // A click cuts before a word; words dragged over become a part of their own.
  begin(event) {
    const from = wordAt(event);
    if (from === null || event.button) return;
    let to = from;
    const moved = (at) => {
      to = wordAt(at) ?? to;
      this.shade(Math.min(from, to), Math.max(from, to));
    };
    const ended = (at) => {
      for (const [type, listener] of Object.entries(listeners)) document.removeEventListener(type, listener);
      this.shade(1, 0);
      if (at.type === "pointercancel") return; // the finger scrolls
      this.here = Math.max(from, 1);
      if (from === to) this.cut(from);
      else this.take(Math.min(from, to), Math.max(from, to) + 1);
      this.focus();
    };
    const listeners = { pointermove: moved, pointerup: ended, pointercancel: ended };
    for (const [type, listener] of Object.entries(listeners)) document.addEventListener(type, listener);
  }

  shade(first, last) {
    for (const node of this.strip.querySelectorAll("[data-word]")) node.classList.toggle("is-dragged", first < last && node.dataset.word >= first && node.dataset.word <= last);
  }

  take(first, end) {
    for (const at of [...this.cuts]) if (at > first && at < end) this.cuts.delete(at);
    for (const at of [first, end]) if (at > 0 && at < this.words.length) this.cuts.add(at);
    this.changed();
  }

  pressed(event) {
    const turn = getComputedStyle(this.strip).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: turn, ArrowLeft: -turn, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step || event.key === "Home" || event.key === "End") {
      const aim = step ? this.here + step : event.key === "Home" ? 1 : this.words.length - 1;
      this.here = Math.min(this.words.length - 1, Math.max(1, aim));
      this.focus();
    } else if (event.key === " " || (event.key === "Enter" && !event.ctrlKey && !event.metaKey)) {
      this.cut(this.here);
      this.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focus() {
    for (const node of this.strip.querySelectorAll("[data-word]")) node.tabIndex = Number(node.dataset.word) === this.here ? 0 : -1;
    this.strip.querySelector(`[data-word="${this.here}"]`)?.focus();
  }

  draw() {
    fill(
      this.strip,
      this.parts().map((part, index) => {
        const [first, ...rest] = this.words.slice(...part).map((word, offset) => this.word(word, part[0] + offset, part));
        return [el("span", { class: "fd-first" }, this.badge(part, index), first), " ", rest];
      }),
    );
    const parts = this.parts();
    fill(this.list, parts.length > 1 ? parts.map((part, index) => this.part(part, index)) : el("p", { class: "fd-note" }, "Nothing is cut yet: choose the word that the second claim begins with."));
  }

  badge([first], index) {
    return el("b", { class: `fd-badge ${this.left.has(first) ? "is-left" : ""}`, "aria-hidden": "true" }, String(index + 1));
  }

  word({ text, run }, at, [first]) {
    const isCut = this.cuts.has(at);
    const gap = at && this.words[at - 1].run !== run ? "… " : "";
    const node = at
      ? el("span", { role: "button", tabindex: at === this.here ? "0" : "-1", "aria-pressed": String(isCut), "aria-label": `Cut before “${text}”`, data: { word: at } }, text)
      : el("span", { data: { word: 0 } }, text);
    node.className = `fd-word ${this.left.has(first) ? "is-left" : ""}`;
    return [gap, node, " "];
  }

  part(part, index) {
    const [first, end] = part;
    const isLeft = this.left.has(first);
    const name = `Part ${index + 1}`;
    const text = area({
      rows: "2",
      value: this.wording(part),
      "aria-label": name,
      data: { part: first },
      oninput: () => {
        this.typed.set(`${first}-${end}`, text.value);
        this.keep();
      },
    });
    const leave = button(isLeft ? "Keep" : "Leave out", () => this.leave(first), { class: "is-quiet", "aria-label": `${isLeft ? "Keep" : "Leave out"} part ${index + 1}`, data: { leave: first } });
    return el(
      "div",
      { class: `fd-one-part ${isLeft ? "is-left" : ""}` },
      el("div", { class: "fd-row fd-between" }, el("span", { class: "fd-label" }, this.badge(part, index), name), leave),
      isLeft ? el("p", { class: "fd-note", dir: "auto" }, `Makes no claim: ${this.words.slice(first, end).map((word) => word.text).join(" ")}`) : text,
      isLeft ? null : this.opening(part, text),
    );
  }

  // Brings whom the claim is about into a part that begins behind it.
  opening([first, end], text) {
    const subject = first ? subjectOf(this.row.text) : "";
    if (!subject || text.value.startsWith(subject)) return null;
    const begin = () => {
      const rest = this.typed.has(`${first}-${end}`) ? text.value : this.offered([first, end]);
      this.typed.set(`${first}-${end}`, `${subject} ${rest}`);
      this.changed();
      this.list.querySelector(`[data-part="${first}"]`)?.focus();
    };
    return button(`Begin with “${subject}”`, begin, { class: "is-quiet fd-opening" });
  }

  leave(first) {
    if (this.left.has(first)) this.left.delete(first);
    else this.left.add(first);
    this.changed();
    this.list.querySelector(`[data-leave="${first}"]`)?.focus();
  }

  submit() {
    const kept = this.kept();
    if (kept.length < 2) return "Splitting takes at least two parts; cut before another word.";
    if (kept.some((part) => !this.wording(part).trim())) return "Each part needs its wording.";
    this.board.corrections.split(
      this.row.id,
      kept.map((part) => ({ start: this.words[part[0]].start, end: this.words[part[1] - 1].end, text: this.wording(part).trim() })),
    );
    return "";
  }
}
