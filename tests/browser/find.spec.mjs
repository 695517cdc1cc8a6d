// Filters and search in a real browser: what is shown against what the published data say, by mouse, by keyboard, on a
// phone, and when something is wrong.
import { expect, test } from "@playwright/test";
import { violations } from "./accessibility.mjs";

const artefacts = new URL("../artefacts/", import.meta.url).pathname;

const TODAY = "2026-11-23";
const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"];

/** Open offers, from the open data. */
async function openOffers(request) {
  const { offers } = await (await request.get("/data/offers.json")).json();
  return offers.filter((offer) => offer.open);
}

/** Country by region. */
async function countries(request) {
  const { regions } = await (await request.get("/data/vocabulary.json")).json();
  return new Map(regions.map(({ code, country }) => [code, country.toLowerCase()]));
}

/** Whether the shortest stay can begin in a month, said independently of the generator. */
function opensIn(offer, month) {
  const last = offer.valid_until;
  const leavingTime = (day) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - offer.duration.min + 1);
    return date.toISOString().slice(0, 10);
  };
  return offer.windows.some(({ from, until }) => {
    const first = from < TODAY ? TODAY : from;
    const end = leavingTime(until < last ? until : last);
    return first <= end && first.slice(0, 7) <= month && month <= end.slice(0, 7);
  });
}

const titles = (page) => page.locator("[data-table] .offer-title, [data-table] .story-title");
const count = (page) => page.locator(".find-count");
const number = async (page, filter, value) =>
  Number(await page.locator(`[data-filter="${filter}"] label:has([value="${value}"]) .num`).textContent());

/** Unfolds a filter, if it is folded. */
async function unfold(page, filter) {
  const group = page.locator(`[data-filter="${filter}"]`);
  if (!(await group.evaluate((element) => element.open))) await group.locator("summary").click();
}

async function choose(page, filter, value) {
  await unfold(page, filter);
  await page.locator(`[data-filter="${filter}"] input[value="${value}"]`).click();
}

/** Waits until the lines belong to an address. */
const answered = (page, address) => expect(page.locator("[data-find]")).toHaveAttribute("data-answered", address);

const said = (offers) => (offers.length === 0 ? "No offer" : `${offers.length} offer${offers.length === 1 ? "" : "s"}`);

