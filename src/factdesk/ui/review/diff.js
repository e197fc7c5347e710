// Two wordings of a claim as one text: what was taken out and what came in, marked.

import { el } from "./dom.js";

const tag = (op) => (op.startsWith("ins") ? "ins" : op.startsWith("del") ? "del" : "span");

export const difference = (parts) => el("p", { class: "fd-diff", dir: "auto" }, parts.map(([op, words]) => el(tag(op), {}, words)));
