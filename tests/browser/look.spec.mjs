// Every kind of page at every width, light and dark: a screenshot to look at, no violation that axe-core can find, no
// sideways scrolling, nothing loaded from elsewhere, nothing in the console.
import { expect, test } from "@playwright/test";
import { allRules, violations } from "./accessibility.mjs";
import { fill } from "./form.mjs";
import { pages } from "./pages.mjs";

const artefacts = new URL("../artefacts/", import.meta.url).pathname;

async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// What a tablet sees lies between the other two: it is looked at with script and in light only. The colours of the dark
// do not depend on the script.
const looks = (script) => [
  { width: 1440, schemes: script ? ["light", "dark"] : ["light"] },
  ...(script ? [{ width: 768, schemes: ["light"] }] : []),
  { width: 360, schemes: script ? ["light", "dark"] : ["light"] },
];

/** The page at every width, in light and in dark. One visit serves them all: a style sheet or a script that follows the
 * width follows it when the window changes, as on a telephone that is turned. */
async function look(page, name, script) {
  for (const { width, schemes } of looks(script)) {
    await page.setViewportSize({ width, height: width < 500 ? 740 : 1000 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const path = `${artefacts}${name}-${width}-${colorScheme}.jpg`;
      if (script) await page.screenshot({ path, type: "jpeg", quality: 85, fullPage: true });
      // In the dark it is the same document in other colours.
      const tags = colorScheme === "dark" ? ["cat.color"] : allRules;
      expect(await violations(page, { script, tags }), `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect(await sideways(page), `${width} px wide`).toBe(0);
  }
}

/** The page as a reader sees it who needs large letters. */
async function enlarge(page) {
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sideways(page), "320 px wide, as at 400 %").toBe(0);
  await page.setViewportSize({ width: 640, height: 512 });
  expect(await sideways(page), "640 px wide, as at 200 %").toBe(0);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  expect(await sideways(page), "with letters twice as large").toBe(0);
}

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, viewport: { width: 1440, height: 1000 } });

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
        await look(page, name, script);
        await enlarge(page);
        expect(foreign).toEqual([]);
        expect(complaints).toEqual([]);
      });
    }

    test("a form with problems", async ({ page }) => {
      await page.goto("/en/find-a-host/");
      await fill(page, { "contact.email": "nobody", days: "900" });
      // Past the checks of the page, so that the answer is the server's.
      await page.locator("form[data-form]").evaluate((form) => form.submit());
      await expect(page.locator("[data-problems]")).toBeVisible();
      await look(page, "problems", script);
    });
  });
}

test.describe("a reader who asked for less motion", () => {
  test.use({ reducedMotion: "reduce" });
  for (const name of ["home", "story", "offers", "find-a-host"]) {
    test(name, async ({ page }) => {
      await page.goto(pages[name]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });
  }
});

for (const [name, most] of Object.entries({ story: 2, offer: 2, "offer-ended": 2 })) {
  test(`on paper: ${name}, A4 pages: ${most}`, async ({ page }) => {
    await page.goto(pages[name]);
    const pdf = await page.pdf({ path: `${artefacts}${name}.pdf`, format: "A4", preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    expect(sheets).toBe(most);
  });
}
