// Out of the desk, on a site of its own: an offer is written and appears, reports are read, a request is erased. With
// script and without.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { started } from "./started.mjs";
import { violations } from "./accessibility.mjs";
import { signedIn } from "./desk-session.mjs";
import { port } from "./playwright.config.mjs";

const here = port + 6;
const base = `http://127.0.0.1:${here}`;
let server;

test.describe.configure({ mode: "serial" });
test.use({ baseURL: base, storageState: signedIn(here), viewport: { width: 390, height: 844 } });

test.beforeAll(async () => {
  server = spawn("node", [new URL("serve.mjs", import.meta.url).pathname, String(here)], { stdio: ["ignore", "ignore", "inherit"] });
  await started(base);
});

test.afterAll(() => server.kill("SIGTERM"));

const contact = { name: "Contact Person", email: "contact@example.org" };
const organisation = { name: "Example School of Lace", kind: "EPLUS-EDU-VOC-SEC", country: "BE", place: "Ghent" };

async function send(wish) {
  const answer = await fetch(`${base}/api/requests`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ language: "en", organisation, contact, consent: true, ...wish }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await answer.json()).reference;
}

const offer = (title) => ({
  form: "offer-to-host",
  title,
  summary: "A craft that pays its way.",
  activities: ["job-shadowing"],
  audiences: ["teachers"],
  sectors: ["021"],
  programme: "The workshop: how lace is made\nLunch with the learners",
  learning: "- What it costs\n- Whom it feeds",
  languages: [{ code: "en", level: "B1" }],
  group: { min: 1, max: 4 },
  duration: { min: 2, max: 5 },
  windows: [{ from: "2027-03-01", until: "2027-05-31" }],
  costs: "Nothing",
  by_rail: true,
  minors: false,
  reciprocity: false,
});

const search = (goal) => ({
  form: "find-a-host",
  activity: "job-shadowing",
  audiences: ["teachers"],
  goal,
  period: { from: "2027-03-01", until: "2027-04-30" },
  days: 3,
  participants: 4,
  languages: [{ code: "en", level: "B2" }],
});


/** No violation that axe-core finds, and nothing beyond the edge. */
async function isAccessible(page) {
  expect(await violations(page)).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "it does not scroll sideways").toBe(0);
}

for (const script of [true, false]) {
  const how = script ? "with script" : "without script";
  test.describe(how, () => {
    test.use({ javaScriptEnabled: script });

    test("a proposal becomes an offer on the site", async ({ page }) => {
      const reference = await send(offer(`Lace ${how}`));
      await page.goto(`/desk/requests/${reference}`);
      await page.locator('a[href$="/offer"]').click();
      await expect(page.locator('[name="slug"]')).toHaveValue(`lace-${how.replace(" ", "-")}`);
      if (script) await isAccessible(page);
      await page.locator('[name="stops[0].kind"]').selectOption("company");
      await page.locator('button[value="look"]').click();
      await expect(page.locator("pre.paper")).toContainText("programme:\n  - name: The workshop\n    kind: company");
      await expect(page.locator("pre.paper")).toContainText("# Lunch with the learners");
      await page.screenshot({ path: `../artefacts/papers-offer-${script ? "script" : "plain"}.png`, fullPage: true });

      await page.locator('[name="by"]').fill("");
      await page.locator('button[value="write"]').click();
      await expect(page.locator(".notice--problem")).toContainText("Write your name");
      await expect(page.locator('[name="stops[0].kind"]')).toHaveValue("company");
      await page.locator('[name="by"]').fill("Secretary");
      await page.locator('button[value="write"]').click();
      await expect(page.locator(".notice--done")).toContainText("is written");
      await expect(page.locator(".notice--done")).toContainText("The check found no problems");
      const address = `${base}/en/offers/lace-${how.replace(" ", "-")}/`;
      await expect.poll(async () => (await fetch(address)).status, { timeout: 30_000 }).toBe(200);
      await page.goto(address);
      await expect(page.locator("main")).toContainText("Whom it feeds");
      await expect(page.locator("main")).not.toContainText(contact.email);
    });

    test("everything about a person is shown, handed out, and erased in two steps", async ({ page }) => {
      const email = `person-${script}@example.org`;
      const goal = `To see how lace is made by many hands, ${how}.`;
      const reference = await send({ ...search(goal), contact: { ...contact, email } });
      await page.goto("/desk/reports");
      await page.locator('[name="email"]').fill(email);
      await page.locator('button[value="show"]').click();
      await expect(page.locator("main")).toContainText(goal);
      if (script) await isAccessible(page);
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator('button[value="download"]').click()]);
      expect(JSON.parse(readFileSync(await file.path(), "utf8")).sent[0].submission.reference).toBe(reference);

      await page.locator('a[href$="/erase"]').click();
      await expect(page.locator("h1")).toContainText(reference);
      if (script) await isAccessible(page);
      await page.locator('[name="by"]').fill("Secretary");
      await page.locator("form .button--danger").click();
      await expect(page.locator("h1")).toContainText("is erased");
      expect((await page.goto(`/desk/requests/${reference}`)).status()).toBe(404);
      await page.goto("/desk/reports");
      await page.locator('[name="email"]').fill(email);
      await page.locator('button[value="show"]').click();
      await expect(page.locator("main")).toContainText("Nothing is stored for this address.");
    });

    test("requests leave as a table that runs nothing", async ({ page }) => {
      const reference = await send({ ...search(`A goal of its own, ${how}.`), organisation: { ...organisation, name: "=1+1" } });
      await page.goto("/desk/reports");
      const download = page.getByRole("button", { name: "Download CSV with semicolons" });
      const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
      expect(file.suggestedFilename()).toMatch(/^requests-.*\.csv$/);
      const table = readFileSync(await file.path(), "utf8");
      expect(table.split("\r\n").find((line) => line.includes(reference))).toContain(`"'=1+1"`);
      expect(table).not.toContain(contact.email);
    });
  });
}

test("the figures of a year stand beside what the file says now", async ({ page }) => {
  await page.goto("/desk/reports");
  await page.locator('a[href$="/years/2026"]').click();
  await expect(page.locator("h1")).toHaveText("Figures of 2026");
  await isAccessible(page);
});
