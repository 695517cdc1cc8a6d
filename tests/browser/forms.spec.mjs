// What a form keeps and what it says while somebody fills it in: drafts, counts, and the offer that is asked about.
import { expect, test } from "@playwright/test";
import { fill, search, send, waitForTyping } from "./form.mjs";

test.use({ viewport: { width: 1000, height: 900 } });

const form = "/en/find-a-host/";
const ask = "/api/requests/ask/en/container-from-ship-to-shop";
const value = (page, name) => page.locator(`[name="${name}"]`);

/** Fills the form in as a person would, and sends it. */
async function sendOne(page, changes = {}) {
  await fill(page, { goal: `${search.goal} ${Math.random()}`, ...changes });
  await waitForTyping(page);
  await send(page);
  await page.waitForURL(/received/, { waitUntil: "load" });
}

/** What this browser keeps, and what the form's page is filled in with. */
async function expectNothingKept(page, address = form) {
  await page.goto("/en/privacy/");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/Contact Person|contact@example/);
  await page.goto(address);
  await expect(page.locator("[data-draft]")).toBeHidden();
  for (const name of ["contact.name", "contact.email", "organisation.name", "goal"]) await expect(value(page, name)).toHaveValue("");
}

test.describe("once a form was sent, nothing of it is kept", () => {
  test("by who goes back to it, and on", async ({ page }) => {
    await page.goto(form);
    await sendOne(page);
    await page.goBack({ waitUntil: "load" });
    await expect(value(page, "contact.name")).toHaveValue("");
    await expect(value(page, "activity")).toHaveValue("");
    await expectNothingKept(page);
  });

  test("by who was corrected first, and goes back twice", async ({ page }) => {
    await page.goto(form);
    await fill(page, { goal: `${search.goal} ${Math.random()}`, days: "900" });
    // Past the checks of the page, so that the answer is the server's.
    await page.locator("form[data-form]").evaluate((element) => {
      element.addEventListener("submit", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
      element.noValidate = true;
    });
    await send(page);
    await expect(page.locator("[data-problems]")).toBeVisible();
    await value(page, "days").fill("3");
    await send(page);
    await page.waitForURL(/received/, { waitUntil: "load" });
    await expectNothingKept(page);
  });

  test("in other tabs, whether they show its draft or left it before", async ({ page, context }) => {
    await page.goto(form);
    await fill(page);
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(search["contact.name"]);
    const [open, left] = [await context.newPage(), await context.newPage()];
    for (const other of [open, left]) {
      await other.goto(form);
      await expect(value(other, "contact.name")).toHaveValue(search["contact.name"]);
    }
    await left.goto("/en/privacy/");
    await sendOne(page);
    await expect(value(open, "contact.name")).toHaveValue("");
    await expect(open.locator("[data-draft-sent]")).toBeVisible();
    await left.goBack({ waitUntil: "load" });
    await expect(value(left, "contact.name")).toHaveValue("");
    for (const other of [open, left]) await expectNothingKept(other);
  });

  test("but what is typed afterwards is a draft of its own", async ({ page }) => {
    await page.goto(form);
    await sendOne(page);
    await page.goto(form);
    await value(page, "goal").fill("Another question altogether.");
    await page.goto("/en/privacy/");
    await page.goBack({ waitUntil: "load" });
    await page.goBack({ waitUntil: "load" });
    // The page that said thank you is passed again: it ends no second draft.
    await page.goto(form);
    await expect(value(page, "goal")).toHaveValue("Another question altogether.");
  });
});

test("a request that can't be sent is kept", async ({ page, context }) => {
  await page.goto(form);
  await fill(page);
  await context.setOffline(true);
  await send(page);
  await context.setOffline(false);
  await page.goto(form);
  await expect(value(page, "goal")).toHaveValue(search.goal);
});

for (const [name, most, long] of [
  ["goal", 3000, "We want to learn. ".repeat(218)],
  ["organisation.name", 160, "School ".repeat(40)],
  ["support.note", 1200, "A quiet room. ".repeat(100)],
]) {
  test(`a text that is too long is kept whole, counted and refused: ${name}`, async ({ page }) => {
    await page.goto(form);
    await fill(page);
    await value(page, name).fill(long);
    await expect(value(page, name)).toHaveValue(long);
    const length = long.trim().length;
    await expect(page.locator(".field-count--over")).toHaveText(`${length - most} characters too many (${length} of ${most})`);
    await send(page);
    await expect(page.locator("[data-problems] a")).toHaveText(new RegExp(`This has ${length} characters; at most ${most} are allowed`));
    await expect(value(page, name)).toHaveValue(long);
    await value(page, name).fill(`${"x".repeat(most)}y`);
    await expect(page.locator(".field-count--over")).toHaveText(`1 character too many (${most + 1} of ${most})`);
  });
}

test("no field cuts off what is pasted, boxes to tick look usable in the dark, and telephones need not enlarge a page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  for (const address of [form, "/en/offer-to-host/", "/en/join/", "/en/offers/"]) {
    await page.goto(address);
    await expect(page.locator("[maxlength]")).toHaveCount(0);
    // Three to one is what the guidelines ask of the edges of a control.
    const contrasts = await page.evaluate(edgesOfBoxes);
    expect(Math.min(...contrasts)).toBeGreaterThan(3);
    expect(await page.evaluate(tooSmall)).toEqual([]);
    for (const width of [320, 360, 375, 390, 481, 640]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await page.evaluate(rowsOfHead), `rows of the head at ${width} px`).toBe(1);
    }
  }
});

