// The forms of the panel. What is typed into them is a draft of the claim until it is sent or given up.

import { button, el, fill } from "./dom.js";
import { area, field, form, input } from "./fields.js";
import { mergeForm } from "./merging.js";
import { KINDS, STANCES } from "./model.js";
import { splitForm } from "./splitting.js";

function sourceForm(board, row, draft = {}) {
  const keep = () => board.state.drafts.keep(row.id, "source", Object.values(read()).some((value) => value && value !== "context") ? read() : undefined);
  const controls = {
    url: input({ type: "text", inputmode: "url", placeholder: "https://", value: draft.url || "", oninput: () => keep() }),
    title: input({ value: draft.title || "", oninput: () => keep() }),
    publisher: input({ value: draft.publisher || "", oninput: () => keep() }),
    published: input({ value: draft.published || "", placeholder: "June 2022", oninput: () => keep() }),
    stance: el(
      "select",
      { onchange: () => keep() },
      Object.entries(STANCES).map(([value, { symbol, word }]) => el("option", { value, selected: value === (draft.stance || "context") }, `${symbol} ${word}`)),
    ),
    passage: area({ value: draft.passage || "", oninput: () => keep() }),
    note: area({ rows: "2", value: draft.note || "", oninput: () => keep() }),
  };
  const read = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()]));
  const submit = () => {
    const source = read();
    if (!source.url && !source.title) return "A source needs a link, or a title for what is not on the web.";
    if (source.url && !/^https?:\/\/\S+$/i.test(source.url)) return "A link starts with http:// or https:// and has no spaces.";
    board.attach(row.id, source);
    return "";
  };
  return form(
    board,
    "source",
    row.id,
    "Attach a source",
    [
      field("Link", controls.url),
      field("Title", controls.title),
      el("div", { class: "fd-pair" }, field("Publisher", controls.publisher), field("Date", controls.published)),
      field("What it does to the claim", controls.stance),
      field("Quoted passage", controls.passage, "The exact words that matter."),
      field("Note", controls.note),
    ],
    submit,
    "Attach",
  );
}

function editForm(board, row, draft = {}) {
  const given = typeof draft === "string" ? { text: draft } : draft;
  const has = { text: row.text, speaker: row.speaker, kind: row.kind };
  const controls = {
    text: area({ rows: "4", value: given.text ?? has.text, oninput: () => keep() }),
    speaker: input({ value: given.speaker ?? has.speaker, oninput: () => keep() }),
    kind: el("select", { onchange: () => keep() }, KINDS.map((kind) => el("option", { value: kind, selected: kind === (given.kind ?? has.kind) }, kind))),
  };
  const changes = () => Object.fromEntries(Object.entries(controls).map(([name, { value }]) => [name, value.trim()]).filter(([name, value]) => value !== has[name]));
  const keep = () => board.state.drafts.keep(row.id, "edit", Object.keys(changes()).length ? changes() : undefined);
  const submit = () => {
    if (!controls.text.value.trim()) return "A claim needs its wording.";
    if (Object.keys(changes()).length) board.corrections.edit(row.id, changes());
    return "";
  };
  return form(
    board,
    "edit",
    row.id,
    "Edit the claim",
    [
      field("The claim, readable on its own", controls.text, "The quoted words of the article stay as they are."),
      el("div", { class: "fd-pair" }, field("Who says so, by the text", controls.speaker), field("Kind", controls.kind)),
    ],
    submit,
    "Save the claim",
  );
}

export const FORMS = { source: sourceForm, edit: editForm, split: splitForm, merge: mergeForm };

// A claim of the reviewer's own on words of the article; it belongs to no claim yet, so it has a place of its own.
export function addForm(board, start, end, close) {
  const text = area({ rows: "3", value: board.text(start, end).replace(/\s+/g, " ") });
  const problem = el("p", { class: "fd-problem", role: "alert", hidden: true });
  const node = el(
    "form",
    {
      class: "fd-form fd-part",
      "aria-label": "Add a claim",
      data: { form: "add" },
      onsubmit: (event) => {
        event.preventDefault();
        problem.hidden = Boolean(text.value.trim());
        problem.textContent = "A claim needs its wording.";
        if (text.value.trim()) board.corrections.add(start, end, text.value.trim());
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) node.requestSubmit();
      },
    },
    el("h3", {}, "Add a claim"),
    el("blockquote", { class: "fd-context", dir: "auto" }, el("mark", {}, board.text(start, end))),
    field("The claim, readable on its own", text),
    problem,
    el("div", { class: "fd-row" }, button("Add claim", null, { type: "submit", class: "is-primary" }), button("Cancel", close)),
  );
  return fill(el("div"), node);
}
