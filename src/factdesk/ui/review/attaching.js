// The short form that attaches a source: a link is one paste; a file; or what is not on the web.

import { button, el, fill } from "./dom.js";
import { area, field, form, input } from "./fields.js";
import { MEDIA, SOURCE_KINDS, STANCES, alsoServes, asLink, nameOf } from "./model.js";

const WAYS = { link: "Link", file: "Upload a file", offline: "Offline" };
// What a newsroom notes of each, by the field it is kept in.
const OFFLINE = {
  call: { author: "Who", publisher: "For whom they speak", title: "About what", published: "When" },
  message: { author: "From", publisher: "For whom they write", title: "Subject", published: "Date" },
  book: { author: "Author", title: "Title", publisher: "Publisher", published: "Year", locator: "Page or chapter" },
  document: { author: "Author", title: "Title", publisher: "Who holds it", published: "Date", locator: "Page or file number" },
  broadcast: { author: "Who speaks", title: "Programme", publisher: "Station", published: "When", locator: "Minute" },
};

export function attachForm(board, row, draft = {}) {
  const given = { way: "link", medium: "call", ...draft };
  const values = { url: "", author: "", title: "", publisher: "", published: "", locator: "", passage: "", ...given };
  const keep = () => {
    const typed = Object.entries(values).some(([name, value]) => value && !/^(way|medium)$/.test(name));
    board.state.drafts.keep(row.id, "source", typed ? { ...values } : undefined);
  };
  const bound = (name, make, props = {}) =>
    make({
      value: values[name],
      ...props,
      oninput: (event) => {
        values[name] = event.target.value;
        keep();
      },
    });
  const fields = el("div");
  const ways = el("div", { class: "fd-switch", role: "group", "aria-label": "What kind of source" });
  const show = (way) => {
    values.way = way;
    fill(ways, Object.entries(WAYS).map(([name, title]) => el("button", { type: "button", "aria-pressed": String(name === way), data: { way: name }, onclick: () => choose(name) }, title)));
    fill(fields, { link: linkFields, file: fileFields, offline: offlineFields }[way]());
    node?.classList.toggle("is-file", way === "file");
  };
  const choose = (way) => {
    show(way);
    keep();
    (fields.querySelector("input, select, textarea, button") || ways.querySelector("[aria-pressed=true]")).focus();
  };
  const linkFields = () => field("Link", bound("url", input, { inputmode: "url", placeholder: "Paste a link and press Enter" }), "It is saved at once; its text is fetched while you go on working.");
  const fileFields = () => [
    el("p", { class: "fd-note" }, "A PDF, a Word file, a saved web page or plain text, 20 MB at most."),
    button("Choose a file…", () => {
      board.panel.closeForm();
      board.sourcing.upload(row);
    }, { class: "is-primary", data: { tool: "choose-file" } }),
  ];
  const offlineFields = () => [
    field("What it is", el("select", { onchange: (event) => pickMedium(event.target.value) }, Object.keys(OFFLINE).map((one) => el("option", { value: one, selected: one === values.medium }, MEDIA[one])))),
    Object.entries(OFFLINE[values.medium]).map(([name, title]) => field(title, bound(name, input, name === "published" ? { placeholder: "15 June 2022" } : {}))),
    field("Quoted words", bound("passage", area, { rows: "2" })),
  ];
  const pickMedium = (medium) => {
    values.medium = medium;
    show("offline");
    keep();
    fields.querySelector("select").focus();
  };
  const submit = () => {
    const id = values.way === "link" ? attachLink() : attachOffline();
    if (!id) return values.way === "link" ? "A link looks like https://example.org/page, without spaces." : "A source that is not on the web needs a title, or a few words that say what it is.";
    setTimeout(() => board.panel.sources.focusOn(id));
    return "";
  };
  const attachLink = () => {
    const url = asLink(values.url);
    return url && board.sourcing.attachLink(row, url);
  };
  const attachOffline = () => {
    const names = ["passage", ...Object.keys(OFFLINE[values.medium])];
    const told = Object.fromEntries(names.map((name) => [name, values[name].trim()]));
    return told.title && board.sourcing.attach(row, { ...told, medium: values.medium, stance: "context" });
  };
  let node = null;
  show(values.way);
  node = form(board, "source", row.id, "Attach a source", [ways, fields], submit, "Attach");
  node.classList.toggle("is-file", values.way === "file");
  return node;
}

