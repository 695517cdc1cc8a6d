// The work of one choice without a browser: the table of a built site, repeated until it has so many things.
//
//   node bench/table.mjs FOLDER/search/en.json [--things 100000]
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { and, count, Table } from "../themes/default/static/find/table.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { things: { type: "string", default: "100000" } },
});
const data = JSON.parse(readFileSync(positionals[0], "utf8"));
const times = Math.ceil(Number(options.things) / data.published.length);
const repeat = (list) => Array.from({ length: times }, () => list).flat();
const large = {
  ...data,
  // Names of files do not repeat.
  bundles: Array.from({ length: times * data.bundles.length }, (_, number) => `en_${((number * 2_654_435_761) % 2 ** 48).toString(16).padStart(12, "0")}`),
  sizes: repeat(data.sizes),
  published: repeat(data.published),
  soonest: repeat(data.soonest),
  filters: Object.fromEntries(Object.entries(data.filters).map(([code, column]) => [code, { ...column, of: repeat(column.of) }])),
};
const text = JSON.stringify(large);

function clock(name, act, rounds = 20) {
  const took = Array.from({ length: rounds }, () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  console.log(`${name.padEnd(32)} median ${took[Math.floor(rounds / 2)].toFixed(1)} ms, most ${took.at(-1).toFixed(1)} ms`);
}

console.log(`${large.published.length} things, ${(text.length / 1e6).toFixed(1)} MB, ${(gzipSync(text).length / 1e6).toFixed(2)} MB compressed`);
clock("reading the table", () => new Table(JSON.parse(text)), 3);
const table = new Table(JSON.parse(text));
const offers = table.of("kind", "offer");
const chosen = [["country", ["es", "fr"]], ["month", ["2027-03"]], ["language", ["en-b1"]]];
clock("three filters and all numbers", () => {
  const bits = chosen.map(([filter, values]) => table.chosen(filter, values, false));
  const whole = bits.reduce(and, offers);
  count(whole);
  for (const filter of table.filters.keys()) {
    const own = chosen.findIndex(([code]) => code === filter);
    table.counts(filter, bits.filter((_, place) => place !== own).reduce(and, offers));
  }
});
clock("all offers in an order", () => table.list(offers, "soonest"));
