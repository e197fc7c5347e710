// The forms of the panel, by name. What is typed into them is a draft of the claim until it is sent or given up.

import { amendForm, attachForm, citeForm } from "./attaching.js";
import { button, el, fill } from "./dom.js";
import { area, field, form, input } from "./fields.js";
import { mergeForm } from "./merging.js";
import { KINDS } from "./model.js";
import { splitForm } from "./splitting.js";

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

const FORMS = { source: attachForm, edit: editForm, split: splitForm, merge: mergeForm };
const OF_SOURCES = { amend: amendForm, cite: citeForm };

// The form of that name; `amend-s1` and `cite-s1` are those of a source. Null where the source is gone.
export function formOf(board, row, name, draft) {
  return FORMS[name] ? FORMS[name](board, row, draft) : OF_SOURCES[name.split("-")[0]](board, row, name, draft);
}

// The form that was left with something written in it, if any.
export const unfinished = (draft, row) => Object.keys(draft).find((name) => FORMS[name] || row.sources.some((source) => name === `amend-${source.id}`));

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
