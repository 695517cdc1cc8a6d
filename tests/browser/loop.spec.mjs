// The whole loop once, in a browser without script, on a site of its own: a form is sent, the desk finds a host, both sides
// are introduced, the visit takes place, its story begins as a draft, somebody writes it, and what was learned and how many came is
// published.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { started } from "./started.mjs";
import { fill, search, send } from "./form.mjs";
import { deskToken, signedIn } from "./desk-session.mjs";
import { port } from "./playwright.config.mjs";

const repository = resolve(import.meta.dirname, "../..");
const here = port + 7;
const base = `http://127.0.0.1:${here}`;
const root = mkdtempSync(join(tmpdir(), "matchmaker-loop-"));
let server;

// The visit has taken place already, on days of a year that is not over.
const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const [from, until] = [day(4), day(2)];
const year = until.slice(0, 4);

test.use({ baseURL: base, storageState: signedIn(here), javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });

test.beforeAll(async () => {
  for (const folder of ["content", "themes"]) cpSync(join(repository, folder), join(root, folder), { recursive: true });
  // Invented years can't stand beside a real one.
  for (const file of readdirSync(join(root, "content/monitoring"))) rmSync(join(root, "content/monitoring", file));
  const settings = readFileSync(join(repository, "site.toml"), "utf8");
  writeFileSync(join(root, "site.toml"), settings.replace(/\n\[limits\][^[]*/, "\n").replace("\npictures = true", "\npictures = false"));
  // No --today: the desk's own clock says when the visit was.
  server = spawn(join(repository, "target/debug/matchmaker"), ["serve", "--port", String(here), "--root", root], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, MATCHMAKER_DESK_TOKEN: deskToken },
  });
  await started(base);
});

test.afterAll(() => {
  server.kill("SIGTERM");
  rmSync(root, { recursive: true, force: true });
});

const published = (path) => expect.poll(async () => (await fetch(`${base}${path}`)).status, { timeout: 30_000 }).toBe(200);

test("from the form to the published story and the figures of the year", async ({ page }) => {
  await page.goto("/en/find-a-host/");
  await fill(page, { goal: `${search.goal} (the whole loop)` });
  await send(page);
  await expect(page).toHaveURL(/\/received\/en\/find-a-host\/MM-/);
  const reference = (await page.locator("[data-reference]").first().textContent()).trim();

  // The desk: the inbox, the request, the first suggestion, both messages.
  await page.goto("/desk/");
  await page.locator(`a[href="/desk/requests/${reference}"]`).first().click();
  await page.locator('a[href*="/introduce?offer="]').first().click();
  await page.locator('[name="host.organisation"], [name="introduce.host.organisation"]').fill("Example Host");
  await page.locator('[name="host.name"], [name="introduce.host.name"]').fill("Host Person");
  await page.locator('[name="host.email"], [name="introduce.host.email"]').fill("host@example.org");
  await page.locator('select[name="host.language"], select[name="introduce.host.language"]').selectOption("en");
  await page.locator("#write .sendoff button").first().click();
  await expect(page.locator(".letter").first()).toBeVisible();
  await expect(page.locator(".letter")).toHaveCount(1 + (await page.locator(".letters--two").count()));
  await page.locator('[name="by"]').fill("Secretary");
  for (const side of ["group", "host"]) await page.locator(`[name="introduce.${side}_agreed"]`).check();
  await page.locator('button[formaction$="/steps/introduce"]').click();
  await expect(page.locator(".desk-head .status")).toHaveText("Introduced");
  await page.waitForLoadState();

  // The visit took place.
  if (!(await page.locator('[name="complete.from"]').isVisible())) await page.locator("#step-complete summary").click();
  for (const [name, value] of Object.entries({ from, until, staff: "4", learners: "0", fewer_opportunities: "1" })) {
    await page.locator(`[name="complete.${name}"]`).fill(value);
  }
  await page.locator('[name="complete.activity"]').selectOption("job-shadowing");
  await page.locator('[name="complete.host_country"]').selectOption("ES");
  await page.locator('form#work [name="by"]').fill("Secretary");
  await page.locator('button[name="step"][value="complete"]').click();
  await expect(page.locator(".desk-head .status")).toHaveText("Completed");

  // The story begins as a draft that holds nobody up.
  await page.locator('a[href$="/story"]').click();
  const slug = await page.locator('[name="slug"]').inputValue();
  if ((await page.locator('[name="host_region"]').inputValue()) === "") await page.locator('[name="host_region"]').selectOption({ index: 1 });
  await page.locator('[name="by"]').fill("Secretary");
  await page.locator('button[value="write"]').click();
  await expect(page.locator(".notice--done")).toContainText(`content/case-studies/${slug}.md is written`);
  await expect(page.locator(".notice--done")).toContainText("a draft: it is not published yet");
  expect((await fetch(`${base}/en/case-studies/${slug}/`)).status).toBe(404);

  // Somebody writes it, and commits.
  const path = join(root, "content/case-studies", `${slug}.md`);
  const written = readFileSync(path, "utf8")
    .replace(/^draft: .*\n/m, "")
    .replace(/^title: .*$/m, "title: One plan for school and company")
    .replace(/^summary: .*$/m, "summary: What four teachers saw, and took home.")
    .replace(/^  hosts: \[\].*$/m, "  hosts: [To explain what they do.]")
    .replace(/^  participants: \[\].*$/m, "  participants: [How one plan serves both.]")
    .replace(/^published: .*$/m, `published: ${day(0)}`)
    .replace(/^> To write: .*$/gm, "They met, looked, asked, and wrote it down.");
  writeFileSync(path, written);
  await published(`/en/case-studies/${slug}/`);
  await page.goto(`/en/case-studies/${slug}/`);
  await expect(page.locator("h1")).toHaveText("One plan for school and company");
  await expect(page.locator("main")).toContainText("How one plan serves both.");

  // The year is counted, and published.
  await page.goto(`/desk/reports/years/${year}`);
  await page.locator('button[value="write"]').click();
  await expect(page.locator(".notice--done")).toContainText(`content/monitoring/${year}.yaml is written`);
  await published("/en/monitoring/");
  await expect.poll(async () => (await (await fetch(`${base}/data/monitoring.json`)).text()).includes(`"year": ${year}`), { timeout: 30_000 }).toBe(true);
  expect(await (await fetch(`${base}/data/monitoring.json`)).text()).not.toContain("Invented");
});
