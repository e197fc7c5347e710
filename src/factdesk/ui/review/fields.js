// What the forms of the panel are made of.

import { button, el } from "./dom.js";

// `back` puts the focus where the person came from.
export function form(board, name, claimId, title, fields, submit, verb, back = () => board.focusClaim()) {
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
    back();
  };
  return node;
}

export function field(text, control, hint) {
  const id = `fd-${Math.random().toString(36).slice(2)}`;
  control.id = id;
  return el("div", { class: "fd-field" }, el("label", { for: id, class: "fd-label" }, text), control, hint ? el("p", { class: "fd-note" }, hint) : null);
}

export const input = (props) => el("input", { type: "text", dir: "auto", autocomplete: "off", ...props });
export const area = (props) => el("textarea", { rows: "3", dir: "auto", ...props });
