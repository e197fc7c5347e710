// Which characters of a text are selected, where its pieces carry `data-start`.

// The selected characters within `body` as [start, end] without white space around them, or null.
export function selectedSpan(body, text, first = 0) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  const span = trimmed(text, start - first, end - first);
  return span && [span[0] + first, span[1] + first];
}

function offset(node, within) {
  if (node.nodeType === Node.TEXT_NODE) return Number(node.parentElement.dataset.start) + within;
  const after = node.childNodes[within];
  const holder = after?.closest ? after.closest("[data-start]") || after.querySelector("[data-start]") : null;
  if (holder) return Number(holder.dataset.start);
  const all = node.querySelectorAll("[data-start]");
  const last = all[all.length - 1] || node.closest?.("[data-start]");
  return last ? Number(last.dataset.start) + last.textContent.length : 0;
}

function trimmed(text, start, end) {
  let [first, last] = [Math.min(start, end), Math.max(start, end)];
  while (first < last && /\s/.test(text[first])) first += 1;
  while (last > first && /\s/.test(text[last - 1])) last -= 1;
  return first < last ? [first, last] : null;
}