/** Fields whose letters are smaller than 16 px: a telephone would enlarge the page for them. Runs in the page. */
function tooSmall() {
  const fields = document.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea");
  const small = [...fields].filter((field) => !field.closest("[hidden]") && Number.parseFloat(getComputedStyle(field).fontSize) < 16);
  return small.map((field) => field.outerHTML.slice(0, 120));
}

/** In how many rows the site's name, the menu and the button stand; runs in the page. */
function rowsOfHead() {
  const parts = [...document.querySelectorAll(".top-row > :is(.wordmark, .menu-button, .button)")];
  return new Set(parts.map((part) => part.getBoundingClientRect().top)).size;
}

/** The contrast between the edge of each box to tick and what is around it; runs in the page. */
function edgesOfBoxes() {
  const luminance = (color) => {
    const parts = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const around = luminance(getComputedStyle(document.documentElement).backgroundColor);
  return [...document.querySelectorAll("input[type=checkbox]")].map((box) => {
    const { appearance, borderTopColor } = getComputedStyle(box);
    const [dark, light] = [around, luminance(borderTopColor)].sort((one, other) => one - other);
    return appearance === "none" ? (light + 0.05) / (dark + 0.05) : 0;
  });
}

test("without script, a text that is too long comes back whole", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(form);
  const long = "We want to learn. ".repeat(218).trim();
  await fill(page, { goal: long });
  await send(page);
  await expect(page.locator("[data-problems] a")).toHaveText(new RegExp(`This has ${long.length} characters; at most 3000`));
  await expect(value(page, "goal")).toHaveValue(long);
  await page.close();
});

for (const script of [true, false]) {
  test(`a tick lets the host read the note about support, ${script ? "with" : "without"} script`, async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: script, viewport: { width: 1000, height: 900 } });
    await page.goto(form);
    const tick = page.getByRole("checkbox", { name: "The host you introduce us to may read this note" });
    await expect(tick).not.toBeChecked();
    await expect(tick).toHaveAccessibleDescription(/only the secretariat reads it/);
    await fill(page, { "support.note": "A door of 78 cm.", goal: "We want to learn. ".repeat(218) });
    await tick.check();
    await send(page);
    await expect(page.locator("[data-problems]")).toBeVisible();
    await expect(tick).toBeChecked();
    await expect(value(page, "support.note")).toHaveValue("A door of 78 cm.");
    await value(page, "goal").fill(`${search.goal} ${Math.random()}`);
    await send(page);
    await expect(page).toHaveURL(/received/);
    await page.close();
  });
}

