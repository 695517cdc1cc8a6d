// Which labels of the page come nearest to what was typed.

import { fold } from "./fold.js";

/** How many are proposed. */
const MOST = 4;

/** The nearest labels, the best first: those that begin alike, then those a slip or two away. */
export function nearest(words, labels, letters) {
  const typed = fold(words, letters);
  const terms = [typed, ...typed.split(/\s+/)].filter((term) => term.length > 2);
  const seen = new Set();
  return labels
    .map((entry) => ({ ...entry, distance: distanceTo(terms, fold(entry.label, letters)) }))
    .filter(({ distance }) => distance < 1)
    .sort((a, b) => a.distance - b.distance || a.label.length - b.label.length)
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .slice(0, MOST);
}

/** From 0 (the same) to 1 (nothing in common): slips, as a part of what the nearest word allows. */
function distanceTo(terms, label) {
  const words = [label, ...label.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
  let best = 1;
  for (const term of terms) {
    const allowed = term.length < 6 ? 1 : term.length < 10 ? 2 : 3;
    for (const word of words) {
      const begins = word.startsWith(term) || (term.startsWith(word) && word.length > 3);
      const distance = begins ? 0.1 : slips(term, word, allowed) / (allowed + 1);
      best = Math.min(best, distance);
    }
  }
  return best;
}

/** Letters to change, add, drop or swap (Damerau and Levenshtein), counted up to one more than allowed. */
function slips(from, to, allowed) {
  if (Math.abs(from.length - to.length) > allowed) return allowed + 1;
  let older = [];
  let before = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let place = 1; place <= to.length; place += 1) {
      const same = from[row - 1] === to[place - 1];
      line[place] = Math.min(before[place] + 1, line[place - 1] + 1, before[place - 1] + (same ? 0 : 1));
      const swapped = row > 1 && place > 1 && from[row - 1] === to[place - 2] && from[row - 2] === to[place - 1];
      if (swapped) line[place] = Math.min(line[place], older[place - 2] + 1);
    }
    older = before;
    before = line;
  }
  return Math.min(before[to.length], allowed + 1);
}
