// Asks Pagefind: loads it when it is first needed, turns a state into its questions, counts each choice.

/** Answers that are kept: going back, or taking a choice away, asks nothing twice. */
const KEPT = 60;

/** Words of a snippet. */
const SNIPPET = 26;

export class Engine {
  constructor(bundle, scope) {
    this.bundle = bundle;
    this.kind = { offers: "offer", stories: "case-study" }[scope];
    this.kept = new Map();
  }

  /** Loads the index, once; after a failure, once more. */
  load() {
    this.loading ??= this.begin().catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  async begin() {
    const { createInstance } = await import(`${this.bundle}pagefind.js`);
    // In this thread: a worker would have to copy every hit of every answer.
    const index = createInstance({ basePath: this.bundle, excerptLength: SNIPPET, excerptEllipsis: "…", noWorker: true });
    await index.init();
    // Counts need every filter.
    const filters = await index.filters();
    if (Object.keys(filters).length === 0) throw new Error("The search index has no filters.");
    return index;
  }

  /**
   * The answer to a state: all hits in order, and for each filter how many there would be with each value. A filter of
   * which one value is enough does not narrow its own numbers.
   */
  async find(state, filters) {
    const index = await this.load();
    const open = filters.filter(({ code, choosing }) => choosing !== "all" && state.chosen.has(code));
    const [whole, ...others] = await Promise.all([
      this.ask(index, state, filters),
      ...open.map(({ code }) => this.ask(index, state.without(code), filters)),
    ]);
    const counts = new Map(filters.map(({ code }) => [code, whole.filters[code] ?? {}]));
    open.forEach(({ code }, place) => counts.set(code, others[place].filters[code] ?? {}));
    return { hits: whole.results, total: whole.results.length, counts };
  }

  /** How many hits there would be with one thing less, the most promising first. */
  async less(state, filters) {
    const index = await this.load();
    const steps = [...state.chosen].flatMap(([code, values]) => {
      const { choosing } = filters.find((filter) => filter.code === code);
      return choosing === "all" ? values.map((value) => [code, value]) : [[code, undefined]];
    });
    if (state.words) steps.unshift(["q", undefined]);
    const left = steps.map(([code, value]) => state.without(code, value));
    const answers = await Promise.all(left.map((state) => this.ask(index, state, filters)));
    return steps
      .map(([code, value], place) => ({ code, value, state: left[place], total: answers[place].results.length }))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.total - a.total);
  }

  ask(index, state, filters) {
    const wanted = this.kind ? { kind: this.kind } : {};
    for (const { code, choosing } of filters) {
      const values = state.chosen.get(code);
      if (values) wanted[code] = choosing === "all" ? { all: values } : { any: values };
    }
    const order = state.order();
    const question = { filters: wanted, sort: order ? { [order]: "asc" } : {} };
    const words = state.words || null;
    const key = JSON.stringify([words, question]);
    const known = this.kept.get(key);
    this.kept.delete(key);
    const answer = known ?? index.search(words, question);
    this.kept.set(key, answer);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    // A question that failed is asked again next time.
    if (!known) answer.catch(() => this.kept.delete(key));
    return answer;
  }
}
