// The words of the page, in its language: they come with the page, so that no script has words of its own.

export class Words {
  constructor(template) {
    const language = document.documentElement.lang;
    this.plural = new Intl.PluralRules(language);
    this.number = new Intl.NumberFormat(language);
    this.plain = new Map();
    this.counted = new Map();
    for (const element of template.content.querySelectorAll("[data-word]")) {
      const { word, count } = element.dataset;
      const text = element.textContent.trim();
      if (count === undefined) {
        this.plain.set(word, text);
        continue;
      }
      // One example for each form that the language has, and for nothing at all.
      const forms = this.counted.get(word) ?? new Map();
      const number = Number(count);
      const form = number === 0 ? "none" : this.plural.select(number);
      if (!forms.has(form)) forms.set(form, { text, number });
      this.counted.set(word, forms);
    }
  }

  /** A message with its values filled in. */
  of(word, values = {}) {
    return fill(this.plain.get(word) ?? word, values);
  }

  /** A message about a number. */
  count(word, number, values = {}) {
    const forms = this.counted.get(word);
    const example = (number === 0 && forms?.get("none")) || forms?.get(this.plural.select(number));
    if (!example) return this.number.format(number);
    const written = this.number.format(example.number);
    const spoken = example.text.includes(written) ? written : String(example.number);
    return fill(example.text.replace(spoken, this.number.format(number)), values);
  }
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}
