// How much of a field's room is used. A text that is too long stays as it was typed or pasted: nothing is cut off.

/** Characters as the server counts them. */
export const lengthOf = (text) => [...text.trim().normalize("NFC")].length;

/** From this part of its room on, the count of a single line is shown, and counts are read out. */
const NEAR = 0.9;
/** How long after the last letter a count is read out, in milliseconds. */
const PAUSE = 1_000;

/** Puts a count below each field that has a limit. */
export function count(form, words) {
  const counts = [...form.querySelectorAll("[data-most]")].map((field) => new Count(field, words));
  // Fields that were filled in or emptied by script.
  form.addEventListener("filled", () => counts.forEach((each) => each.tell()));
}

class Count {
  constructor(field, words) {
    this.field = field;
    this.words = words;
    this.most = Number(field.dataset.most);
    // Long fields have a place for it, so that the page does not move.
    this.seen = field.parentElement.querySelector("[data-count]") ?? document.createElement("p");
    this.seen.className = "field-count";
    this.seen.setAttribute("aria-hidden", "true");
    this.spoken = document.createElement("p");
    this.spoken.className = "vh";
    this.spoken.setAttribute("role", "status");
    field.after(this.seen, this.spoken);
    for (const sign of ["input", "change"]) field.addEventListener(sign, () => this.tell());
    this.tell();
  }

  tell() {
    const length = lengthOf(this.field.value);
    const near = length > this.most * NEAR;
    const text = this.text(length);
    this.seen.classList.toggle("field-count--over", length > this.most);
    // A line of its own under each short field would be noise, and one that comes and goes would move the page.
    this.seen.hidden = this.field.tagName !== "TEXTAREA" && !near;
    this.seen.textContent = text;
    clearTimeout(this.speaking);
    if (near) this.speaking = setTimeout(() => (this.spoken.textContent = text), PAUSE);
    else this.spoken.textContent = "";
  }

  text(length) {
    const over = length > this.most;
    return this.words.counted(over ? "over" : "left", {
      count: over ? length - this.most : this.most - length,
      length,
      max: this.most,
    });
  }
}
