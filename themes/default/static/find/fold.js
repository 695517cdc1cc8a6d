// Letters folded as the index and the secretariat's desk fold them.

/** Lower case, without marks, and without letters that no keyboard but a few has: `letters` says how to write those. */
export function fold(text, letters = new Map()) {
  return replaceLetters(text.trim(), letters).normalize("NFD").replace(/\p{M}/gu, "");
}

/** Lower case, with the letters of the map replaced; marks stay. */
export function replaceLetters(text, letters) {
  return [...text.toLowerCase()].map((letter) => letters.get(letter) ?? letter).join("");
}
