// The page of figures: a chart is one picture with a name and its numbers in words, and its table opens by keyboard.
import { expect, test } from "@playwright/test";
import { pages } from "./pages.mjs";

test("a chart tells a screen reader its name and all its numbers", async ({ page }) => {
  await page.goto(pages.monitoring);
  const chart = page.getByRole("img", { name: "Share of participants with fewer opportunities" });
  await expect(chart).toBeVisible();
  const told = await chart.locator("desc").textContent();
  for (const value of await chart.locator(".column-value").allTextContents()) expect(told).toContain(value);
  for (const line of await chart.locator(".aim-percent").allTextContents()) expect(told).toContain(line);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("the table beside a chart opens by keyboard", async ({ page }) => {
      await page.goto(pages.monitoring);
      const table = page.locator("#table-vet");
      await expect(table).toBeHidden();
      await page.locator("#vet summary").focus();
      await page.keyboard.press("Enter");
      await expect(table).toBeVisible();
      await expect(table.locator("tbody tr")).toHaveCount(3);
    });

    test("a measure opens the offers that have it", async ({ page }) => {
      await page.goto(pages["fewer-opportunities"]);
      const measure = page.locator("#measures details").first();
      await measure.locator("summary").focus();
      await page.keyboard.press("Enter");
      await measure.getByRole("link").first().click();
      await expect(page).toHaveURL(/\/en\/offers\/[a-z0-9-]+\/$/);
    });

    test("a theme of good practice is one step away, and its lesson leads to the story", async ({ page }) => {
      await page.goto(pages["good-practice"]);
      await page.getByRole("link", { name: /^Gender equality/ }).first().click();
      await expect(page.locator("#theme-gender-equality")).toBeInViewport();
      await page.locator("#theme-gender-equality").getByRole("link", { name: /Borås, December 2024/ }).first().click();
      await expect(page).toHaveURL(pages["story-two-visitors"]);
    });
  });
}

test("numbers of a chart are large enough to read on the smallest phone, and nothing leaves the picture", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(pages.monitoring);
  for (const chart of await page.locator("svg.columns").all()) {
    const frame = await chart.boundingBox();
    for (const text of await chart.locator("text").all()) {
      const box = await text.boundingBox();
      expect(box.height).toBeGreaterThan(10);
      expect(box.x).toBeGreaterThanOrEqual(frame.x - 1);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width + 1);
    }
  }
});
