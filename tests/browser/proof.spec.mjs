// A site that asks for a proof of work: with script nobody notices, without script nobody is refused, and who speaks the
// open protocol needs no browser of ours.
import { spawn } from "node:child_process";
import { expect, test } from "@playwright/test";
import { started } from "./started.mjs";
import { violations } from "./accessibility.mjs";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { fill, search, send, waitForTyping } from "./form.mjs";
import { signedIn } from "./desk-session.mjs";
import { port } from "./playwright.config.mjs";

// A port beside that of the other tests: this is another site.
const here = port + 1;
const base = `http://127.0.0.1:${here}`;
let server;

test.describe.configure({ mode: "serial" });
test.use({ baseURL: base, storageState: signedIn(here), viewport: { width: 390, height: 844 } });

test.beforeAll(async () => {
  server = spawn("node", [new URL("serve.mjs", import.meta.url).pathname, String(here), "proof"], { stdio: ["ignore", "ignore", "inherit"] });
  await started(base);
});

test.afterAll(() => server.kill("SIGTERM"));

const typed = (page) => fill(page, { goal: `${search.goal} (${Date.now()})` });

async function reference(page) {
  await expect(page).toHaveURL(/received/, { timeout: 20_000 });
  return (await page.locator("[data-reference]").first().textContent()).trim();
}

/** What the desk thinks of a request: its status, and why it was suspected. */
async function judged(page, reference) {
  await page.goto(`/desk/requests/${reference}`);
  const status = await page.locator(".desk-head .status").textContent();
  return [status.trim(), await page.locator('[aria-labelledby="suspicions"] li').allTextContents()];
}

test("with script, the calculation is done while one types, and nothing is noticed", async ({ page }) => {
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto("/en/find-a-host/");
  await typed(page);
  await expect(page.locator('[name="proof"]')).not.toHaveValue("", { timeout: 20_000 });
  await waitForTyping(page);
  await send(page);
  expect(await judged(page, await reference(page))).toEqual(["New", []]);
  expect(complaints).toEqual([]);
});

test("who is faster than the calculation waits for it, and is told so", async ({ page }) => {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/api/challenge", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/en/find-a-host/");
  await waitForTyping(page);
  await typed(page);
  await send(page);
  await expect(page.locator("[data-proof-state]")).toContainText("One moment");
  release();
  expect(await judged(page, await reference(page))).toEqual(["New", []]);
});

test("nobody can send before the calculation is ready to begin", async ({ page }) => {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/proof*.js", async (route) => {
    await released;
    await route.continue();
  });
  const styled = page.waitForEvent("requestfinished", (request) => request.resourceType() === "stylesheet");
  await page.goto("/en/find-a-host/", { waitUntil: "commit" });
  await styled;
  await expect(page.locator("form[data-proof]")).toHaveCount(0);
  release();
  await typed(page);
  await send(page);
  expect((await judged(page, await reference(page)))[1].filter((reason) => reason.includes("calculation"))).toEqual([]);
});

test("what comes back with a mistake is calculated anew", async ({ page }) => {
  await page.goto("/en/find-a-host/");
  await typed(page);
  await page.locator('[name="days"]').fill("900");
  await waitForTyping(page);
  // Past the checks of the page, so that the answer is the server's.
  await page.locator("form[data-form]").evaluate((form) => form.submit());
  await expect(page.locator("[data-problems]")).toBeVisible();
  await page.locator('[name="days"]').fill("3");
  await send(page);
  expect(await judged(page, await reference(page))).toEqual(["New", []]);
});

test("where the calculation fails, the form is sent all the same, and sorted by hand", async ({ page }) => {
  await page.route("**/api/challenge", (route) => route.abort());
  await page.goto("/en/find-a-host/");
  await waitForTyping(page);
  await typed(page);
  await send(page);
  const [status, [reason, ...others]] = await judged(page, await reference(page));
  expect([status, others]).toEqual(["Suspected spam", []]);
  expect(reason).toContain("without the calculation");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("a form is sent all the same, and sorted by hand", async ({ page }) => {
    await page.goto("/en/find-a-host/");
    await expect(page.locator(".form-send noscript")).toBeVisible();
    await expect(page.locator(".form-send .scripted")).toBeHidden();
    await typed(page);
    await send(page);
    const [status, reasons] = await judged(page, await reference(page));
    expect([status, reasons.length]).toEqual(["Suspected spam", 1]);
  });
});

test("the protocol's own solver is understood", async ({ page }) => {
  const challenge = await (await fetch(`${base}/api/challenge`)).json();
  const solution = await solveChallenge({ challenge, deriveKey });
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  const document = {
    form: "join",
    language: "en",
    organisation: { name: "Example School Group", kind: "EPLUS-EDU-VOC-SEC", country: "BE", place: "Ghent" },
    contact: { name: "Contact Person", email: "contact@example.org" },
    motivation: "We would like to show what we learned abroad.",
    consent: true,
    proof,
  };
  const send = (more) =>
    fetch(`${base}/api/requests`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...document, ...more }),
    });
  const stored = await send({});
  expect(stored.status).toBe(201);
  expect(await judged(page, (await stored.json()).reference)).toEqual(["New", []]);
  const again = await send({ motivation: "We would like to show something else as well." });
  const [status, reasons] = await judged(page, (await again.json()).reference);
  expect([status, reasons.length]).toEqual(["Suspected spam", 1]);
  expect(reasons[0]).toContain("used for another request");
});

test("the page with its notice, and the list of suspects, have no fault that axe-core finds", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const address of ["/en/join/", "/desk/?status=suspected-spam", "/desk/", "/api/requests"]) {
      await page.goto(address);
      expect(await violations(page), address).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  }
});