// All fields of a source. What is typed is a draft of its own, with what it was when it was typed.
export function amendForm(board, row, name, draft) {
  const source = row.sources.find((one) => one.id === name.slice("amend-".length));
  if (!source) return null;
  const seen = draft?.seen || Object.fromEntries(FIELDS.map((one) => [one, source[one] || ""]));
  const typed = { ...seen, ...draft?.changes };
  const changes = () => Object.fromEntries(FIELDS.map((one) => [one, controls[one].value.trim()]).filter(([one, value]) => value !== seen[one]));
  const keep = () => board.state.drafts.keep(row.id, name, Object.keys(changes()).length ? { changes: changes(), seen } : undefined);
  const choice = (one, none, words) => el("select", { onchange: keep }, none ? el("option", { value: "" }, none) : null, Object.entries(words).map(([value, word]) => el("option", { value, selected: value === typed[one] }, word)));
  const controls = {
    ...Object.fromEntries(FIELDS.map((one) => [one, (AREAS.has(one) ? area : input)({ value: typed[one], oninput: keep })])),
    stance: choice("stance", "", Object.fromEntries(Object.entries(STANCES).map(([value, { symbol, word }]) => [value, `${symbol} ${word}`]))),
    kind: choice("kind", "Not said", SOURCE_KINDS),
    medium: choice("medium", "Not said", MEDIA),
  };
  const submit = () => {
    if (!controls.title.value.trim() && !controls.url.value.trim()) return "A source needs a link or a title.";
    const wanted = changes();
    if (Object.keys(wanted).length) board.sourcing.amend(row, source, wanted, { seen: Object.fromEntries(Object.keys(wanted).map((one) => [one, seen[one]])) });
    return "";
  };
  const others = alsoServes(board.state, source.id, row.id);
  return form(
    board,
    name,
    row.id,
    "Edit the source",
    [
      others.length ? el("p", { class: "fd-note" }, `It also serves ${claims(others)}: all but stance, passage and note changes there too.`) : null,
      field("Title", controls.title),
      el("div", { class: "fd-pair" }, field("Publisher", controls.publisher), field("Author", controls.author)),
      el("div", { class: "fd-pair" }, field("Date", controls.published), field("Page or minute", controls.locator)),
      field("Link", controls.url),
      field("Archived copy", controls.archived_url),
      el("div", { class: "fd-pair" }, field("What it is", controls.medium), field("Primary or secondary", controls.kind, "Primary: saw, made or recorded it.")),
      field("What it does to the claim", controls.stance),
      field("Quoted passage", controls.passage, "The exact words that matter."),
      field("How far to trust it", controls.reliability),
      field("Note", controls.note),
    ],
    submit,
    "Save the source",
    () => board.panel.sources.focusOn(source.id),
  );
}

const FIELDS = ["title", "publisher", "author", "published", "locator", "url", "archived_url", "medium", "kind", "stance", "passage", "reliability", "note"];
const AREAS = new Set(["passage", "reliability", "note"]);

export const claims = (rows) => `${rows.length === 1 ? "claim" : "claims"} ${rows.map((one) => one.n).join(", ")}`;

// The same source for another claim.
export function citeForm(board, row, name) {
  const source = row.sources.find((one) => one.id === name.slice("cite-".length));
  if (!source) return null;
  const serves = new Set([row, ...alsoServes(board.state, source.id, row.id)].map((one) => one.id));
  const rest = board.state.rows.filter((one) => !serves.has(one.id));
  const which = el("select", {}, rest.map((one) => el("option", { value: one.id }, `${one.n}. ${one.text.slice(0, 90)}`)));
  const stance = el("select", {}, Object.entries(STANCES).map(([value, { symbol, word }]) => el("option", { value, selected: value === "context" }, `${symbol} ${word}`)));
  const submit = () => {
    const other = board.state.byId.get(which.value);
    if (!other) return "There is no other claim.";
    board.sourcing.cite(other, source.id, stance.value);
    return "";
  };
  return form(board, name, row.id, "Use for another claim", [el("p", { class: "fd-note", dir: "auto" }, nameOf(source)), field("Claim", which), field("What it does to that claim", stance)], submit, "Use it there", () => board.panel.sources.focusOn(source.id));
}
