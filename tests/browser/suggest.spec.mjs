// What the desk suggests, in a real browser: hosts for a wish, side by side, and groups for an offer. With script and without.
import { expect, test } from "@playwright/test";
import { violations } from "./accessibility.mjs";
import { proposalOf, unique, wishOf } from "./documents.mjs";

const artefacts = new URL("../artefacts/", import.meta.url).pathname;

async function post(request, document) {
  const answer = await request.post("/api/requests", { data: document });
  expect(answer.status()).toBe(201);
  return (await answer.json()).reference;
}

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } });

    test("hosts are found, compared and one click away from being introduced", async ({ page, request }) => {
      const reference = await post(request, wishOf(unique()));
      await page.goto(`/desk/requests/${reference}`);
      const hosts = page.locator(".matches").first().locator(".match");
      expect(await hosts.count()).toBeGreaterThan(1);
      await expect(hosts.first().locator(".score")).toContainText("of 100");
      await expect(hosts.first().locator('a[href*="/introduce?offer="]')).toBeVisible();
      await hosts.first().locator("summary").click();
      await expect(hosts.first().locator(".parts")).toContainText("How often asked");

      await hosts.nth(0).locator('input[name="offer"]').check();
      await hosts.nth(1).locator('input[name="offer"]').check();
      await page.locator(".matches-compare button").click();
      await expect(page).toHaveURL(new RegExp(`/desk/requests/${reference}/compare\\?offer=.+&offer=`));
      await expect(page.locator(".year-row:not(.year-row--asked)")).toHaveCount(2);
      await expect(page.locator(".compare")).toContainText("meets every rule");
      await expect(page.locator('.compare tfoot a[href*="/introduce?offer="]')).toHaveCount(2);
      await page.locator(".crumb a").click();
      await expect(page).toHaveURL(`/desk/requests/${reference}`);
    });
  });
}

test("an offer finds the groups that wait for it", async ({ page, request }) => {
  const mark = unique();
  const group = await post(request, wishOf(mark));
  const reference = await post(request, proposalOf(mark));
  await page.goto(`/desk/requests/${reference}`);
  const groups = page.getByRole("region", { name: "Groups that are waiting" });
  await groups.locator(`a[href="/desk/requests/${group}"]`).click();
  await expect(page.locator("h1")).toHaveText(`Invented College ${mark}`);
});

test("who asks twice is seen", async ({ page, request }) => {
  const mark = unique();
  const first = await post(request, wishOf(mark));
  const second = await post(request, wishOf(mark, { participants: 5 }));
  await page.goto(`/desk/requests/${second}`);
  const seen = page.getByRole("region", { name: "Already requested?" });
  await expect(seen).toContainText("the same sender, the same organisation, the same kind of exchange");
  await seen.locator(`a[href="/desk/requests/${first}"]`).click();
  await expect(page.locator(".desk-head .ref")).toHaveText(first);
});

for (const width of [320, 1440]) {
  test(`suggestions are clear to everybody at ${width} px, light and dark`, async ({ page, request }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    const mark = unique();
    const seeks = await post(request, wishOf(mark));
    const offers = await post(request, proposalOf(mark));
    // A host for minors is what nobody offers here, so it is told what could be loosened.
    const none = await post(request, wishOf(mark, { minors: true, period: { from: "2027-10-01", until: "2028-03-31" } }));
    const pages = { hosts: seeks, compare: `${seeks}/compare`, groups: offers, loosen: none };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`/desk/requests/${path}`);
      for (const details of await page.locator("details").all()) {
        await details.evaluate((element) => (element.open = true));
      }
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${artefacts}desk-${name}-${width}-${colorScheme}.png`, fullPage: true });
        expect(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
      }
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, name).toBe(0);
    }
  });
}
