// The desk's articles as a list of links. A click stays in the session; a middle click opens the address.

const el = (tag, className, ...children) => {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children.filter((child) => child !== ""));
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".fd");
  root.classList.add("fd-list");
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.slug : null;
  root.replaceChildren(...data.articles.map((article) => card(article, setTriggerValue)));
  root.removeAttribute("hidden");
  if (focused) root.querySelector(`[data-slug="${CSS.escape(focused)}"]`)?.focus();
}

function card(article, send) {
  const link = el("a", "list-title", article.title);
  link.href = `review?article=${encodeURIComponent(article.slug)}`;
  link.target = "_self";
  link.dir = "auto";
  link.dataset.slug = article.slug;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    send("open", article.slug);
  });
  const meter = el("span", "list-meter");
  meter.style.setProperty("--part", article.claims ? `${(100 * article.decided) / article.claims}%` : "0%");
  meter.setAttribute("aria-hidden", "true");
  return el(
    "article",
    "list-card",
    el("div", "list-words", el("h2", "", link), el("p", "list-facts", article.facts)),
    el("div", "list-state", el("p", "", article.progress), meter, el("p", "list-facts", article.reviewers)),
  );
}