test.describe("the list of offers", () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test("a choice narrows the list, a second value of the same filter widens it", async ({ page, request }) => {
    const offers = await openOffers(request);
    const country = await countries(request);
    const from = (...codes) => offers.filter(({ host }) => codes.includes(country.get(host.region)));
    await page.goto("/en/offers/");
    await choose(page, "country", "es");
    await expect(count(page)).toHaveText(said(from("es")));
    await choose(page, "country", "fr");
    await expect(count(page)).toHaveText(said(from("es", "fr")));
    await expect(page).toHaveURL(/\/en\/offers\/\?country=es&country=fr$/);
    await expect(titles(page)).toHaveText(from("es", "fr").map(({ title }) => title.en), { ignoreCase: false });
    // Its own choices keep their numbers, others follow.
    expect(await number(page, "country", "be")).toBe(from("be").length);
    const teachers = from("es", "fr").filter(({ audiences }) => audiences.includes("teachers"));
    expect(await number(page, "audience", "teachers")).toBe(teachers.length);
  });

  test("filters are combined, and every number is right", async ({ page, request }) => {
    const offers = await openOffers(request);
    await page.goto("/en/offers/");
    await choose(page, "month", "2027-03");
    await unfold(page, "language");
    await page.locator("#filter-language").selectOption("en");
    await page.locator("#filter-level").selectOption("b1");
    await choose(page, "group", "2-5");
    const speaks = ({ languages }) =>
      languages.some(({ code, level }) => code === "en" && LEVELS.indexOf(level) <= LEVELS.indexOf("B1"));
    const fits = ({ group }) => group.min <= 5 && group.max >= 2;
    const hits = offers.filter((offer) => opensIn(offer, "2027-03") && speaks(offer) && fits(offer));
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThan(offers.length);
    await expect(count(page)).toHaveText(said(hits));
    await expect(page).toHaveURL(/\?month=2027-03&language=en-b1&group=2-5$/);
    for (const month of ["2027-01", "2027-05", "2027-10"]) {
      const others = offers.filter((offer) => opensIn(offer, month) && speaks(offer) && fits(offer));
      expect(await number(page, "month", month), month).toBe(others.length);
    }
    for (const theme of new Set(hits.flatMap(({ themes }) => themes))) {
      const others = hits.filter(({ themes }) => themes.includes(theme));
      expect(await number(page, "theme", theme), theme).toBe(others.length);
    }
    const byRail = hits.filter(({ travel }) => travel.by_rail);
    expect(await number(page, "rail", "yes")).toBe(byRail.length);
  });

  test("all support that is chosen is needed", async ({ page, request }) => {
    const offers = await openOffers(request);
    await page.goto("/en/offers/?support=step-free-access&support=mentor");
    const has = (measure) => ({ support }) => support.measures.includes(measure);
    await expect(count(page)).toHaveText(said(offers.filter(has("step-free-access")).filter(has("mentor"))));
  });

  test("a broad sector opens its narrow ones", async ({ page, request }) => {
    const offers = await openOffers(request);
    const within = (code) => offers.filter(({ sectors }) => sectors.some((sector) => sector.startsWith(code)));
    await page.goto("/en/offers/");
    await choose(page, "sector", "07");
    await expect(count(page)).toHaveText(said(within("07")));
    await expect(page.locator('[value="071"]')).toBeVisible();
    await choose(page, "sector", "07");
    await choose(page, "sector", "071");
    await expect(count(page)).toHaveText(said(within("071")));
  });

  test("the list can be sorted", async ({ page, request }) => {
    const offers = await openOffers(request);
    const newest = offers.toSorted((a, b) => b.published.localeCompare(a.published));
    await page.goto("/en/offers/");
    await page.locator("[data-sort]").selectOption("newest");
    await expect(page).toHaveURL(/\?sort=newest$/);
    await expect(titles(page).first()).toHaveText(newest[0].title.en);
    await page.locator("[data-sort]").selectOption("soonest");
    await answered(page, "?sort=soonest");
    const next = ({ windows }) =>
      windows.filter(({ until }) => until >= TODAY).map(({ from }) => (from < TODAY ? TODAY : from)).sort()[0];
    const days = offers.map(next).sort();
    const addresses = await page.locator("[data-table] .offer-title a").evaluateAll((links) => links.map(({ pathname }) => pathname));
    const shown = addresses.map((path) => next(offers.find(({ slug }) => path === `/en/offers/${slug}/`)));
    expect(shown).toEqual(days.slice(0, shown.length));
  });

  test("words are found and marked", async ({ page }) => {
    await page.goto("/en/offers/");
    await page.locator("#find-words").fill("crane simulators");
    await expect(page).toHaveURL(/\?q=crane\+simulators$/);
    await expect(titles(page).first()).toHaveText("Follow one container from the ship to the shop");
    const marks = await page.locator(".snippet").first().locator("mark").allTextContents();
    expect(marks.join(" ").toLowerCase()).toMatch(/crane simulator/);
    await expect(page.locator("[data-sort]")).toHaveValue("relevance");
  });

  test("a word is found only where it is, whatever it begins with", async ({ page, request }) => {
    const offers = await openOffers(request);
    const has = (offer, pattern) => pattern.test(JSON.stringify(offer).normalize("NFD").replace(/\p{M}/gu, ""));
    await page.goto("/en/offers/");
    const search = async (words) => {
      await page.getByLabel("Search in the offers").fill(words);
      await answered(page, `?q=${new URLSearchParams([["", words]]).toString().slice(1)}`);
    };
    // Each begins with a word that is there: "a", "school", "port".
    for (const nowhere of ["acetylene", "schoolmasterly", "portcullis", "xyzzy", "ačores"]) {
      await search(nowhere);
      await expect(count(page), nowhere).toHaveText("No offer");
      await expect(page.locator("[data-empty]"), nowhere).toContainText(nowhere);
    }
    // One word that is nowhere among others: its absence is named, and the others are proposed.
    await search("boat xyzzy");
    await expect(count(page)).toHaveText("No offer");
    await expect(page.locator("[data-empty]")).toContainText("xyzzy");
    await page.locator("[data-empty]").getByRole("button", { name: /Without “xyzzy”/ }).click();
    await expect(page).toHaveURL(/\?q=boat$/);
    await expect(titles(page).first()).toBeVisible();
    // Other forms of a word, and its beginning, are found.
    for (const form of ["boats", "boat", "boa"]) {
      await search(form);
      await expect(titles(page).first(), form).toBeVisible();
    }
    // What offers say of beds, money, ways and access is searched too.
    for (const [words, pattern] of [["nurses", /\bnurs/i], ["meals", /\bmeal/i], ["ferries", /\bferr(y|ies)\b/i]]) {
      const hits = offers.filter((offer) => has(offer, pattern));
      await search(words);
      expect(hits.length, words).toBeGreaterThan(0);
      await expect(count(page), words).toHaveText(said(hits));
    }
  });

  test("letters that a keyboard lacks need not be typed", async ({ page }) => {
    await page.goto("/en/offers/");
    for (const words of ["floro", "Florø", "FLORO", "flor"]) {
      await page.getByLabel("Search in the offers").fill(words);
      await answered(page, `?q=${encodeURIComponent(words)}`);
      await expect(titles(page).first(), words).toHaveText(/salmon and seaweed/);
    }
  });

  test("what is typed or ticked before the script has loaded is taken up", async ({ page }) => {
    let load;
    const loading = new Promise((resolve) => (load = resolve));
    await page.route("**/find.js*", async (route) => {
      await loading;
      await route.continue();
    });
    await page.goto("/en/offers/", { waitUntil: "commit" });
    await page.locator("#find-words").fill("boat");
    await page.locator('[data-filter="month"] summary').click();
    await page.locator('[data-filter="month"] input[value="2027-03"]').check();
    load();
    await answered(page, "?q=boat&month=2027-03");
    await expect(page.locator("#find-words")).toHaveValue("boat");
  });

  test("an address restores all of it, and the way back is the way one came", async ({ page }) => {
    await page.goto("/en/offers/?country=es&sort=newest");
    await answered(page, "?country=es&sort=newest");
    const spain = await titles(page).allTextContents();
    await expect(page.locator('[data-filter="country"] [value="es"]')).toBeChecked();
    await expect(page.locator("[data-sort]")).toHaveValue("newest");
    await expect(page.locator(".chip")).toHaveText(["Country: Spain"]);
    await choose(page, "activity", "job-shadowing");
    await expect(page.locator(".chip")).toHaveCount(2);
    await page.locator("#find-words").fill("school");
    await expect(page).toHaveURL(/q=school/);
    await page.locator("#find-words").fill("school and workshop");
    await expect(page).toHaveURL(/q=school\+and\+workshop/);
    // Letter after letter is one step.
    await page.goBack();
    await expect(page).toHaveURL(/\?activity=job-shadowing&country=es&sort=newest$/);
    await expect(page.locator("#find-words")).toHaveValue("");
    await page.goBack();
    await expect(page.locator(".chip")).toHaveText(["Country: Spain"]);
    await expect(titles(page)).toHaveText(spain);
    await page.goForward();
    await expect(page.locator('[data-filter="activity"] [value="job-shadowing"]')).toBeChecked();
  });

  test("what is chosen can be taken away, one by one or all at once, and the list is as before", async ({ page }) => {
    await page.goto("/en/offers/");
    const before = await titles(page).allTextContents();
    const all = await count(page).textContent();
    await choose(page, "country", "es");
    await page.locator('[data-filter="rail"] input').check();
    await page.getByRole("button", { name: "Remove: Country: Spain" }).click();
    await expect(page).toHaveURL(/\?rail=yes$/);
    await expect(page.locator(".chip")).toBeFocused();
    await choose(page, "country", "fr");
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect(page).toHaveURL(/\/en\/offers\/$/);
    await expect(titles(page)).toHaveText(before);
    await expect(count(page)).toHaveText(all);
    await expect(page.locator("#find-words")).toBeFocused();
  });

  test("what an address asks and nobody knows is said, and can be taken out", async ({ page, request }) => {
    const offers = await openOffers(request);
    await page.goto("/en/offers/?country=es&colour=blue&month=never&country=atlantis");
    const notice = page.locator("[data-notice]");
    await expect(notice).toContainText("colour=blue, month=never, country=atlantis");
    await expect(page.locator(".chip")).toHaveText(["Country: Spain"]);
    const country = await countries(request);
    await expect(count(page)).toHaveText(said(offers.filter(({ host }) => country.get(host.region) === "es")));
    await notice.getByRole("button").click();
    await expect(notice).toBeHidden();
    await expect(page).toHaveURL(/\?country=es$/);
  });

  test("nothing found proposes what comes nearest, and the form", async ({ page }) => {
    await page.goto("/en/offers/?q=germny&country=es");
    const empty = page.locator("[data-empty]");
    await expect(empty).toContainText("germny");
    await expect(empty.getByRole("link", { name: "Germany" })).toHaveAttribute("href", /\?country=de$/);
    await expect(empty.getByRole("link", { name: "Find a host" })).toHaveAttribute("href", /^\/api\/requests\/ask\/en\?.*countries=ES/);
    await expect(count(page)).toHaveText("No offer");
    await empty.getByRole("button", { name: /^Without “germny” \(\d+\)$/ }).click();
    await expect(page).toHaveURL(/\?country=es$/);
    await expect(titles(page).first()).toBeVisible();
    await expect(empty).toBeHidden();
    await expect(page.locator("#find-words")).toBeFocused();
  });

  test("nothing found is said once, and only what helps is proposed", async ({ page }) => {
    const empty = page.locator("[data-empty]");
    const lines = empty.locator("p");
    await page.goto("/en/search/?q=xyzzy");
    await expect(count(page)).toHaveText("Nothing found");
    await expect(lines).toHaveText(["No page mentions “xyzzy”.", /^Describe/]);
    await expect(empty.getByRole("button")).toHaveCount(0);
    // Two words that are nowhere together: one of them may do.
    await page.goto("/en/search/?q=boat+xyzzy");
    await expect(lines).toHaveText(["No page mentions “xyzzy”.", "Try fewer words", /^Describe/]);
    // Only filters: the number says that there is nothing, so the way out comes at once.
    await page.goto("/en/offers/?country=lv&activity=combined-visit");
    await expect(count(page)).toHaveText("No offer");
    await expect(lines).toHaveText(["Try fewer filters", /^Describe/]);
    await expect(empty.getByRole("link")).toHaveText("Find a host with these filters");
    await page.goto("/en/offers/?country=lv&q=florø");
    await expect(lines).toHaveText(["Try fewer words or filters", /^Describe/]);
  });

  test("an index that can't be loaded is told, and the list stays", async ({ page }) => {
    await page.route("**/pagefind/**", (route) => route.abort());
    await page.goto("/en/offers/?country=es");
    await expect(page.locator("[data-notice]")).toContainText("cannot be loaded");
    expect(await titles(page).count()).toBeGreaterThan(20);
    await page.unroute("**/pagefind/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(count(page)).toHaveText(/^[1-9]\d? offers?$/);
    await expect(titles(page).first()).toBeVisible();
  });

  test("more is shown on demand, and the focus follows", async ({ page, request }) => {
    const offers = await openOffers(request);
    await page.goto("/en/offers/?sort=newest");
    await expect(titles(page)).toHaveCount(24);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(titles(page)).toHaveCount(offers.length);
    await expect(titles(page).nth(24).locator("a")).toBeFocused();
  });

  test("a choice on a facet's page, or on a later page, leads to the list", async ({ page }) => {
    await page.goto("/en/offers/country/es/");
    await expect(page.locator('[data-filter="country"] [value="es"]')).toBeChecked();
    await choose(page, "month", "2027-03");
    await expect(page).toHaveURL(/\/en\/offers\/\?country=es&month=2027-03$/);
    await expect(page.locator(".chip")).toHaveCount(2);
    await page.goto("/en/offers/page-2/");
    await page.locator("#find-words").fill("bread");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/offers\/\?q=bread$/);
  });

  test("by keyboard alone", async ({ page }) => {
    await page.goto("/en/offers/");
    const reach = async (selector) => {
      for (let steps = 0; steps < 80; steps += 1) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate((selector) => {
          const element = document.activeElement;
          // A line of the list shows the focus of its link.
          const shown = element.closest(".offer") ?? element;
          return { there: element.matches(selector), outline: getComputedStyle(shown).outlineStyle };
        }, selector);
        if (seen.there) {
          expect(seen.outline, `focus is visible on ${selector}`).not.toBe("none");
          return;
        }
      }
      throw new Error(`${selector} can't be reached`);
    };
    await reach('[data-filter="country"] summary');
    await page.keyboard.press("Enter");
    await reach('[data-filter="country"] [value="es"]');
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/\?country=es$/);
    await expect(page.locator('[data-filter="country"] [value="es"]')).toBeFocused();
    await reach('[data-filter="sector"] summary');
    await page.keyboard.press("Space");
    await reach(".facet-open");
    await page.keyboard.press("Enter");
    await expect(page.locator(".facet-open").first()).toHaveAttribute("aria-expanded", "true");
    await reach("#find-words");
    await page.keyboard.type("school");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?q=school&country=es$/);
    await reach(".chip");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?country=es$/);
    await expect(page.locator(".chip")).toBeFocused();
    await reach("[data-table] .offer-title a");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/offers\/[a-z-]+\/$/);
    await page.goBack();
    await expect(page.locator(".chip")).toHaveText(["Country: Spain"]);
  });
});

