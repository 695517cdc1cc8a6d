// What is wrong with a form's fields, by the rules that a browser can know; the server knows all of them.

import { lengthOf } from "./count.js";

/** Milliseconds that somebody waits at most for what the server knows. */
const PATIENCE = 3_000;

export class Check {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    /** What the server said of fields that were not changed since, by their names. */
    this.judged = new Map();
  }

  /** Names of fields that have a place for their problem, in the order of the page. */
  fieldNames() {
    return [...this.form.querySelectorAll("[data-problem]")].map((slot) => slot.dataset.problem);
  }

  fields(name) {
    return [...this.form.elements].filter((element) => element.name === name);
  }

  /** The message of what is wrong with a field, or nothing. */
  problemOf(name) {
    const { words } = this;
    const elements = this.fields(name);
    const group = elements[0]?.closest("[data-at-least-one]");
    if (group && !elements.some((element) => element.checked)) return words.missing(name);
    const element = elements[0];
    if (!element || element.type === "hidden") return undefined;
    const { validity, value, type } = element;
    if (validity.valueMissing) return name === "consent" ? words.problem("consent") : words.missing(name);
    if (validity.badInput) return words.problem(type === "date" ? "date" : "number", { value });
    if (value.trim() === "") return element.required ? words.missing(name) : undefined;
    const length = lengthOf(value);
    const most = Number(element.dataset.most);
    if (most && length > most) return words.problem("too-long", { max: most, length });
    // Not the browser's own rule, which knows no letters but English ones before the @.
    if (type === "email" && !/^[^\s@"<>(),:;]+@[^\s@]+\.[^\s@.]{2,}$/.test(value.trim())) {
      return words.problem("email-address", { value });
    }
    if (type === "url" && (validity.typeMismatch || !/^https?:\/\//.test(value))) {
      return words.problem("web-address", { value });
    }
    if (type === "date" && validity.rangeUnderflow) return words.problem("past", { value: words.day(value) });
    if (validity.rangeUnderflow || validity.rangeOverflow) {
      return words.problem("out-of-range", { value, min: element.min, max: element.max });
    }
    if (element.minLength > 0 && length < element.minLength) {
      return words.problem("too-short", { min: element.minLength, length });
    }
    const from = element.dataset.notBefore && this.fields(element.dataset.notBefore)[0]?.value;
    if (from && type === "date" && value < from) {
      return words.problem("reversed", { first: words.day(from), last: words.day(value) });
    }
    if (from && type !== "date" && Number(value) < Number(from)) {
      return words.problem("reversed-number", { first: from, last: value });
    }
    return undefined;
  }

  /** Shows or clears the problem of a field; tells whether there is one. */
  tell(name) {
    const slot = this.form.querySelector(`[data-problem="${CSS.escape(name)}"]`);
    if (!slot) return false;
    const message = this.problemOf(name) ?? this.judged.get(name);
    slot.textContent = message ?? "";
    slot.hidden = !message;
    for (const element of this.fields(name)) {
      if (message) element.setAttribute("aria-invalid", "true");
      else element.removeAttribute("aria-invalid");
    }
    return Boolean(message);
  }

  /** The problems of a field are shown once somebody left it, and while they mend it. */
  retell(name) {
    this.judged.delete(name);
    const slot = this.form.querySelector(`[data-problem="${CSS.escape(name)}"]:not([hidden])`);
    if (slot) this.tell(name);
  }

  /** Whether everything is right, as far as a browser knows. */
  passes() {
    this.judged.clear();
    return this.fieldNames().every((name) => this.problemOf(name) === undefined);
  }

  /** Shows all problems, with those that only the server knows: nobody should be corrected twice. */
  async showAll(summary) {
    await this.askServer();
    const wrong = this.fieldNames().filter((name) => this.tell(name));
    const items = wrong.map((name) => {
      const link = document.createElement("a");
      link.href = `#field-${name}`;
      link.textContent = this.words.listed(name, this.problemOf(name) ?? this.judged.get(name));
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    summary.querySelector("[data-problem-list]").replaceChildren(...items);
    summary.hidden = false;
    summary.focus();
  }

  /** Asks the server what is wrong. Without consent it stores nothing, whatever it thinks of the rest. */
  async askServer() {
    const body = new URLSearchParams(new FormData(this.form));
    body.delete("consent");
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.form.action, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) })
      .then((response) => (response.status === 422 ? response.json() : undefined))
      .catch(() => undefined);
    for (const { field, message } of answer?.problems ?? []) {
      const name = this.slotOf(field);
      if (name && name !== "consent" && !this.judged.has(name)) this.judged.set(name, message);
    }
  }

  /** The field beside which a problem stands: itself, else the first within it, else the one that it is within. */
  slotOf(field) {
    const names = this.fieldNames();
    const starts = (whole, part) => whole.startsWith(part) && /^[.[]/.test(whole.slice(part.length));
    const around = names.filter((name) => starts(field, name)).sort((one, other) => other.length - one.length);
    return names.find((name) => name === field) ?? names.find((name) => starts(name, field)) ?? around[0];
  }

  /** Takes all problems out of sight. */
  clear(summary) {
    this.judged.clear();
    for (const slot of this.form.querySelectorAll("[data-problem]")) {
      slot.textContent = "";
      slot.hidden = true;
    }
    for (const element of this.form.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
    summary.hidden = true;
  }
}
