// The list of hits: the very lines of the static list, with a snippet where words were searched.

import { leadToForm } from "./form.js";
import { nearest } from "./near.js";

/** Lines that are shown at first, and with every "show more". */
const LINES = 24;
/** Lines that are waited for before an answer is shown; the others follow as they come. */
const FIRST = 5;
/** Milliseconds after which the others are fetched, if nothing else is chosen meanwhile. */
const PAUSE = 250;

export class Results {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.table = root.querySelector("[data-table]");
    this.list = this.table.querySelector(".timetable-list, .stories");
    this.statics = [...root.querySelectorAll("[data-static]")];
    this.original = [...this.list.children];
    this.originallyHidden = this.table.hidden;
    this.more = root.querySelector("[data-more]");
    this.empty = root.querySelector("[data-empty]");
    this.onLess = () => {};
    this.more.addEventListener("click", () => this.showMore());
  }

  /** The list as it came with the page. */
  reset() {
    clearTimeout(this.filling);
    this.hits = [];
    this.ready();
    this.list.replaceChildren(...this.original);
    this.table.hidden = this.originallyHidden;
    for (const element of this.statics) element.hidden = false;
    this.empty.hidden = true;
    this.more.parentElement.hidden = true;
  }

  wait() {
    this.root.querySelector(".find-count").textContent = this.words.of("searching");
    this.table.setAttribute("aria-busy", "true");
  }

  ready() {
    this.table.removeAttribute("aria-busy");
  }

  /** Fetches the first lines of an answer. */
  prepare(answer) {
    return Promise.all(answer.hits.slice(0, FIRST).map((fetch) => fetch()));
  }

  /** Shows an answer with its first lines; the rest follows. */
  show(state, answer, rows) {
    this.ready();
    this.state = state;
    this.hits = answer.hits;
    this.list.replaceChildren(...rows.map((row) => line(row, state)));
    this.shown = rows.length;
    for (const element of this.statics) element.hidden = true;
    this.table.hidden = answer.total === 0;
    this.empty.hidden = true;
    this.more.parentElement.hidden = true;
    clearTimeout(this.filling);
    this.filling = setTimeout(() => this.fill(Math.min(LINES, answer.total)), PAUSE);
  }

  async showMore() {
    const before = this.shown;
    await this.fill(Math.min(this.shown + LINES, this.hits.length));
    if (this.more.parentElement.hidden) this.list.children[before]?.querySelector("a")?.focus();
  }

  /** Adds lines up to a number. */
  async fill(until) {
    const { hits, state } = this;
    this.more.parentElement.hidden = true;
    const rows = await Promise.all(hits.slice(this.shown, until).map((fetch) => fetch()));
    if (hits !== this.hits) return;
    this.list.append(...rows.map((row) => line(row, state)));
    this.shown = until;
    this.more.parentElement.hidden = this.shown >= hits.length;
  }

  /** Nothing was found: says so, and what comes nearest. */
  propose(state, { missing, letters }, less, panel) {
    const parts = [];
    const say = (text) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      parts.push(paragraph);
      return paragraph;
    };
    // That there is nothing stands above already; here stands why, as far as it is known.
    const reason = missing.length > 0 ? "empty-words" : state.words && state.chosen.size === 0 && "empty-together";
    if (reason) say(this.words.of(reason, { words: missing.join(" ") })).className = "find-empty-title";
    if (less.length > 0) {
      const kinds = new Set(less.map(({ code }) => (code === "q" ? "less-words" : "less-filters")));
      say(this.words.of(kinds.size > 1 ? "less-both" : [...kinds][0]));
      parts.push(list(less.map((step) => this.button(step, state, missing, panel))));
    }
    const near = state.words ? nearest(state.words, panel.labels(), letters) : [];
    if (near.length > 0) {
      say(this.words.of("empty-near"));
      parts.push(list(near.map(({ filter, value, label }) => this.link(`${location.pathname}?${new URLSearchParams([[filter, value]])}`, label))));
    }
    say(this.words.of("empty-form"));
    const form = document.createElement("a");
    form.className = "button";
    leadToForm(form, this.root, state, this.words);
    parts.push(form);
    this.empty.replaceChildren(...parts);
    this.empty.hidden = false;
  }

  button({ code, value, state: left, total }, state, missing, panel) {
    const values = value === undefined ? (state.chosen.get(code) ?? []) : [value];
    const words = value === undefined ? state.words : missing.join(" ");
    const label = code === "q" ? panel.name("q", words) : values.map((value) => panel.label(code, value)).join(", ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = this.words.of("without", { label, count: this.words.number.format(total) });
    button.addEventListener("click", () => this.onLess(() => left));
    return button;
  }

  link(address, label) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = label;
    return link;
  }
}

function list(elements) {
  const list = document.createElement("ul");
  list.className = "find-ways";
  for (const element of elements) {
    const item = document.createElement("li");
    item.append(element);
    list.append(item);
  }
  return list;
}

/** The line of a hit, as the server-side list has it. */
function line({ meta, excerpt }, { words, chosen }) {
  const template = document.createElement("template");
  template.innerHTML = meta.row;
  const row = template.content.firstElementChild;
  leadWith(row, chosen.get("activity") ?? []);
  if (words && excerpt) {
    const snippet = document.createElement("p");
    snippet.className = "snippet";
    snippet.innerHTML = excerpt;
    (row.querySelector(".story-main") ?? row).append(snippet);
  }
  return row;
}

/** Of the kinds of exchange that an offer names, those that were chosen come first. */
function leadWith(row, chosen) {
  const kinds = [...row.querySelectorAll("[data-kind]")];
  const wanted = kinds.filter((kind) => chosen.includes(kind.dataset.kind));
  if (wanted.length === 0 || wanted[0] === kinds[0]) return;
  kinds[0].before(...wanted);
  const family = (element) => [...element.classList].find((name) => name.startsWith("f-"));
  row.classList.replace(family(row), family(wanted[0]));
}
