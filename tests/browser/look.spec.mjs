// Every kind of page at every width, light and dark: a screenshot to look at, no violation that axe-core can find, no
// sideways scrolling, nothing loaded from elsewhere, nothing in the console.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { fill } from "./form.mjs";
import { pages } from "./pages.mjs";

const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const artefacts = new URL("../artefacts/", import.meta.url).pathname;

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
}

async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height: width < 500 ? 740 : 1000 } });

      for (const [name, address] of Object.entries(pages)) {
        test(name, async ({ page }) => {
          const foreign = [];
          const complaints = [];
          page.on("request", (request) => {
            if (!request.url().startsWith("http://127.0.0.1:")) foreign.push(request.url());
          });
          page.on("console", (message) => {
            // A browser logs the status of a page that is meant to be missing.
            const expected = name === "not-found" && message.text().includes("404");
            if (message.type() === "error" && !expected) complaints.push(message.text());
          });
          await page.goto(address);
          await page.screenshot({ path: `${artefacts}${name}-${width}-${colorScheme}.png`, fullPage: true });
          expect(await violations(page)).toEqual([]);
          expect(await sideways(page)).toBe(0);
          expect(foreign).toEqual([]);
          expect(complaints).toEqual([]);
        });
      }

      test("a form with problems", async ({ page }) => {
        await page.goto("/en/find-a-host/");
        await fill(page, { "contact.email": "nobody", days: "900" });
        // Past the checks of the page, so that the answer is the server's.
        await page.evaluate(() => document.querySelector("form[data-form]").submit());
        await expect(page.locator("[data-problems]")).toBeVisible();
        await page.screenshot({ path: `${artefacts}problems-${width}-${colorScheme}.png`, fullPage: true });
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });
    });
  }
}

test.describe("320 px, text twice as large as a reader may set it", () => {
  test.use({ viewport: { width: 320, height: 640 } });
  for (const [name, address] of Object.entries(pages)) {
    test(name, async ({ page }) => {
      await page.goto(address);
      expect(await sideways(page)).toBe(0);
    });
  }
});

test("a case study prints as a leaflet of two A4 pages", async ({ page }) => {
  await page.goto(pages.story);
  const pdf = await page.pdf({ path: `${artefacts}story.pdf`, format: "A4", preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  expect(sheets).toBe(2);
});
