// The forms of the panel. What is typed into them is a draft of the claim until it is sent or given up.

import { button, el, fill } from "./dom.js";
import { STANCES, quote } from "./model.js";

function form(board, name, claimId, title, fields, submit, verb) {
  const problem = el("p", { class: "fd-problem", role: "alert", hidden: true });
  const node = el(
    "form",
    {
      class: "fd-form",
      "aria-label": title,
      data: { form: name },
      onsubmit: (event) => {
        event.preventDefault();
        const trouble = submit();
        problem.textContent = trouble || "";
        problem.hidden = !trouble;
        if (!trouble) close();
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) node.requestSubmit();
      },
    },
    el("h3", {}, title),
    fields,
    problem,
    el("div", { class: "fd-row" }, button(verb, null, { type: "submit", class: "is-primary" }), button("Cancel", () => close())),
  );
  const close = () => {
    board.state.drafts.keep(claimId, name, undefined);
    board.panel.closeForm();
    board.drawTable();
    board.focusClaim();
  };
  return node;
}

function field(text, control, hint) {
  const id = `fd-${Math.random().toString(36).slice(2)}`;
  control.id = id;
  return el("div", { class: "fd-field" }, el("label", { for: id, class: "fd-label" }, text), control, hint ? el("p", { class: "fd-note" }, hint) : null);
}

const input = (props) => el("input", { type: "text", dir: "auto", autocomplete: "off", ...props });
const area = (props) => el("textarea", { rows: "3", dir: "auto", ...props });

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

function editForm(board, row, draft) {
  const text = area({ rows: "4", value: draft ?? row.text, oninput: () => board.state.drafts.keep(row.id, "edit", text.value) });
  const submit = () => {
    if (!text.value.trim()) return "A claim needs its wording.";
    if (text.value.trim() !== row.text) board.edit(row.id, text.value.trim());
    return "";
  };
  return form(board, "edit", row.id, "Edit the wording", [field("The claim, readable on its own", text, "The quoted words of the article stay as they are.")], submit, "Save wording");
}

function splitForm(board, row) {
  const words = wordsOf(quote(board.state, row.claim));
  if (words.length < 2) return form(board, "split", row.id, "Split the claim", [el("p", {}, "One word cannot be split.")], () => "", "Close");
  const slider = el("input", { type: "range", min: "1", max: String(words.length - 1), value: String(Math.round(words.length / 2)), oninput: () => cut() });
  const parts = [area({ rows: "3" }), area({ rows: "3" })];
  const spans = () => {
    const at = words[Number(slider.value)];
    const { start } = row.claim;
    const whole = quote(board.state, row.claim);
    const first = whole.slice(0, at).trimEnd();
    return [
      [start, start + first.length],
      [start + at, row.claim.end],
    ];
  };
  const shown = [el("mark"), el("mark")];
  const cut = () => spans().forEach(([start, end], index) => {
    shown[index].textContent = board.text(start, end);
    parts[index].value = board.text(start, end);
  });
  cut();
  const submit = () => {
    if (parts.some((part) => !part.value.trim())) return "Each part needs its wording.";
    board.split(row.id, spans().map(([start, end], index) => ({ start, end, text: parts[index].value.trim() })));
    return "";
  };
  return form(
    board,
    "split",
    row.id,
    "Split the claim",
    [
      field("Where to cut", slider, "Move with the arrow keys; then make each part readable on its own."),
      el("p", { class: "fd-context", dir: "auto" }, shown[0], el("b", { class: "fd-cut", "aria-hidden": "true" }, " ✂ "), shown[1]),
      field("First part", parts[0]),
      field("Second part", parts[1]),
    ],
    submit,
    "Split",
  );
}

const wordsOf = (text) => [...text.matchAll(/\S+/g)].map((match) => match.index);

function mergeForm(board, row) {
  const others = board.state.rows.filter((one) => one.id !== row.id);
  const next = others.find((one) => one.n > row.n) || others[others.length - 1];
  const choice = el(
    "select",
    { onchange: () => join() },
    others.map((one) => el("option", { value: one.id, selected: one === next }, `${one.n}. ${one.text.slice(0, 70)}`)),
  );
  const text = area({ rows: "4" });
  const join = () => {
    const other = board.state.byId.get(choice.value);
    const [first, second] = other.n < row.n ? [other, row] : [row, other];
    text.value = `${first.text.replace(/[.\s]+$/, "")}; ${second.text}`;
  };
  join();
  const submit = () => {
    if (!text.value.trim()) return "The merged claim needs its wording.";
    const ids = [row, board.state.byId.get(choice.value)].sort((a, b) => a.n - b.n).map((one) => one.id);
    board.merge(row.id, ids, text.value.trim());
    return "";
  };
  return form(board, "merge", row.id, "Merge with another claim", [field("Merge with", choice), field("The claim that replaces both", text)], submit, "Merge");
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
        if (text.value.trim()) board.add(start, end, text.value.trim());
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
