// Every journey by keyboard alone, and the focus always to be seen. (The form is filled in by keyboard in journey.spec.mjs.)
import { expect, test } from "@playwright/test";
import { pages } from "./pages.mjs";

/** What has the focus, and whether one can see that it has. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    // A dot of the map shows the focus by its ring, a card around the whole card; the parts of a date field show it
    // themselves.
    const ring = element.querySelector(".dot-mark");
    const parts = [element, element.closest(".offer, .story")].filter(Boolean);
    const outlined = parts.some((part) => getComputedStyle(part).outlineStyle !== "none");
    const marked = ring ? parseFloat(getComputedStyle(ring).strokeWidth) >= 5 : outlined;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
      at: element === document.body ? "" : element.outerHTML.slice(0, 120),
      href: element.getAttribute("href"),
      seen: inside && box.width > 0 && (marked || element.type === "date"),
    };
  });
}

/** Tabs until the focus is on a link that passes, and says how often that took. */
async function tabTo(page, wanted, most = 120) {
  for (let steps = 1; steps <= most; steps += 1) {
    await page.keyboard.press("Tab");
    const { href } = await focused(page);
    if (href && wanted(href)) return steps;
  }
  throw new Error(`no such link within ${most} steps on ${page.url()}`);
}

async function skipToContent(page) {
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
}

for (const [name, address] of Object.entries(pages)) {
  test(`the focus is seen on every stop: ${name}`, async ({ page }) => {
    await page.goto(address);
    const unseen = [];
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press("Tab");
      const { at, seen } = await focused(page);
      if (at === "") break;
      if (!seen) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });
}

test("from the start to a question about an offer", async ({ page }) => {
  await page.goto("/en/");
  await skipToContent(page);
  await tabTo(page, (href) => href === "/en/offers/");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/offers\/$/);
  await skipToContent(page);
  await tabTo(page, (href) => /^\/en\/offers\/container-/.test(href));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/container-from-ship-to-shop/);
  await skipToContent(page);
  const steps = await tabTo(page, (href) => href.includes("/requests/ask/"));
  expect(steps, "asking comes early").toBeLessThan(8);
  await page.keyboard.press("Enter");
  await expect(page.locator('[name="offer"]')).toHaveValue("container-from-ship-to-shop");
});

test("over the map to the hosts of a region", async ({ page }) => {
  await page.goto("/en/map/");
  await skipToContent(page);
  await tabTo(page, (href) => href === "/en/offers/region/es51/");
  await expect(page.locator(".dot-note")).toContainText("Catalonia");
  await expect(page.locator('.lands a[href="/en/offers/region/es51/"]')).toHaveClass(/is-marked/);
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText("Catalonia");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("the menu opens, leads on, and gives the focus back", async ({ page }) => {
    await page.goto("/en/");
    const button = page.locator(".menu-button");
    for (let steps = 0; steps < 6 && !(await button.evaluate((it) => it === document.activeElement)); steps += 1) {
      await page.keyboard.press("Tab");
    }
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#menu")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator("#menu")).toBeHidden();
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await tabTo(page, (href) => href === "/en/case-studies/", 12);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/case-studies/);
  });
});

test("a page is passed on by a copied link", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(pages.offer);
  const button = page.locator('[data-share-by="copy"]');
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-share-done]")).not.toBeEmpty();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/en\/offers\/container-from-ship-to-shop\/$/);
});
