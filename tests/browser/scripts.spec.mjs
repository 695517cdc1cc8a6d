// Whatever people send stays text: no script in it ever runs, neither on the page that answers nor at the desk. The
// policy of the site, which would stop most scripts by itself, is switched off, so that the pages alone are judged.
//
// Every third payload as a rule; `PAYLOADS=all npx playwright test scripts.spec.mjs` sends all of them.
import { expect, test } from "@playwright/test";
import { choices, search } from "./form.mjs";

/** Scripts in the ways that have worked somewhere. Each says its number, so that one that runs is known. */
const PAYLOADS = [
  "<script>alert(N)</script>",
  "<ScRiPt>alert(N)</sCrIpT>",
  "<script src=data:,alert(N)></script>",
  "<script>alert(N)//",
  "</textarea><script>alert(N)</script>",
  "</title><script>alert(N)</script>",
  "</script><script>alert(N)</script>",
  "</style><script>alert(N)</script>",
  "--><script>alert(N)</script><!--",
  "]]><script>alert(N)</script>",
  "\"><script>alert(N)</script>",
  "'><script>alert(N)</script>",
  "<img src=x onerror=alert(N)>",
  "\"><img src=x onerror=alert(N)>",
  "' autofocus onfocus='alert(N)",
  "\" autofocus onfocus=\"alert(N)",
  "\" onmouseover=\"alert(N)\" style=\"position:fixed;inset:0",
  "x onanimationstart=alert(N) style=animation:x",
  "<svg onload=alert(N)>",
  "<svg><script>alert(N)</script></svg>",
  "<svg><animate onbegin=alert(N) attributeName=x dur=1s>",
  "<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(N)>",
  "<details open ontoggle=alert(N)>",
  "<body onload=alert(N)>",
  "<input autofocus onfocus=alert(N)>",
  "<iframe srcdoc=\"<script>parent.alert(N)</script>\"></iframe>",
  "<iframe src=javascript:parent.alert(N)></iframe>",
  "<object data=javascript:alert(N)></object>",
  "<meta http-equiv=refresh content=0;url=javascript:alert(N)>",
  "<base href=javascript:alert(N)//>",
  "<a href=javascript:alert(N) autofocus>[x](javascript:alert(N))</a>",
  "javascript:alert(N)",
  "&lt;script&gt;alert(N)&lt;/script&gt;",
  "{{constructor.constructor('alert(N)')()}}",
  "${alert(N)}",
  "<%= alert(N) %>",
  "<video><source onerror=alert(N)></video>",
  "<template shadowrootmode=open><img src=x onerror=alert(N)></template>",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(N)>\">",
  "\uff1cscript\uff1ealert(N)\uff1c/script\uff1e<xss onpointerrawupdate=alert(N) autofocus tabindex=1 onfocus=alert(N)>",
];

const every = process.env.PAYLOADS === "all" ? 1 : 3;
const payloads = PAYLOADS.filter((_, at) => at % every === 0);

const only = (pattern) => Object.fromEntries(Object.entries({ ...search, ...choices }).filter(([name]) => pattern.test(name)));
const sender = only(/^(organisation|contact)\./);

/** What each form needs beside the texts that are tried. */
const FORMS = {
  "find-a-host": { ...search, ...choices, audiences: "teachers" },
  "offer-to-host": {
    ...sender, ...only(/^languages/), audiences: "teachers", activities: "job-shadowing", sectors: "071", "group.min": "1", "group.max": "6",
    "duration.min": "2", "duration.max": "5", "windows[0].from": "2027-03-01", "windows[0].until": "2027-05-31",
  },
  join: sender,
};

test.use({ bypassCSP: true });

test("no script that people send runs on the page that answers or at the desk", async ({ page, request }) => {
  test.setTimeout(900_000);
  const ran = [];
  page.on("dialog", (dialog) => {
    ran.push(`${dialog.message()} at ${page.url()}`);
    return dialog.dismiss();
  });
  await page.setContent("<img src=x onerror=alert(0)>");
  await expect.poll(() => ran.length, "one that runs is noticed").toBe(1);
  ran.length = 0;
  let tried = 0;
  const open = async (address) => {
    await page.goto(address);
    const links = await page.locator("[href^='javascript:' i], [src^='javascript:' i], [action^='javascript:' i]").count();
    expect(links, address).toBe(0);
  };
  for (const [form, rest] of Object.entries(FORMS)) {
    await open(`/en/${form}/`);
    const names = await page
      .locator("main form :is(input[type=text], input:not([type]), textarea)")
      .evaluateAll((fields) => fields.map((field) => field.name).filter((name) => name && !name.includes("subject")));
    expect(names.length, form).toBeGreaterThanOrEqual(5);
    for (const payload of payloads) {
      const texts = names.map((name) => [name, `${payload.replaceAll("N", ++tried)} and a few words more`]);
      const fields = { ...rest, form, language: "en", ...Object.fromEntries(texts) };
      // Without consent it is not accepted: the page comes back with all that was typed.
      await page.evaluate((fields) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: "/api/requests" });
        for (const [name, value] of Object.entries(fields)) {
          const field = document.createElement("textarea");
          Object.assign(field, { name, value });
          form.append(field);
        }
        document.body.append(form);
        HTMLFormElement.prototype.submit.call(form);
      }, fields);
      await expect(page.locator("main .problems")).toBeVisible();
      const answer = await request.post("/api/requests", { headers: { Accept: "application/json" }, form: { ...fields, consent: "on" } });
      expect(answer.status(), await answer.text()).toBe(201);
      const { reference } = await answer.json();
      await open(`/desk/requests/${reference}`);
      await open(`/desk/requests/${reference}/erase`);
      if (form === "offer-to-host") await open(`/desk/requests/${reference}/offer`);
      await open(`/desk/search?q=${encodeURIComponent(fields["organisation.name"])}`);
    }
  }
  await open("/desk/");
  expect(await page.locator(".rows tbody tr").count()).toBeGreaterThan(0);
  expect(ran).toEqual([]);
  console.log(`${tried} scripts sent, none ran`);
});