test("what does not fit the offer is told while one types, and can be sent all the same", async ({ page }) => {
  await page.goto(ask);
  await expect(page.locator("[data-asked]")).toContainText("2–8 people");
  await expect(page.locator("[data-asked] .demo-mark")).toBeVisible();
  await expect(value(page, "activity")).toHaveValue("job-shadowing");
  await fill(page, { participants: "30", "period.from": "2027-07-01", "period.until": "2027-07-31", goal: `${search.goal} ${Math.random()}` });
  await value(page, "minors").check();
  const notes = page.locator(".field-fit:not(:empty)");
  await expect(notes).toHaveText([/1 February – 12 March 2027/, "You are 30 people; this host receives groups of 2–8 people.", /under 18/]);
  await value(page, "participants").fill("8");
  await value(page, "days").focus();
  await expect(notes).toHaveCount(2);
  await waitForTyping(page);
  await send(page);
  await page.waitForURL(/received/);
  await expect(page.locator("[data-demonstration]")).toContainText("its host is invented");
});

test("another offer can be chosen, with its own conditions", async ({ page }) => {
  await page.goto(form);
  await expect(page.locator("[data-asked]")).toBeHidden();
  await value(page, "participants").fill("30");
  await page.getByText("Ask about a particular offer").click();
  await value(page, "offer").selectOption("container-from-ship-to-shop");
  await expect(page.locator("[data-asked]")).toContainText("Follow one container");
  await expect(page.locator(".field-fit:not(:empty)")).toHaveText(/2–8 people/);
  await value(page, "offer").selectOption("");
  await expect(page.locator("[data-asked]")).toBeHidden();
  await expect(page.locator(".field-fit:not(:empty)")).toHaveCount(0);
});

for (const script of [true, false]) {
  test(`the offer that is asked about is shown once, ${script ? "with" : "without"} script`, async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: script });
    await page.goto(ask);
    const named = page.getByText("Follow one container").filter({ visible: true });
    await expect(named).toHaveCount(1);
    await expect(value(page, "offer")).toBeHidden();
    await expect(value(page, "offer")).toHaveValue("container-from-ship-to-shop");
    // Another one is chosen in the same place.
    await page.getByText("Ask about another offer, or about none").click();
    await expect(value(page, "offer")).toBeVisible();
    await page.goto(form);
    await expect(page.getByText("Ask about a particular offer")).toBeVisible();
    await expect(value(page, "offer")).toBeHidden();
    await page.close();
  });
}

/** The lines of the list of problems. */
const problems = (page) => page.locator("[data-problems] li").allInnerTexts();

test("where nothing was chosen, it says what to choose, with script as without", async ({ browser }) => {
  const lists = [];
  for (const javaScriptEnabled of [true, false]) {
    const page = await browser.newPage({ javaScriptEnabled });
    lists.push([]);
    for (const address of [form, "/en/offer-to-host/", "/en/join/"]) {
      await page.goto(address);
      await send(page);
      await expect(page.locator("[data-problems]")).toBeVisible();
      const list = await problems(page);
      expect(list.filter((line) => /(kind|country|activit|audience|Who).*fill this in/i.test(line))).toEqual([]);
      // Without script, an empty list of languages is one problem.
      lists.at(-1).push(list.filter((line) => !/language/.test(line)));
      const beside = page.locator('[data-problem="organisation.kind"]');
      await expect(beside).toHaveText("Choose the kind of your organisation.");
    }
    await page.close();
  }
  expect(lists[0][0]).toContain("Choose what kind of exchange you are looking for.");
  expect(lists[0][0]).toContain("Choose who will travel.");
  expect(lists[0][1]).toContain("Choose at least one kind of exchange.");
  expect(lists[0]).toEqual(lists[1]);
});

