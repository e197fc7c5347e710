// Half-written texts, by claim: they outlive the tab and the server.

export class Drafts {
  constructor(shelf) {
    this.shelf = shelf;
    this.byClaim = new Map(shelf.all("draft").filter(([, value]) => value && typeof value === "object"));
  }

  of(claimId) {
    return this.byClaim.get(claimId) || {};
  }

  has(claimId) {
    return this.byClaim.has(claimId);
  }

  // Keeps `value` under `name`; undefined forgets it.
  keep(claimId, name, value) {
    const draft = { ...this.of(claimId), [name]: value };
    for (const key of Object.keys(draft)) if (draft[key] === undefined) delete draft[key];
    if (Object.keys(draft).length) {
      this.byClaim.set(claimId, draft);
      this.shelf.put("draft", claimId, draft);
    } else {
      this.byClaim.delete(claimId);
      this.shelf.drop("draft", claimId);
    }
  }
}
