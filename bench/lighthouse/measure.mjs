// Lighthouse (its phone preset: a slow phone on a slow line) on the pages that visitors see first, against the release
// build, median of three runs. Ends with an error if a page misses what we promise.
//
//   cargo build --release && npm ci --ignore-scripts && node measure.mjs [ADDRESS]
//
// With an ADDRESS it measures the site that is served there.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const repository = resolve(import.meta.dirname, "../..");
const pages = {
  home: "/en/",
  catalogue: "/en/offers/",
  offer: "/en/offers/container-from-ship-to-shop/",
  "case study": "/en/case-studies/innovation-in-vet-and-the-dual-system/",
  form: "/en/find-a-host/",
};
const categories = ["performance", "accessibility", "best-practices", "seo"];
const leastScore = 99;
const mostBytes = 90 * 1024;
const runs = 3;

const folder = mkdtempSync(join(tmpdir(), "matchmaker-lighthouse-"));
const served = process.argv[2] ? { address: process.argv[2], stop() {} } : await serve();
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const misses = [];
console.log(["page", ...categories, "kB", "requests", "elsewhere", "shift", "largest paint ms"].join("\t"));
for (const [name, path] of Object.entries(pages)) {
  const results = [];
  for (let run = 0; run < runs; run += 1) results.push(await measure(served.address + path));
  const row = Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((it) => it[key]))]));
  const scores = categories.map((category) => row[category]);
  console.log([name, ...scores, (row.bytes / 1024).toFixed(1), row.requests, row.elsewhere, row.shift, row.paint].join("\t"));
  for (const category of categories) if (row[category] < leastScore) misses.push(`${name}: ${category} ${row[category]}`);
  if (name === "catalogue" && row.bytes > mostBytes) misses.push(`${name}: ${row.bytes} bytes`);
  if (row.elsewhere > 0 || row.shift > 0) misses.push(`${name}: ${row.elsewhere} requests elsewhere, layout shift ${row.shift}`);
}
await chrome.kill();
served.stop();
rmSync(folder, { recursive: true, force: true });
if (misses.length > 0) {
  console.error(misses.join("\n"));
  process.exit(1);
}

async function measure(address) {
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: categories, logLevel: "error" });
  const requests = lhr.audits["network-requests"].details.items;
  return {
    ...Object.fromEntries(categories.map((category) => [category, Math.round(lhr.categories[category].score * 100)])),
    bytes: requests.reduce((sum, request) => sum + (request.transferSize ?? 0), 0),
    requests: requests.length,
    elsewhere: requests.filter((request) => /^https?:/.test(request.url) && !request.url.startsWith(served.address)).length,
    shift: Number(lhr.audits["cumulative-layout-shift"].numericValue.toFixed(4)),
    paint: Math.round(lhr.audits["largest-contentful-paint"].numericValue),
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The site as people run it, on a free port. */
async function serve() {
  const address = "http://127.0.0.1:8124";
  const server = spawn(
    join(repository, "target/release/matchmaker"),
    ["serve", "--port", "8124", "--root", repository, "--out", join(folder, "public"), "--store", join(folder, "store.sqlite")],
    { stdio: "ignore" },
  );
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.ok) return { address, stop: () => server.kill() };
    await wait(200);
  }
  throw new Error("the site was not served within 20 seconds; is it built? (cargo build --release)");
}
