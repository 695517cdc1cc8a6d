// The sentences of a form, which the page brings along: the same ones that the server uses.

export class Words {
  constructor(messages) {
    this.messages = messages;
    this.plural = new Intl.PluralRules(document.documentElement.lang);
  }

  /** The problem of a code, with its values; one of them may be the number that the sentence is inflected by. */
  problem(code, values = {}) {
    const { problems, counted } = this.messages;
    return this.inflected(problems, code in problems ? code : "other", values, values[counted[code]]);
  }

  /** What is said where nothing was filled in; of a choice, with its question. */
  missing(name) {
    return this.messages.missing[name] ?? this.problem("missing");
  }

  /** A problem in the list above the form: behind the name of its field, unless it names its question itself. */
  listed(name, problem) {
    if (problem === this.messages.missing[name]) return problem;
    const label = this.label(name);
    return `${label}${label.endsWith("?") ? "" : ":"} ${problem}`;
  }

  /** A sentence about a count of characters. */
  counted(key, values) {
    return this.inflected(this.messages.counts, key, values, values.count);
  }

  /** A sentence about what does not fit an offer. */
  fit(code, values, number) {
    return this.inflected(this.messages.fit, code, values, number);
  }

  inflected(patterns, key, values, number) {
    const own = number === undefined ? undefined : patterns[`${key}.${this.plural.select(Number(number))}`];
    return (own ?? patterns[key]).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  label(field) {
    return this.messages.labels[field] ?? field;
  }

  /** A day of the calendar as people write it. */
  day(value) {
    const { months, dates } = this.messages;
    const [year, month, day] = value.split("-").map(Number);
    return months[month - 1] ? this.inflected(dates, "day", { day, month: months[month - 1], year }) : value;
  }
}
