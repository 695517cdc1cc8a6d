// What the tests of the desk share: requests that somebody sent, and who works on them.
import { expect } from "@playwright/test";
import { choices, search } from "./form.mjs";

/** Sends a request for a host as a browser would, and gives its reference. */
export async function ask(request, changes = {}) {
  const { goal = `${search.goal} (${crypto.randomUUID()})`, ...others } = changes;
  const fields = { form: "find-a-host", language: "en", ...search, ...choices, audiences: "teachers", consent: "yes", goal, ...others };
  const answer = await request.post("/api/requests", { headers: { Accept: "text/html" }, maxRedirects: 0, form: fields });
  expect(answer.status(), await answer.text()).toBe(303);
  return answer.headers().location.split("/").pop();
}

/** Says who works at this browser. */
export async function workAs(page, name) {
  await page.goto("/desk/");
  await page.locator(".who summary").click();
  await page.locator("#who").fill(name);
  await page.locator(".who-form button").click();
  await expect(page.locator(".who summary")).toContainText(name);
}

/** The row of a request in a list. */
export function row(page, reference) {
  return page.locator(".rows tbody tr", { has: page.locator(`[id="${reference}"]`) });
}
