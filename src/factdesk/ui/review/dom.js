// Building the page. Text from articles and people enters only as text nodes and attributes, never as markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function assign(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "value") node.value = value;
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

export const fill = (node, ...children) => {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
};

// Draws a part anew and leaves the focus on what it was on, where that is there again.
export function redraw(part, draw) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  draw();
  if (!held || held.isConnected) return;
  const alike = (one) => held.tagName === "H2" || (one.textContent === held.textContent && one.getAttribute("aria-label") === held.getAttribute("aria-label"));
  [...part.querySelectorAll(held.tagName)].find(alike)?.focus({ preventScroll: true });
}

export function button(label, onclick, props = {}) {
  return el("button", { type: "button", onclick, ...props, class: `fd-button ${props.class || ""}` }, label);
}

// A key as it stands beside the button that it presses.
export const kbd = (key) => el("kbd", { "aria-hidden": "true" }, key);

// As in weblinks.py: controls, signs without width, and signs that turn the direction of writing.
const UNSEEN = /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

// Whether an address looks like where it leads: of the web, with no name or password, and nothing unseen in it.
export function isWebLink(address) {
  if (UNSEEN.test(address) || !/^https?:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i.test(address)) return false;
  try {
    return Boolean(new URL(address).hostname);
  } catch {
    return false;
  }
}

// A link where the address may be one, else its text: a "javascript:" address must never be clickable.
export function link(address, text) {
  if (!isWebLink(address.trim())) return el("span", {}, text || address);
  const url = new URL(address.trim());
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" }, text || url.host.replace(/^www\./, ""));
}

export const isEditable = (node) =>
  Boolean(node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName || "")));
