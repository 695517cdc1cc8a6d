// The secretariat's way with a request in a real browser: every step, with script and without.
import { expect, test } from "@playwright/test";
import { violations } from "./accessibility.mjs";
import { readFileSync } from "node:fs";
import { formToken } from "./desk-session.mjs";

const OFFER = "container-from-ship-to-shop";

/** Sends a wish for a host as a program does; its reference. */
async function wish(request, title, changes = {}) {
  const response = await request.post("/api/requests", {
    headers: { accept: "application/json" },
    data: {
      form: "find-a-host",
      language: "en",
      organisation: { name: `School for ${title}`, kind: "EPLUS-EDU-VOC-SEC", country: "BE", place: "Ghent" },
      contact: { name: "Invented Person", email: "person@example.org" },
      activity: "job-shadowing",
      audiences: ["teachers"],
      goal: `How apprentices learn with several companies (${title}, ${Date.now()}, ${Math.random()}).`,
      period: { from: "2027-03-01", until: "2027-05-31" },
      days: 3,
      participants: 4,
      languages: [{ code: "en", level: "B2" }],
      consent: true,
      ...changes,
    },
  });
  expect(response.status()).toBe(201);
  return (await response.json()).reference;
}

async function expectClean(page) {
  expect(await violations(page)).toEqual([]);
  // Smaller letters in a field, and a telephone enlarges the page.
  const sizes = await page.locator("input:not([type=hidden], [type=checkbox]), select, textarea").evaluateAll((fields) =>
    fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

const status = (page) => page.locator(".desk-head .status");
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Unfolds a step, and presses one of its buttons. */
async function step(page, code, name, fields = {}) {
  const block = page.locator(`#step-${code}`);
  if (!(await block.evaluate((details) => details.open))) await block.locator("summary").click();
  for (const [field, value] of Object.entries(fields)) {
    const input = page.locator(`[name="${field}"]`);
    if ((await input.evaluate((element) => element.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
  await block.getByRole("button", { name, exact: true }).click();
}

for (const script of [true, false]) {
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script, viewport: { width: script ? 1440 : 390, height: 900 } });

    test("a request goes from the first look to the visit, and the timeline tells it", async ({ page, request }) => {
      const reference = await wish(request, `the whole way ${script}`);
      await page.goto(`/desk/requests/${reference}`);
      await page.locator("#step-by").fill("Marta");
      await button(page, "Start review").click();
      await expect(status(page)).toHaveText("In review");
      await step(page, "assign", "Take it on");
      await expect(page.locator("#step-assign summary")).toHaveText("Assigned to Marta");
      await page.locator('[name="note"]').fill("Called two hosts.");
      await button(page, "Save the note").click();
      await expect(page.locator("aside .line")).toContainText("Called two hosts.");

      await step(page, "ask-for-information", "Write the message", { "ask_for_information.question": "Who speaks Catalan?" });
      await expect(page.locator("h1")).toHaveText("Ask the sender");
      await expect(page.locator('[name="message.group.text"]')).toHaveValue(/Who speaks Catalan\?/);
      await button(page, "I have sent it").click();
      await expect(status(page)).toHaveText("Waiting for information");

      let letScriptCome;
      const late = new Promise((resolve) => {
        letScriptCome = resolve;
      });
      await step(page, "introduce", "Write the introduction", { "introduce.offer": OFFER });
      await expect(page.locator("h1")).toHaveText("Introduce both sides");
      if (script) await expectClean(page);
      // Another test may have introduced this host before, and then the desk knows it.
      if (await page.locator('[name="introduce.host.name"]').isVisible()) {
        await page.locator('[name="introduce.host.name"]').fill("Invented Host");
        await page.locator('[name="introduce.host.email"]').fill("host@example.org");
        // The script comes only once somebody quick has typed.
        await page.route("**/desk/assets/compose.js", async (route) => {
          await late;
          await route.continue();
        });
        await button(page, "Write the message").click();
      }
      const text = page.locator('[name="message.both.text"]');
      await expect(text).toHaveValue(/Dear Invented Person, dear Invented Host,/);
      await text.fill("Dear both, here you are.");
      letScriptCome();
      if (script) {
        await expect(page.locator("[data-mailto]")).toHaveAttribute("href", /body=Dear%20both%2C%20here/);
        await expectClean(page);
        await page.screenshot({ path: "../artefacts/steps-introduce.png", fullPage: true });
      } else {
        await button(page, "Put my changes into the links to the mail program").click();
        await expect(page.locator("[data-mailto]")).toHaveAttribute("href", /body=Dear%20both%2C%20here/);
        await expect(text).toHaveValue("Dear both, here you are.");
      }
      const [file] = await Promise.all([page.waitForEvent("download"), button(page, "Download as a draft").click()]);
      expect(file.suggestedFilename()).toBe(`${reference}-both.eml`);
      expect(readFileSync(await file.path(), "utf8")).toContain("Dear both, here you are.");
      for (const side of ["group", "host"]) await page.locator(`[name="introduce.${side}_agreed"]`).check();
      await button(page, "I have sent it").click();
      await expect(status(page)).toHaveText("Introduced");

      await step(page, "remind", "Remind the host");
      await expect(page.locator('[name="message.host.subject"]')).toHaveValue(/Can you receive this group\?/);
      await button(page, "I have sent it").click();
      await expect(page.locator("aside .line")).toContainText("The host was reminded");
      await button(page, "The host has answered").click();
      await expect(page.getByRole("button", { name: "The host has answered" })).toHaveCount(0);
      await page.waitForLoadState();
      // Both days have room in the panel, however wide it is.
      const cut = await page.locator(".panel--work .field").evaluateAll((fields) => fields.filter((field) => field.scrollWidth > field.clientWidth).length);
      expect(cut).toBe(0);
      await page.locator('[name="agree.from"]').fill("2027-03-01");
      await page.locator('[name="agree.until"]').fill("2027-03-03");
      await button(page, "They agreed").click();
      await expect(status(page)).toHaveText("Agreed");

      await button(page, "The visit took place").click();
      await expect(page.locator("main .notice--problem").first()).toContainText("Last day: this date is in the future");
      await page.locator('[name="complete.from"]').fill("2026-09-01");
      await page.locator('[name="complete.until"]').fill("2026-09-03");
      await expect(page.locator('[name="complete.host_country"]')).toHaveValue("ES");
      await expect(page.locator('[name="complete.staff"]')).toHaveValue("4");
      await page.locator('[name="complete.fewer_opportunities"]').fill("1");
      if (script) await expectClean(page);
      await button(page, "The visit took place").click();
      await expect(status(page)).toHaveText("Completed");
      await expect(page.locator("aside .line")).toContainText("4 staff, 0 learners; 1 of them");
      if (script) await page.screenshot({ path: "../artefacts/steps-completed.png", fullPage: true });

      await page.goto("/desk/hosts");
      await expect(page.locator("main")).toContainText("Demonstration College for Port Skills");
      if (script) await expectClean(page);
    });

    test("a no, a second thought, and spam", async ({ page, request }) => {
      const reference = await wish(request, `a no ${script}`);
      await page.goto(`/desk/requests/${reference}`);
      await page.locator("#step-by").fill("Marta");
      await step(page, "decline", "Write the message", {
        "decline.reason": "no-host",
        "decline.explanation": "All hosts of this subject are full until summer.",
      });
      await expect(page.locator('[name="message.group.text"]')).toHaveValue(/All hosts of this subject are full/);
      await button(page, "I have sent it").click();
      await expect(status(page)).toHaveText("Declined");
      await expect(page.locator("aside .line")).toContainText("Declined: No suitable host");
      await page.locator('[name="reopen.reason"]').fill("A host has time after all.");
      await button(page, "Reopen").click();
      await expect(status(page)).toHaveText("In review");
      await step(page, "mark-as-spam", "It is spam");
      await expect(status(page)).toHaveText("Spam");
      await page.locator('[name="reopen.reason"]').fill("A school sent it.");
      await button(page, "Reopen").click();
      await expect(status(page)).toHaveText("New");
    });

    test("who is late is told what changed, and finds everything still typed", async ({ page, request }) => {
      const reference = await wish(request, `a conflict ${script}`);
      await page.goto(`/desk/requests/${reference}`);
      await page.locator("#step-by").fill("Marta");
      await page.locator('[name="note"]').fill("My note");
      await page.locator("#step-decline summary").click();
      await page.locator('[name="decline.explanation"]').fill("My explanation");
      const faster = await request.post(`/desk/requests/${reference}/steps/start-review`, {
        form: { version: "1", by: "Joana", csrf_token: formToken },
        maxRedirects: 0,
      });
      expect(faster.status()).toBe(303);
      await button(page, "Save the note").click();
      await expect(page.locator(".notice--problem").first()).toContainText("New → In review");
      await expect(page.locator('[name="note"]')).toHaveValue("My note");
      await expect(page.locator('[name="decline.explanation"]')).toHaveValue("My explanation");
      if (script) await expectClean(page);
      await button(page, "Save the note").click();
      await expect(page.locator("aside .line")).toContainText("My note");
    });

    test("from opening the desk to both sides introduced takes eight clicks at most once both have agreed", async ({ page, request }) => {
      const reference = await wish(request, `few clicks ${script}`, { offer: OFFER });
      let clicks = 0;
      const click = async (target) => {
        clicks += 1;
        await target.click();
      };
      await page.goto("/desk/");
      await click(page.locator(`a[href="/desk/requests/${reference}"]`).first());
      await page.locator("#step-by").fill("Marta");
      await click(page.locator("#step-introduce summary"));
      await click(button(page, "Write the introduction"));
      await expect(page.locator("h1")).toHaveText("Introduce both sides");
      if (await page.locator('[name="introduce.host.name"]').isVisible()) {
        await page.locator('[name="introduce.host.name"]').fill("Invented Host");
        await page.locator('[name="introduce.host.email"]').fill("host@example.org");
        await click(button(page, "Write the message"));
      }
      for (const side of ["group", "host"]) await click(page.locator(`[name="introduce.${side}_agreed"]`));
      await click(button(page, "I have sent it"));
      await expect(status(page)).toHaveText("Introduced");
      expect(clicks).toBeLessThanOrEqual(8);
    });
  });
}

test("what is typed is kept by links, reloading and other buttons, and counted", async ({ page, request }) => {
  const reference = await wish(request, "typed text");
  const [why, name] = ['[name="decline.explanation"]', "#step-by"].map((field) => page.locator(field));
  await page.goto(`/desk/requests/${reference}`);
  await name.fill("Marta");
  await page.locator("#step-decline summary").click();
  await why.fill("No host has time.");
  for (const away of [() => page.goto("/desk/hosts").then(() => page.goBack()), () => page.reload()]) {
    await away();
    await expect(why).toHaveValue("No host has time.");
    await expect(why).toBeVisible();
  }
  await button(page, "Start review").click();
  await expect(status(page)).toHaveText("In review");
  await expect(why).toHaveValue("No host has time.");

  // A name that is too long is counted, and not sent.
  await name.fill("x".repeat(90));
  await expect(page.locator("#step-by + .hint--over")).toHaveText("Too long by 10: 90 of 80 characters. Nothing was cut off.");
  await page.locator('[name="note"]').fill("A note");
  await button(page, "Save the note").click();
  await expect(name).toHaveValue("x".repeat(90));
  await expect(page.locator("aside .line")).not.toContainText("A note");
});

test("Enter in a field takes no step", async ({ page, request }) => {
  const reference = await wish(request, "the Enter key");
  await page.goto(`/desk/requests/${reference}`);
  await page.locator("#step-by").fill("Marta");
  await page.locator("#step-by").press("Enter");
  await page.locator("#step-introduce summary").click();
  await page.locator('[name="introduce.offer"]').fill(OFFER);
  await page.locator('[name="introduce.offer"]').press("Enter");
  await page.waitForTimeout(300);
  await expect(page).toHaveURL(new RegExp(`/desk/requests/${reference}$`));
  await expect(status(page)).toHaveText("New");
});
