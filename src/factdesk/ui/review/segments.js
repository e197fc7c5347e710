// A text cut at every edge of a claim or bare sentence, so that overlapping spans can be marked in place.

// The runs of words that a claim is made of: most stand together and have one.
export const runs = (claim) => (claim.spans.length ? claim.spans : [[claim.start, claim.end]]);

// One entry per line of the text: its segments, each with the claims over it (the shortest first), the claims that
// begin there, and the index of the bare sentence it belongs to (-1: none).
export function lines(text, claims, bare, found = []) {
  const pieces = claims.flatMap((claim) => runs(claim).map(([start, end]) => ({ start, end, claim })));
  const cuts = edges(text, pieces, bare, found);
  const starts = groupBy(pieces, (piece) => piece.start);
  const lengths = new Map(claims.map((claim) => [claim.id, runs(claim).reduce((sum, [start, end]) => sum + end - start, 0)]));
  const result = [];
  let active = [];
  let sentence = 0;
  let line = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    active = [...active.filter((piece) => piece.end > start), ...(starts.get(start) || [])];
    while (sentence < bare.length && bare[sentence][1] <= start) sentence += 1;
    if (text[start] === "\n") {
      result.push(line);
      line = [];
    } else {
      const inside = sentence < bare.length && bare[sentence][0] <= start ? sentence : -1;
      line.push({
        start,
        text: text.slice(start, end),
        claims: [...new Set(active.map((piece) => piece.claim.id))].sort((a, b) => lengths.get(a) - lengths.get(b)),
        begins: (starts.get(start) || []).filter((piece) => piece.claim.start === start).map((piece) => piece.claim.id),
        bare: inside,
        found: found.find((one) => one.start <= start && start < one.end) || null,
      });
    }
  }
  result.push(line);
  return result;
}

function edges(text, claims, bare, found) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...claims, ...found]) cuts.add(start).add(end);
  for (const [start, end] of bare) cuts.add(start).add(end);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
  return [...cuts].sort((a, b) => a - b);
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) || []), item]);
  return groups;
}
