// Answers a state: values from the table, words from Pagefind. Each is fetched when it is first needed.

import { replaceLetters } from "./fold.js";
import { and, count, Table } from "./table.js";
import { isFound } from "./term.js";

/** Searches for words that are kept: a choice after them asks nothing twice. */
const KEPT = 20;
/** Words of a snippet. */
const SNIPPET = 26;

export class Engine {
  constructor({ bundle, values, find }) {
    this.bundle = bundle;
    this.address = values;
    this.kind = { offers: "offer", stories: "case-study" }[find];
    this.searched = new Map();
    this.files = new Map();
  }

  /** Loads the table; after a failure, once more. */
  load() {
    this.table ??= this.fetchTable().catch((error) => {
      this.table = undefined;
      throw error;
    });
    return this.table;
  }

  async fetchTable() {
    // Its name stays when its content changes: the browser asks whether its copy still holds.
    const response = await fetch(this.address, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${this.address}`);
    return new Table(await response.json());
  }

  /** Loads Pagefind; after a failure, once more. */
  pagefind() {
    this.index ??= this.loadPagefind().catch((error) => {
      this.index = undefined;
      throw error;
    });
    return this.index;
  }

  async loadPagefind() {
    const { createInstance } = await import(`${this.bundle}pagefind.js`);
    // In this thread: a worker would have to copy every hit of every answer.
    const index = createInstance({ basePath: this.bundle, excerptLength: SNIPPET, excerptEllipsis: "…", noWorker: true });
    await index.init();
    return index;
  }

  /**
   * All hits in order, and for each filter how many there would be with each value. A filter of which one value is
   * enough does not narrow its own numbers.
   */
  async find(state, filters) {
    const table = await this.load();
    const { base, ranked, missing } = await this.among(table, state);
    const chosen = filters
      .filter(({ code }) => state.chosen.has(code))
      .map(({ code, choosing }) => {
        const all = choosing === "all";
        return { code, all, bits: table.chosen(code, state.chosen.get(code), all) };
      });
    const without = (left) => chosen.reduce((bits, filter) => (filter.code === left ? bits : and(bits, filter.bits)), base);
    const whole = without(undefined);
    const open = new Set(chosen.filter(({ all }) => !all).map(({ code }) => code));
    const counts = new Map(
      filters.map(({ code }) => [code, table.counts(code, open.has(code) ? without(code) : whole)]),
    );
    return { total: count(whole), hits: this.hits(table, whole, state, ranked), counts, missing, letters: table.letters };
  }

  /** How many hits there would be with one thing less, the most promising first. With nothing left, nothing is searched. */
  async less(state, filters) {
    const steps = [...state.chosen].flatMap(([code, values]) => {
      const { choosing } = filters.find((filter) => filter.code === code);
      return choosing === "all" ? values.map((value) => [code, value]) : [[code, undefined]];
    });
    if (state.words && state.chosen.size > 0) steps.unshift(["q", undefined]);
    const there = await this.wordsThatExist(state.words);
    if (there && there !== state.words) steps.unshift(["q", there]);
    const answers = await Promise.all(
      steps.map(async ([code, value]) => {
        const left = code === "q" && value ? state.withWords(value) : state.without(code, value);
        const { total } = await this.find(left, filters);
        return { code, value, state: left, total };
      }),
    );
    return answers.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  }

  /** What of some words is anywhere in the index. */
  async wordsThatExist(words) {
    if (!words) return "";
    const { missing } = await this.search(await this.load(), words);
    return termsOf(words).filter((term) => !missing.includes(term)).join(" ");
  }

  /** Everything that the page is about, or what of it has the words. */
  async among(table, state) {
    const all = this.kind ? table.of("kind", this.kind) : table.some(Array(table.size).keys());
    if (!state.words) return { base: all, missing: [] };
    const { ranked, missing } = await this.search(table, state.words);
    return { base: and(all, table.some(ranked.keys())), ranked, missing };
  }

  /** Hits of words, the best first, by the numbers of the table; none where a word is nowhere, and which words those are. */
  search(table, words) {
    const known = this.searched.get(words);
    this.searched.delete(words);
    const answer = known ?? this.pagefind().then((index) => this.searchAnew(index, table, words));
    this.searched.set(words, answer);
    if (this.searched.size > KEPT) this.searched.delete(this.searched.keys().next().value);
    // A search that failed is tried again next time.
    answer.catch(() => this.searched.delete(words));
    return answer;
  }

  async searchAnew(index, table, words) {
    const { letters } = table;
    const search = async (text) => (await index.search(replaceLetters(text, letters))).results;
    const terms = termsOf(words);
    const all = await search(terms.join(" "));
    const found = await Promise.all(
      terms.map(async (term) => isFound(terms.length === 1 ? all : await search(term), term, letters)),
    );
    const missing = terms.filter((_, place) => !found[place]);
    const hits = terms.length === 0 || missing.length > 0 ? [] : all;
    const ranked = new Map(hits.map((hit) => [table.number(hit.id), hit]));
    // Pages of another build, while a site is being replaced.
    ranked.delete(undefined);
    return { ranked, missing };
  }

  hits(table, whole, state, ranked) {
    const order = state.order();
    const has = (number) => whole[number >>> 5] & (1 << (number & 31));
    const numbers = order ? table.list(whole, order) : [...ranked.keys()].filter(has);
    return numbers.map((number) => () => ranked?.get(number).data() ?? this.line(table.line(number)));
  }

  /** The line of a thing that was not searched by words. */
  async line({ bundle, name }) {
    if (!this.files.has(bundle)) {
      const lines = this.fetchLines(`${this.bundle}fragment/${bundle}.pf_fragment`);
      this.files.set(bundle, lines);
      lines.catch(() => this.files.delete(bundle));
    }
    return (await this.files.get(bundle))[name];
  }

  /** Reads a file of lines as Pagefind does: compressed, unless a server took that off, and behind a signature. */
  async fetchLines(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const bytes = await response.arrayBuffer();
    const [first, second] = new Uint8Array(bytes, 0, 2);
    const packed = first === 0x1f && second === 0x8b;
    const text = packed ? await unpack(bytes) : new TextDecoder().decode(bytes);
    return JSON.parse(text.slice("pagefind_dcd".length));
  }
}

/** What was typed, word by word; signs alone are none. */
function termsOf(words) {
  return [...new Set(words.split(/\s+/).filter((term) => /[\p{L}\p{N}]/u.test(term)))];
}

function unpack(bytes) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  writer.write(bytes);
  writer.close();
  return new Response(readable).text();
}
