// What is searched and chosen, and its address.

export class State {
  /**
   * @param {string} words what was typed
   * @param {Map<string, string[]>} chosen values by filter, in the order of the page
   * @param {string} sort the order, or nothing for the usual one
   * @param {HTMLSelectElement} sorts the orders there are
   * @param {[string, string][]} unknown what the address has beside all this
   */
  constructor(words, chosen, sort, sorts, unknown = []) {
    this.words = words;
    this.chosen = chosen;
    this.sorts = sorts;
    this.sort = sort === State.defaultSort(sorts, words) || (sort === "relevance" && !words) ? "" : sort;
    this.unknown = unknown;
  }

  /** The usual order: what fits best where there are words, otherwise the first of the list. */
  static defaultSort(sorts, words) {
    return words ? "relevance" : [...sorts.options].find((option) => option.value !== "relevance").value;
  }

  /** Reads an address; what is not known is kept apart. */
  static read(parameters, known, sorts) {
    let words = "";
    let sort = "";
    const chosen = new Map();
    const unknown = [];
    for (const [name, value] of parameters) {
      const values = known.get(name);
      const single = values?.single && chosen.has(name) && !chosen.get(name).includes(value);
      if (name === "q" && !words) words = value.trim();
      else if (name === "sort" && !sort && [...sorts.options].some((option) => option.value === value)) sort = value;
      else if (values?.has(value) && !single) chosen.set(name, [...new Set([...(chosen.get(name) ?? []), value])]);
      else unknown.push([name, value]);
    }
    const ordered = new Map([...known.keys()].filter((name) => chosen.has(name)).map((name) => [name, chosen.get(name)]));
    return new State(words, ordered, sort, sorts, unknown);
  }

  isActive() {
    return this.words !== "" || this.chosen.size > 0 || this.sort !== "";
  }

  /** The query of the address, with its question mark. */
  address() {
    const parameters = new URLSearchParams();
    if (this.words) parameters.append("q", this.words);
    for (const [filter, values] of this.chosen) for (const value of values) parameters.append(filter, value);
    if (this.sort) parameters.append("sort", this.sort);
    const query = parameters.toString();
    return query ? `?${query}` : "";
  }

  /** The order that the index is asked for, or nothing for what fits best. */
  order() {
    const sort = this.sort || State.defaultSort(this.sorts, this.words);
    const option = [...this.sorts.options].find(({ value }) => value === sort);
    return sort === "relevance" ? undefined : (option.dataset.by ?? sort);
  }

  /** The state with other choices. */
  with(chosen) {
    return new State(this.words, chosen, this.sort, this.sorts, this.unknown);
  }

  /** The state with other words. */
  withWords(words) {
    return new State(words, this.chosen, this.sort, this.sorts, this.unknown);
  }

  /** The state without a filter, without one of its values, without the words (`q`), or without what is unknown. */
  without(filter, value) {
    const words = filter === "q" ? "" : this.words;
    const chosen = new Map(this.chosen);
    const left = (chosen.get(filter) ?? []).filter((other) => value !== undefined && other !== value);
    if (left.length > 0) chosen.set(filter, left);
    else chosen.delete(filter);
    return new State(words, chosen, this.sort, this.sorts, filter === "unknown" ? [] : this.unknown);
  }
}
