// Whether a word that was searched is really there. Where no word of the index begins with the term, Pagefind falls back on
// the longest word that the term begins with, down to "a" for "accommodation", or ignores the term.

import { fold } from "./fold.js";

/** Hits of a term that are looked into, at the most: one hit with the term is enough. */
const EXAMINED = 12;
/** Pagefind's full weight of a word, of which its locations tell a part. */
const FULL_WEIGHT = 24;
/** A word whose stem has the very length of the term's counts at least this much; one that is longer or shorter, 0.68. */
const SAME_LENGTH = 0.8;

/** Whether one of Pagefind's hits for a single term has a word that begins with it, or has its stem. */
export async function isFound(hits, term, letters) {
  const folded = fold(term, letters);
  for (const hit of hits.slice(0, EXAMINED)) {
    if (hasTerm(await hit.data(), folded, letters)) return true;
  }
  return false;
}

function hasTerm({ content, weighted_locations: locations }, term, letters) {
  const words = content.split(" ");
  return locations.some(({ weight, balanced_score: score, location }) => {
    if (score / (weight * FULL_WEIGHT) ** 2 > SAME_LENGTH) return true;
    const parts = fold(words[location] ?? "", letters).split(/[^\p{L}\p{N}]+/u);
    return [...parts, parts.join("")].some((part) => part.startsWith(term));
  });
}
