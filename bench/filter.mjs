// How long a choice takes to be answered: from the click on a filter to the frame that shows the number of hits and the
// numbers of all choices, and to the frame that shows the first lines too. See README.md beside this file.
//
//   node bench/filter.mjs FOLDER [--throttle 4] [--choices 120] [--rest 150] [--json]
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { extname, join, normalize, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { chromium as flags } from "../tests/browser/playwright.config.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("@playwright/test");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    throttle: { type: "string", default: "4" },
    choices: { type: "string", default: "120" },
    json: { type: "boolean", default: false },
    rest: { type: "string", default: "150" },
  },
});
const folder = resolve(positionals[0] ?? "public");
const throttle = Number(options.throttle);

const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  const kind = KINDS[extname(file)];
  response.setHeader("content-type", kind ?? "application/octet-stream");
  response.setHeader("content-security-policy", POLICY);
  if (kind) response.setHeader("content-encoding", "gzip");
  const stream = createReadStream(file);
  return kind ? stream.pipe(createGzip()).pipe(response) : stream.pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

const browser = await chromium.launch(flags);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.on("pageerror", (error) => console.error(error));
const client = await page.context().newCDPSession(page);
await client.send("Network.enable");
let bytes = 0;
client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
await client.send("Emulation.setCPUThrottlingRate", { rate: throttle });

await page.goto(`http://127.0.0.1:${server.address().port}/en/offers/`, { waitUntil: "networkidle" });
const first = bytes;

// The first load: the first choice of all, with the index to fetch.
await page.evaluate(() => {
  const root = document.querySelector("[data-find]");
  /** Does something, and waits for the frame that shows the answer. */
  window.answer = async (act) => {
    const set = (name) => new Promise((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        done();
      });
      observer.observe(root, { attributeFilter: [name] });
    });
    // The frame has been painted when this message arrives.
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    }));
    const counted = set("data-counted").then(painted).then(() => performance.now());
    const answered = set("data-answered").then(painted).then(() => performance.now());
    const start = performance.now();
    act();
    return { counted: (await counted) - start, took: (await answered) - start };
  };
  window.pick = (selector) => document.querySelector(selector).click();
});
const { took: load } = await page.evaluate(() => window.answer(() => window.pick('[data-filter="rail"] input')));
await page.waitForLoadState("networkidle");
const index = bytes - first;
// Choices: boxes ticked one after another, up to four at once, then all taken away in the same way.
const boxes = await page.evaluate(() =>
  [...document.querySelectorAll("[data-filters] input")]
    .filter((input) => !["rail", "minors"].includes(input.name))
    .map((input) => `[data-filter="${input.name}"] input[value="${input.value}"]`),
);
let seed = 20_261_123;
const random = (below) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const times = [];
let ticked = ['[data-filter="rail"] input'];
while (times.length < Number(options.choices)) {
  const taking = ticked.length > 3 || (ticked.length > 0 && random(3) === 0);
  const box = taking ? ticked.splice(random(ticked.length), 1)[0] : boxes[random(boxes.length)];
  if (!taking && ticked.includes(box)) continue;
  const left = ticked.length + (taking ? 0 : 1);
  if (left === 0) {
    ticked.push(box);
    continue;
  }
  // A hand rests on a box before it clicks.
  if (Number(options.rest) > 0) {
    await page.evaluate((box) => document.querySelector(box).dispatchEvent(new Event("pointerover", { bubbles: true })), box);
    await page.waitForTimeout(Number(options.rest));
  }
  const { took, counted } = await page.evaluate((box) => window.answer(() => window.pick(box)), box);
  if (!taking) ticked.push(box);
  const hits = await page.evaluate(() => document.querySelector(".find-count").textContent);
  times.push({ took, counted, box, left, taking, hits });
  await page.waitForTimeout(150);
}
const words = [];
for (const typed of ["bread", "apprentices solar panels", "harbour boats", "robots hospital"]) {
  const { took } = await page.evaluate((typed) => window.answer(() => {
    document.querySelector("#find-words").value = typed;
    document.querySelector("[data-search]").requestSubmit();
  }), typed);
  words.push(took);
  await page.waitForTimeout(300);
}
await browser.close();
server.close();

const sorted = (times) => times.toSorted((a, b) => a - b);
const at = (times, part) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * part))];
const all = times.map(({ took }) => took);
const numbers = times.map(({ counted }) => counted);
const result = {
  machine: `${cpus().length} × ${cpus()[0].model}`,
  throttle,
  first_view_kb: first / 1000,
  index_kb: index / 1000,
  first_load_ms: load,
  choices: all.length,
  median_ms: at(all, 0.5),
  p95_ms: at(all, 0.95),
  max_ms: Math.max(...all),
  numbers_median_ms: at(numbers, 0.5),
  numbers_p95_ms: at(numbers, 0.95),
  words_ms: sorted(words),
  slowest: times.toSorted((a, b) => b.took - a.took).slice(0, 5),
};
if (options.json) console.log(JSON.stringify(result, null, 2));
else {
  const round = (value) => Math.round(value);
  console.log(`machine       ${result.machine}, slowed down ${throttle} times`);
  console.log(`first view    ${round(result.first_view_kb)} kB`);
  console.log(`first load    ${round(load)} ms, ${round(result.index_kb)} kB of index`);
  console.log(`numbers       ${all.length} choices: median ${round(result.numbers_median_ms)} ms, p95 ${round(result.numbers_p95_ms)} ms`);
  console.log(`with lines    median ${round(result.median_ms)} ms, p95 ${round(result.p95_ms)} ms, most ${round(result.max_ms)} ms`);
  console.log(`words         ${result.words_ms.map(round).join(", ")} ms`);
  for (const { took, box, left, taking, hits } of result.slowest) {
    console.log(`  ${round(took)} ms  ${taking ? "without" : "with"} ${box}, ${left} in all, ${hits}`);
  }
}
