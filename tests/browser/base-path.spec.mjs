// A site below a path of its host, clicked through from the home page to the desk: every link leads below the path, and
// nothing is asked for elsewhere or missing.
import { spawn } from "node:child_process";
import { expect, test } from "@playwright/test";
import { started } from "./started.mjs";
import { fill, search, send, waitForTyping } from "./form.mjs";
import { signedIn } from "./desk-session.mjs";
import { port } from "./playwright.config.mjs";

// A port beside those of the other tests: this is another site.
const here = port + 2;
const base = "/mobility";
const host = `http://127.0.0.1:${here}`;
let server;

test.describe.configure({ mode: "serial" });
test.use({ baseURL: host, storageState: signedIn(here, base) });

test.beforeAll(async () => {
  const serve = new URL("serve.mjs", import.meta.url).pathname;
  server = spawn("node", [serve, String(here), `https://u.example.org${base}/`], { stdio: ["ignore", "ignore", "inherit"] });
  await started(`${host}${base}`);
});

test.afterAll(() => server.kill("SIGTERM"));

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, viewport: { width: 1440, height: 900 } });

    test("from the home page to an introduction, everything is below the path", async ({ page }) => {
      const astray = [];
      page.on("request", (request) => request.url().startsWith(`${host}${base}/`) || astray.push(request.url()));
      // The desk asks for the host's contact by an answer of 422.
      const isFine = (response) => response.status() < 400 || response.status() === 422;
      page.on("response", (response) => isFine(response) || astray.push(`${response.status()} ${response.url()}`));
      const click = (link) => page.locator(link).first().click();

      await page.goto(`${base}/`);
      await expect(page).toHaveURL(`${base}/en/`);
      await click(`main a[href="${base}/en/offers/"]`);
      const country = page.locator('[data-filter="country"]');
      if (!(await country.evaluate((element) => element.open))) await country.locator("summary").click();
      if (script) {
        await country.locator('input[value="es"]').click();
        await expect(page).toHaveURL(`${base}/en/offers/?country=es`);
        await page.locator("#find-words").fill("container");
        await expect(page.locator("[data-find]")).toHaveAttribute("data-answered", /q=container/);
        await expect(page.locator("[data-table] .offer-title").first()).toContainText("container");
      } else {
        await click(`main a[href="${base}/en/offers/country/es/"]`);
        await expect(page).toHaveURL(`${base}/en/offers/country/es/`);
      }
      await click(`main a[href^="${base}/en/offers/container-"]`);
      await click(`main a[href*="/requests/ask/"]`);
      await expect(page).toHaveURL(`${base}/api/requests/ask/en/container-from-ship-to-shop`);
      await fill(page, { goal: `${search.goal} (below a path ${script})`, "organisation.name": `School Below ${script}` });
      // Sooner than a person types would be suspected, and kept apart.
      if (script) await waitForTyping(page);
      await send(page);
      await expect(page).toHaveURL(new RegExp(`^${host}${base}/api/requests/received/en/find-a-host/MM-`));
      const reference = (await page.locator("[data-reference]").first().textContent()).trim();

      await page.goto(`${base}/desk/`);
      await click(`.rows a[href="${base}/desk/requests/${reference}"]`);
      await page.locator("#step-by").fill("Marta");
      await page.locator("#step-assign summary").click();
      await page.locator("#step-assign").getByRole("button", { name: "Take it on", exact: true }).click();
      await expect(page.locator("#step-assign summary")).toHaveText("Assigned to Marta");
      await page.locator("#step-introduce summary").click();
      await page.getByRole("button", { name: "Write the introduction", exact: true }).click();
      await expect(page.locator("h1")).toHaveText("Introduce both sides");
      // The second test finds a host that the desk knows.
      if (await page.locator('[name="introduce.host.name"]').isVisible()) {
        await page.locator('[name="introduce.host.name"]').fill("Invented Host");
        await page.locator('[name="introduce.host.email"]').fill("host@example.org");
        await page.getByRole("button", { name: "Write the message", exact: true }).click();
      }
      await expect(page.locator('[name="message.both.text"]')).toHaveValue(/Dear Contact Person, dear Invented Host,/);
      for (const side of ["group", "host"]) await page.locator(`[name="introduce.${side}_agreed"]`).check();
      await page.getByRole("button", { name: "I have sent it", exact: true }).click();
      await expect(page).toHaveURL(`${base}/desk/requests/${reference}`);
      await expect(page.locator(".desk-head .status")).toHaveText("Introduced");
      await click(`.bar-nav a[href="${base}/"]`);
      await expect(page).toHaveURL(`${base}/en/`);
      expect(astray).toEqual([]);
    });
  });
}