test.describe("stories, and everything", () => {
  test("stories have filters of their own", async ({ page, request }) => {
    const { case_studies: stories } = await (await request.get("/data/case-studies.json")).json();
    const country = await countries(request);
    const sweden = stories.filter(({ hosts }) => hosts.some(({ region }) => country.get(region) === "se"));
    await page.goto("/en/case-studies/?country=se");
    await expect(titles(page)).toHaveCount(sweden.length);
    await expect(count(page)).toHaveText(`${sweden.length} stor${sweden.length === 1 ? "y" : "ies"}`);
    await expect(page.locator('[data-filter="month"]')).toHaveCount(0);
  });

  test("the search finds offers and stories", async ({ page }) => {
    await page.goto("/en/search/?q=training");
    await expect(page.locator("[data-table] .offer").first()).toBeVisible();
    await expect(page.locator("[data-table] .story").first()).toBeVisible();
    await expect(page.locator(".snippet mark").first()).toBeVisible();
    await choose(page, "kind", "case-study");
    await expect(page.locator("[data-table] .offer")).toHaveCount(0);
    await expect(page.locator("[data-table] .story").first()).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("filters are a sheet that always says how many there are", async ({ page }) => {
    await page.goto("/en/offers/");
    await expect(page.locator(".facets")).toBeHidden();
    await page.getByRole("button", { name: "Filters" }).tap();
    const show = page.locator("[data-show]");
    await expect(show).toBeInViewport();
    await page.locator('[data-filter="country"] summary').tap();
    const box = page.locator('[data-filter="country"] label').first();
    expect((await box.boundingBox()).height).toBeGreaterThanOrEqual(44);
    await box.tap();
    await expect(show).toHaveText(/^Show \d+ offers?$/);
    await expect(show).toBeInViewport();
    await show.tap();
    await expect(page.locator(".facets")).toBeHidden();
    await expect(page.getByRole("button", { name: "Filters (1)" })).toBeFocused();
    await expect(page.locator(".chip")).toHaveCount(1);
  });
});

test("without script, facets are links, and what needs script is not there", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, baseURL });
  const page = await context.newPage();
  await page.goto("/en/offers/");
  await expect(page.locator("#find-words")).toBeHidden();
  await page.getByRole("button", { name: "Filters" }).click();
  await expect(page.locator('[data-filter="month"]')).toBeHidden();
  await page.locator('[data-filter="country"] summary').click();
  await page.getByRole("link", { name: /^Spain/ }).click();
  await expect(page).toHaveURL(/\/en\/offers\/country\/es\/$/);
  await context.close();
});

