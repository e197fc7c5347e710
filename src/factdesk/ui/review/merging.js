// The form that makes one claim of several: those ticked in the table, or the selected one and its neighbours.

import { el, fill } from "./dom.js";
import { area, field, form } from "./fields.js";

// One sentence for all: each but the last loses its full stop.
const joined = (rows) => rows.map(({ text }, index) => (index < rows.length - 1 ? text.replace(/[.\s]+$/, "") : text)).join("; ");

// The claims that stand next to the selected one, and the ticked ones, in the order of the numbers.
function candidates(state, row, chosen) {
  const near = [state.rows[row.n - 2], row, state.rows[row.n]].filter(Boolean);
  return state.rows.filter((one) => near.includes(one) || one.ticked || chosen.has(one.id));
}

export function mergeForm(board, row, draft = {}) {
  const { state } = board;
  const next = state.rows[row.n] || state.rows[row.n - 2];
  const ticked = state.rows.filter((one) => one.ticked && one.id !== row.id).map((one) => one.id);
  const start = draft.ids || (ticked.length ? ticked : next ? [next.id] : []);
  const chosen = new Set([row.id, ...start].filter((id) => state.byId.has(id)));
  let isOwn = draft.text !== undefined;
  const list = el("div", { class: "fd-choices", role: "group", "aria-label": "The claims to merge" });
  const text = area({
    rows: "4",
    value: draft.text ?? "",
    oninput: () => {
      isOwn = true;
      keep();
    },
  });
  const rows = () => state.rows.filter((one) => chosen.has(one.id));
  const keep = () => state.drafts.keep(row.id, "merge", { ids: [...chosen], ...(isOwn ? { text: text.value } : {}) });
  const preview = () => {
    if (!isOwn) text.value = joined(rows());
  };
  const choose = (id, isChosen) => {
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    preview();
    keep();
  };
  const choice = (one) => {
    const box = el("input", { type: "checkbox", disabled: one.id === row.id, onchange: (event) => choose(one.id, event.target.checked) });
    box.checked = chosen.has(one.id);
    return el("label", { class: "fd-choice" }, box, el("span", { dir: "auto" }, el("b", {}, `${one.n}. `), one.text));
  };
  const other = el(
    "select",
    {
      "aria-label": "Add another claim",
      onchange: (event) => {
        choose(event.target.value, true);
        draw();
      },
    },
  );
  const draw = () => {
    const shown = candidates(state, row, chosen);
    fill(list, shown.map(choice));
    const rest = state.rows.filter((one) => !shown.includes(one));
    other.hidden = !rest.length;
    fill(other, el("option", { value: "" }, "Add another claim …"), rest.map((one) => el("option", { value: one.id }, `${one.n}. ${one.text.slice(0, 70)}`)));
  };
  draw();
  preview();
  const submit = () => {
    if (chosen.size < 2) return "Choose at least one claim to merge with this one.";
    if (!text.value.trim()) return "The merged claim needs its wording.";
    board.corrections.merge(row.id, rows().map((one) => one.id), text.value.trim());
    return "";
  };
  return form(board, "merge", row.id, "Merge with other claims", [list, other, field("The claim that replaces them", text, "Their own wordings stay in the history, and can be brought back.")], submit, "Merge");
}