test("one round names all problems, also those that only the server knows", async ({ page }) => {
  await page.goto(form);
  // Too many days for the dates, and more people with fewer opportunities than people: no rule of the browser's.
  await fill(page, { "contact.email": "", days: "90", participants: "4", fewer_opportunities: "9", goal: `${search.goal} ${Math.random()}` });
  await send(page);
  await expect(page.locator("[data-problems]")).toBeFocused();
  expect(await problems(page)).toEqual([
    "E-mail address: Please fill this in.",
    expect.stringMatching(/^Days of the visit: .*takes 90 days/),
    expect.stringMatching(/^Of these, people with fewer opportunities: 9 is more than the 4 people/),
  ]);
  await expect(page.locator('[data-problem="days"]')).toContainText("90 days");
  await value(page, "days").fill("3");
  await expect(page.locator('[data-problem="days"]')).toBeHidden();
  await value(page, "fewer_opportunities").fill("2");
  await value(page, "contact.email").fill("contact@example.org");
  await send(page);
  await page.waitForURL(/received/);
});

test("problems are told without the server too", async ({ page, context }) => {
  await page.goto(form);
  await context.setOffline(true);
  await send(page);
  await expect(page.locator("[data-problems] li").first()).toBeVisible();
  expect(await problems(page)).toContain("Choose what kind of exchange you are looking for.");
});

test("without script, what does not fit is told once", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(ask);
  await fill(page, { participants: "30", goal: `${search.goal} ${Math.random()}` });
  await send(page);
  await expect(page.locator("[data-unfit]")).toContainText("You are 30 people; this host receives groups of 2–8 people.");
  await expect(value(page, "organisation.name")).toHaveValue(search["organisation.name"]);
  await send(page);
  await expect(page).toHaveURL(/received/);
  await page.close();
});

for (const [name, next, never] of [
  ["find-a-host", "When there is a match", "Your offer appears"],
  ["offer-to-host", "Your offer appears on this site", "When there is a match"],
  ["join", "You are invited to the meetings", "When there is a match"],
]) {
  test(`the page after sending is that of its form: ${name}`, async ({ page }) => {
    await page.goto(`/api/requests/received/en/${name}/MM-7K3M-9QPD-2XWV`);
    await expect(page.locator("main")).toContainText(next);
    expect(await page.locator("main").innerText()).not.toContain(never);
    await page.goto(`/en/${name}/`);
    expect(await page.locator("main").innerText()).toContain(next);
  });
}

test("what was chosen in the list is filled into the form", async ({ page }) => {
  await page.goto("/en/offers/?activity=combined-visit&country=es&month=2027-10&language=en-b1");
  await page.locator("[data-invite] a").click();
  await expect(value(page, "activity")).toHaveValue("combined-visit");
  await expect(page.locator('[name="countries"][value="ES"]')).toBeChecked();
  await expect(value(page, "period.from")).toHaveValue("2027-10-01");
  await expect(value(page, "period.until")).toHaveValue("2027-10-31");
  await expect(value(page, "languages[0].code")).toHaveValue("en");
  await expect(value(page, "languages[0].level")).toHaveValue("B1");
});

test("without script, the form knows the list that one comes from", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  for (const [address, chosen] of [
    ["/en/offers/country/es/", '[name="countries"][value="ES"]'],
    ["/en/offers/activity/job-shadowing/", '[name="activity"] option[value="job-shadowing"]'],
  ]) {
    await page.goto(address);
    await page.locator("[data-invite] a").click();
    await expect(page.locator(chosen)).toHaveAttribute(chosen.includes("option") ? "selected" : "checked", "");
  }
  await page.close();
});

test("in a list of one kind of exchange, each offer names this kind first", async ({ page }) => {
  for (const address of ["/en/offers/activity/combined-visit/", "/en/offers/?activity=combined-visit"]) {
    await page.goto(address);
    const rows = page.locator("[data-table] .offer");
    await expect(page.locator(".find-count")).toContainText(/^\d offers$/);
    await expect(rows.first().locator("[data-kind]").first()).toHaveAttribute("data-kind", "combined-visit");
    for (const row of await rows.all()) await expect(row.locator("[data-kind]").first()).toHaveAttribute("data-kind", "combined-visit");
  }
});