test("the first view is light, still, and asks nobody else", async ({ page }) => {
  await page.setViewportSize({ width: 412, height: 823 });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto("/en/offers/", { waitUntil: "networkidle" });
  expect(asked.filter((address) => !address.startsWith("http://127.0.0.1:"))).toEqual([]);
  expect(asked.filter((address) => address.includes("/pagefind/"))).toEqual([]);
  expect(await page.evaluate(() => window.shifts)).toBe(0);
  console.log(`first view of the list of offers: ${Math.round(bytes / 1024)} KiB`);
  expect(bytes).toBeLessThanOrEqual(90_000);
});

test.describe("states of a list, wide and narrow, light and dark", () => {
  const states = {
    chosen: "/en/offers/?country=es&language=en-b1&month=2027-03",
    words: "/en/offers/?q=school",
    empty: "/en/offers/?q=germny&country=es",
    unknown: "/en/offers/?country=es&colour=blue",
    stories: "/en/case-studies/?activity=job-shadowing",
    everything: "/en/search/?q=training",
    open: "/en/offers/?sector=07",
  };
  for (const [name, address] of Object.entries(states)) {
    test(name, async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(address);
      await answered(page, /./);
      await expect(page.locator(name === "empty" ? "[data-empty]" : "[data-table] article").first()).toBeVisible();
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        if (name === "open" && width < 960) await page.getByRole("button", { name: "Filters" }).click();
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const path = `${artefacts}find-${name}-${width}-${colorScheme}.jpg`;
          await page.screenshot({ path, type: "jpeg", quality: 85, fullPage: name !== "open" });
          expect(await violations(page), `${width} px, ${colorScheme}`).toEqual([]);
        }
        const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(sideways), `${width} px wide`).toBe(0);
      }
    });
  }
});
