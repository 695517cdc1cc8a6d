// The table of values: one bit a thing for every value, so that filtering and counting are a few thousand operations on
// whole words, however many things there are.

/** What this file understands. */
const VERSION = 3;

export class Table {
  /** @param {object} data the published table */
  constructor(data) {
    if (data.version !== VERSION) throw new Error(`The table of values is of version ${data.version}, not ${VERSION}.`);
    // The files with the things' lines, each with the number of its first thing, and for each thing its file.
    this.bundles = data.bundles;
    this.size = data.published.length;
    this.firsts = new Map();
    this.places = new Uint32Array(this.size);
    let first = 0;
    data.sizes.forEach((size, place) => {
      this.firsts.set(data.bundles[place], first);
      this.places.fill(place, first, first + size);
      first += size;
    });
    this.words = Math.ceil(this.size / 32);
    this.filters = new Map(Object.entries(data.filters).map(([code, column]) => [code, this.column(column)]));
    this.keys = { newest: data.published, soonest: data.soonest.map((days) => days ?? Infinity) };
    this.orders = new Map();
    this.letters = new Map(Object.entries(data.letters));
  }

  /** Where a thing's line is: its file, and what it is called there and by Pagefind. */
  line(number) {
    const bundle = this.bundles[this.places[number]];
    return { bundle, name: `${bundle}.${number - this.firsts.get(bundle)}` };
  }

  /** The number of a thing that Pagefind calls so; nothing, if it is of another build. */
  number(name) {
    const [bundle, place] = name.split(".");
    const first = this.firsts.get(bundle);
    return first === undefined ? undefined : first + Number(place);
  }

  column({ values, sets, of }) {
    const bits = values.map(() => this.none());
    of.forEach((set, thing) => {
      for (const value of sets[set]) bits[value][thing >>> 5] |= 1 << (thing & 31);
    });
    return new Map(values.map((value, place) => [value, bits[place]]));
  }

  /** No thing. */
  none() {
    return new Uint32Array(this.words);
  }

  /** Some things, by their numbers. */
  some(numbers) {
    const bits = this.none();
    for (const number of numbers) bits[number >>> 5] |= 1 << (number & 31);
    return bits;
  }

  /** The things of a value. */
  of(filter, value) {
    return this.filters.get(filter)?.get(value) ?? this.none();
  }

  /** The things that have one of the values, or all of them. */
  chosen(filter, values, all) {
    const bits = values.map((value) => this.of(filter, value));
    return bits.reduce((one, other) => (all ? and(one, other) : or(one, other)));
  }

  /** How many of some things have each value of a filter. */
  counts(filter, among) {
    const counts = {};
    for (const [value, bits] of this.filters.get(filter) ?? []) counts[value] = countBoth(bits, among);
    return counts;
  }

  /** The numbers of some things, in an order: as they are numbered, newest first or soonest first. */
  list(among, order) {
    const list = [];
    const has = (number) => among[number >>> 5] & (1 << (number & 31));
    for (const number of this.order(order)) if (has(number)) list.push(number);
    return list;
  }

  order(name) {
    if (!this.orders.has(name)) {
      const numbers = Uint32Array.from({ length: this.size }, (_, number) => number);
      const keys = this.keys[name];
      if (keys) numbers.sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a] - keys[b]));
      this.orders.set(name, numbers);
    }
    return this.orders.get(name);
  }
}

export function and(one, other) {
  return one.map((word, place) => word & other[place]);
}

function or(one, other) {
  return one.map((word, place) => word | other[place]);
}

/** How many bits are set. */
export function count(bits) {
  return countBoth(bits, bits);
}

function countBoth(one, other) {
  let total = 0;
  for (let place = 0; place < one.length; place += 1) {
    let word = one[place] & other[place];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}
