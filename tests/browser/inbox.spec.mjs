// The desk's inbox: views, search, who works on what, keys. With script and without.
import { expect, test } from "@playwright/test";
import { violations } from "./accessibility.mjs";
import { ask, row, workAs } from "./desk.mjs";


for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("something new is taken on from the list, and is mine", async ({ page, request }) => {
      const name = `Marta ${script ? "Öberg" : "Plain"}`;
      const reference = await ask(request, { "organisation.name": "School That Is Taken On" });
      await page.goto("/desk/");
      await row(page, reference).getByRole("button", { name: "Take on" }).click();
      // Nobody said yet who works here.
      await expect(page.locator("#assign-by")).toBeVisible();
      await page.locator("#assign-by").fill(name);
      await page.getByRole("button", { name: "Take on" }).click();
      await expect(page).toHaveURL(new RegExp(`/desk/#${reference}$`));
      await expect(row(page, reference).locator(".assignee")).toHaveText(name);
      await expect(page.locator(".who summary")).toContainText(name);
      await page.locator(".tabs").getByRole("link", { name: /^Mine/ }).click();
      await expect(row(page, reference)).toBeVisible();
      await expect(page.locator("h1")).toHaveText(`Requests of ${name}`);
    });

    test("what is ticked is handed over, and set free", async ({ page, request }) => {
      const references = [await ask(request), await ask(request)];
      await workAs(page, "Joana");
      await expect(page.locator(".batch")).toBeHidden();
      for (const reference of references) await row(page, reference).getByRole("checkbox").check();
      await page.locator(".batch").getByRole("button", { name: "Hand over" }).click();
      // Nobody was named.
      await expect(page.locator("#assign-to")).toHaveAttribute("aria-invalid", "true");
      await page.locator("#assign-to").fill("Nils");
      await page.getByRole("button", { name: "Hand over" }).click();
      for (const reference of references) await expect(row(page, reference).locator(".assignee")).toHaveText("Nils");
      await row(page, references[0]).getByRole("checkbox").check();
      await page.locator(".batch").getByRole("button", { name: "Unassign" }).click();
      await expect(row(page, references[0]).getByRole("button", { name: "Take on" })).toBeVisible();
      await expect(row(page, references[1]).locator(".assignee")).toHaveText("Nils");
    });

    test("who comes second is told, and may insist", async ({ page, request, browser }) => {
      const reference = await ask(request);
      await workAs(page, "Marta");
      const other = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
      await workAs(other, "Joana");
      await row(other, reference).getByRole("button", { name: "Take on" }).click();
      await expect(row(other, reference).locator(".assignee")).toHaveText("Joana");
      await row(page, reference).getByRole("button", { name: "Take on" }).click();
      await expect(page.locator(".again-list")).toContainText("assigned to Joana now");
      await page.getByRole("button", { name: "Take on" }).click();
      await expect(row(page, reference).locator(".assignee")).toHaveText("Marta");
      await other.context().close();
    });

    test("my requests need to know who I am, and so does forgetting", async ({ page }) => {
      await page.goto("/desk/?view=mine");
      await page.locator("#mine-by").fill("Ines");
      await page.getByRole("button", { name: "Show my requests" }).click();
      await expect(page).toHaveURL(/view=mine$/);
      await expect(page.locator(".empty")).toContainText("You have no requests");
      await page.locator(".who summary").click();
      await page.locator("#who").fill("");
      await page.locator(".who-form button").click();
      await expect(page.locator("#mine-by")).toBeVisible();
    });

    test("a request is found by words, and by its reference at once", async ({ page, request }) => {
      const place = script ? "Zwolle" : "Zutphen";
      const reference = await ask(request, { "organisation.place": place });
      await page.goto("/desk/");
      await page.locator("#words").fill(place.slice(0, 4).toLowerCase());
      await page.locator("#words").press("Enter");
      await expect(row(page, reference)).toContainText(place);
      await page.locator("#again").fill(reference.toLowerCase().replaceAll("-", " "));
      await page.locator("#again").press("Enter");
      await expect(page).toHaveURL(new RegExp(`/desk/requests/${reference}$`));
      await page.goto("/desk/search?words=nothing-like-this");
      await expect(page.locator(".empty")).toContainText("Nothing was found");
    });
  });
}

for (const width of [320, 768, 1440]) {
  test(`a list with rows at ${width} px, light and dark`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 900 });
    const reference = await ask(request, { "organisation.name": "Sint-Jozef Instituut voor Techniek en Ambacht" });
    await ask(request);
    await workAs(page, "Marta Öberg");
    await row(page, reference).getByRole("checkbox").check();
    await expect(page.locator(".batch")).toBeVisible();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `../artefacts/inbox-${width}-${colorScheme}.png` });
      // At the end of the list nothing lies under the bar of actions, which would make it smaller.
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      expect(await violations(page)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
}

test.describe("keys", () => {
  test("lead through the list and to a request", async ({ page, request }) => {
    await ask(request);
    const reference = await ask(request);
    await workAs(page, "Marta");
    await expect(row(page, reference)).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.locator(".rows tbody tr").first().locator(".rows-link")).toBeFocused();
    await page.keyboard.press("j");
    await expect(page.locator(".rows tbody tr").nth(1).locator(".rows-link")).toBeFocused();
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await expect(page.locator(".rows tbody tr").first().getByRole("checkbox")).toBeChecked();
    await row(page, reference).locator(".rows-link").focus();
    await page.keyboard.press("t");
    await expect(row(page, reference).locator(".assignee")).toHaveText("Marta");
    await page.waitForLoadState();
    // One comes back to the row that one left.
    await page.keyboard.press("o");
    await expect(page).toHaveURL(new RegExp(`/desk/requests/${reference}$`));
    await expect(page.locator("#note")).toBeVisible();
    await page.keyboard.press("n");
    await expect(page.locator("#note")).toBeFocused();
    // What is typed is typed.
    await page.keyboard.press("?");
    await expect(page.locator("#note")).toHaveValue("?");
    await page.locator("h1").click();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await expect(page).toHaveURL(/\/desk\/$/);
    await expect(row(page, reference)).toBeVisible();
    await page.keyboard.press("/");
    await expect(page.locator("#words")).toBeFocused();
  });

  test("are heard as soon as the list is seen, however slow the script is", async ({ page, request }) => {
    await ask(request);
    await page.route("**/desk/assets/keys.js*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.goto("/desk/", { waitUntil: "commit" });
    await expect(page.locator(".rows-link").first()).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.locator(".rows tbody tr").first().locator(".rows-link")).toBeFocused();
  });

  test("are told in a dialog, and can be switched off", async ({ page }) => {
    await page.goto("/desk/");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(dialog).toContainText("next request");
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: "../artefacts/inbox-help.png" });
    await dialog.getByRole("checkbox").uncheck();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
    for (const key of ["/", "j", "?"]) await page.keyboard.press(key);
    await expect(page.locator("#words")).not.toBeFocused();
    await expect(dialog).toBeHidden();
    await page.goto("/desk/shortcuts");
    await page.locator("[data-shortcuts-on]").check();
    await page.keyboard.press("/");
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await expect(page.locator("#words")).toBeFocused();
  });
});
