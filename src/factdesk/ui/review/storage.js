// What this browser remembers until the server has it: entries of the outbox and half-written texts.
// Each has a key of its own, so that two tabs of one reviewer never write over each other.

const PREFIX = "factdesk";
let broken = false;

const attempt = (work, otherwise) => {
  try {
    return work();
  } catch {
    broken = true; // private windows and full disks: the page works on, and says that it cannot remember
    return otherwise;
  }
};

export const remembers = () => !broken;

export function shelf(identity) {
  const own = [PREFIX, identity.desk, identity.slug, identity.reviewer].map(encodeURIComponent).join("|");
  const name = (kind, id) => `${own}|${kind}|${id}`;
  return {
    put: (kind, id, value) => attempt(() => localStorage.setItem(name(kind, id), JSON.stringify(value))),
    drop: (kind, id) => attempt(() => localStorage.removeItem(name(kind, id))),
    get: (kind, id) => attempt(() => JSON.parse(localStorage.getItem(name(kind, id))), null),
    all: (kind) =>
      attempt(() => {
        const start = name(kind, "");
        return Object.keys(localStorage)
          .filter((key) => key.startsWith(start))
          .map((key) => [key.slice(start.length), attempt(() => JSON.parse(localStorage.getItem(key)), null)])
          .filter(([, value]) => value);
      }, []),
  };
}

// Choices of the reader, not data: the view, auto-advance, the size of a table's page.
export const taste = {
  get: (name, otherwise) => attempt(() => JSON.parse(localStorage.getItem(`${PREFIX}|taste|${name}`)), null) ?? otherwise,
  set: (name, value) => attempt(() => localStorage.setItem(`${PREFIX}|taste|${name}`, JSON.stringify(value))),
};

export const place = {
  get: (slug) => attempt(() => sessionStorage.getItem(`${PREFIX}|place|${slug}`), null),
  set: (slug, claim) => attempt(() => sessionStorage.setItem(`${PREFIX}|place|${slug}`, claim)),
};
