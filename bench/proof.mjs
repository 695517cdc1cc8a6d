// What the calculation against robots costs a visitor: from asking for a challenge to its solution, in a real browser. The
// site must be served with `proof_of_work = true`. See README.md beside this file.
//
//   node bench/proof.mjs http://127.0.0.1:8080 [--rounds 15]
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { chromium as flags } from "../tests/browser/playwright.config.mjs";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("@playwright/test");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "15" } },
});

const browser = await chromium.launch(flags);
const machine = await browser.newBrowserCDPSession();
/** Seconds of processor time that pages and their workers have taken so far. */
async function spent() {
  const { processInfo } = await machine.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

const page = await browser.newPage();
await page.goto(`${positionals[0] ?? "http://127.0.0.1:8080"}/en/join/`);
const rounds = [];
for (let round = 0; round < Number(options.rounds); round += 1) {
  const before = await spent();
  const solved = await page.evaluate(async () => {
    const form = document.querySelector("form[data-proof]");
    const started = performance.now();
    const challenge = await (await fetch(form.dataset.proof)).json();
    const worker = new Worker(form.dataset.proofWorker, { type: "module" });
    const proof = await new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = failed;
      worker.postMessage(challenge);
    });
    worker.terminate();
    return { milliseconds: performance.now() - started, tries: JSON.parse(atob(proof)).solution.counter + 1 };
  });
  rounds.push({ ...solved, processor: ((await spent()) - before) * 1_000 });
}
await browser.close();

for (const name of ["tries", "milliseconds", "processor"]) {
  const values = rounds.map((round) => Math.round(round[name])).sort((one, other) => one - other);
  console.log(`${name}: median ${values[values.length >> 1]}, most ${values.at(-1)}`);
}
