// The loop in a real browser: read, ask, be corrected, send, be seen at the desk. With script and without.
import { expect, test } from "@playwright/test";
import { fill, search, send, waitForTyping } from "./form.mjs";

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } });

    test("a visitor finds an offer and asks about it; the secretariat sees it and acts", async ({ page }) => {
      const goal = `${search.goal} (${script ? "with" : "without"} script, ${Date.now()})`;
      await page.goto("/en/");
      await page.locator('main a[href="/en/offers/"]').first().click();
      await expect(page).toHaveURL(/\/en\/offers\/$/);
      await page.locator('main a[href^="/en/offers/container-"]').first().click();
      await expect(page.locator("h1")).toBeVisible();
      await page.locator('main a[href*="/requests/ask/"]').first().click();
      await expect(page.locator('[name="offer"]')).toHaveValue("container-from-ship-to-shop");

      await fill(page, { goal, "contact.email": "nobody", days: "0", "period.from": "2020-03-01" });
      // Sooner than a person types would be suspected, and kept apart.
      if (script) await waitForTyping(page);
      await send(page);

      const summary = page.locator("[data-problems]");
      await expect(summary).toBeVisible();
      await expect(summary.locator("a")).toHaveCount(3);
      await expect(page.locator('[name="goal"]')).toHaveValue(goal);
      await expect(page.locator('[name="organisation.country"]')).toHaveValue("BE");
      await expect(page.locator('[name="consent"]')).toBeChecked();
      await summary.locator('a[href="#field-contact.email"]').click();
      await expect(page.locator('[name="contact.email"]')).toBeFocused();
      await page.screenshot({ path: `../artefacts/journey-problems-${script ? "script" : "plain"}.png`, fullPage: true });

      await page.locator('[name="contact.email"]').fill(search["contact.email"]);
      await page.locator('[name="days"]').fill("3");
      await page.locator('[name="period.from"]').fill("2027-03-01");
      if (script) await waitForTyping(page);
      await send(page);
      await expect(page).toHaveURL(/\/received\/en\/find-a-host\/MM-/);
      const reference = (await page.locator("[data-reference]").first().textContent()).trim();
      expect(reference).toMatch(/^MM(-[0-9A-Z]{4}){3}$/);

      await page.goto(`/desk/requests/${reference}`);
      await expect(page.locator("main")).toContainText(goal);
      await page.locator('[name="by"]').fill("Secretary");
      await page.locator('button[value="start-review"]').click();
      await expect(page.locator(".desk-head .status")).toHaveText("In review");
      await page.locator('[name="note"]').fill("Asked two hosts.");
      await page.locator('#step-note button').click();
      await expect(page.locator("aside .line")).toContainText("Asked two hosts.");
      await page.screenshot({ path: `../artefacts/journey-desk-${script ? "script" : "plain"}.png`, fullPage: true });
    });
  });
}

test("a draft survives a closed page, stays in the browser, and goes when it is sent", async ({ page }) => {
  await page.goto("/en/find-a-host/");
  await fill(page);
  await page.goto("/en/privacy/");
  await page.goto("/en/find-a-host/");
  await expect(page.locator('[name="goal"]')).toHaveValue(search.goal);
  await expect(page.locator('[name="activity"]')).toHaveValue("job-shadowing");
  await expect(page.locator('[name="consent"]')).not.toBeChecked();
  await page.locator('[name="consent"]').check();
  await waitForTyping(page);
  await send(page);
  await page.waitForURL(/received/, { waitUntil: "load" });
  await page.goto("/en/find-a-host/");
  await expect(page.locator('[name="goal"]')).toHaveValue("");
});

test("mistakes are told while one types, in the words of the server", async ({ page }) => {
  await page.goto("/en/find-a-host/");
  await page.locator('[name="contact.email"]').fill("nobody");
  await page.locator('[name="contact.name"]').focus();
  const problem = page.locator('[data-problem="contact.email"]');
  await expect(problem).toBeVisible();
  await expect(problem).toContainText("nobody");
  await page.locator('[name="contact.email"]').fill("somebody@example.org");
  await page.locator('[name="contact.name"]').focus();
  await expect(problem).toBeHidden();
});

test("the address of the site leads to a language", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/en\/$/);
});

test("the form can be filled in and sent by keyboard alone", async ({ page }) => {
  await page.goto("/en/find-a-host/");
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");

  const typed = { ...search, "period.from": "03012027", "period.until": "04302027" };
  // A list follows the letters typed.
  const chosen = {
    "organisation.kind": "School",
    "organisation.country": "Belg",
    activity: "Job",
    "languages[0].code": "Engl",
    "languages[0].level": "B2",
  };
  const done = new Set();
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press("Tab");
    const field = await page.evaluate(() => {
      const { name, value, type } = document.activeElement;
      const box = document.activeElement.getBoundingClientRect();
      const outline = getComputedStyle(document.activeElement).outlineStyle;
      // The parts of a date field show the focus themselves.
      return { name, value, type, seen: box.width > 0 && (outline !== "none" || type === "date") };
    });
    expect(field.seen, `focus is visible on ${field.name}`).toBe(true);
    if (field.type === "submit") break;
    if (done.has(field.name)) continue;
    if (field.name in typed) await page.keyboard.type(typed[field.name]);
    else if (field.name in chosen) await page.keyboard.type(chosen[field.name]);
    else if ((field.name === "audiences" && field.value === "teachers") || field.name === "consent") {
      await page.keyboard.press("Space");
    } else continue;
    done.add(field.name);
  }
  await waitForTyping(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/received/);
});
