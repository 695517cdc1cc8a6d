// What a person types into "find a host".
export const search = {
  "organisation.name": "Example School Group",
  "organisation.place": "Ghent",
  "contact.name": "Contact Person",
  "contact.email": "contact@example.org",
  goal: "How a school and its companies share one training plan for apprentices.",
  "period.from": "2027-03-01",
  "period.until": "2027-04-30",
  days: "3",
  participants: "4",
};

export const choices = {
  "organisation.kind": "EPLUS-EDU-VOC-SEC",
  "organisation.country": "BE",
  activity: "job-shadowing",
  "languages[0].code": "en",
  "languages[0].level": "B2",
};

export async function fill(page, changes = {}) {
  for (const [name, value] of Object.entries({ ...search, ...changes })) {
    await page.locator(`[name="${name}"]`).fill(value);
  }
  for (const [name, value] of Object.entries(choices)) {
    const field = page.locator(`select[name="${name}"]`);
    if (await field.count()) await field.selectOption(value);
    else await page.locator(`[name="${name}"][value="${value}"]`).check();
  }
  await page.locator('[name="audiences"][value="teachers"]').check();
  await page.locator('[name="consent"]').check();
}

export function send(page) {
  return page.locator('main form button[type="submit"]').first().click();
}

/** Waits until the page has been open for so long that who sends its form is no longer suspected to be a program: three seconds. */
export function waitForTyping(page) {
  return page.waitForFunction(() => performance.now() > 3_000);
}
