// The Nu checker on every page of the site, and on those that the function and the desk answer with.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import vnu from "vnu-jar";
import { proposal, wish } from "./documents.mjs";
import { pages } from "./pages.mjs";

const run = promisify(execFile);
const folder = new URL("../artefacts/nu/", import.meta.url).pathname;

test("every page is valid HTML", async ({ request, baseURL }) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const listed = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g)].map((match) => match[1]);
  expect(listed.length).toBeGreaterThan(80);
  const others = ["/", "/en/thank-you/", "/en/not-accepted/", "/en/nothing-here/", "/embed/en/offers/", "/embed/en/country/es/", "/desk/"];
  for (const address of Object.values(pages)) if (address.startsWith("/desk/") && !others.includes(address)) others.push(address);
  const files = [];
  const keep = async (name, response) => {
    const path = `${folder}${name}.html`;
    writeFileSync(path, await response.text());
    files.push(path);
  };
  for (const address of [...listed, ...others]) {
    await keep(address.replaceAll(/[/?=&]/g, "_") || "root", await request.get(address));
  }

  const posted = { headers: { Accept: "text/html" } };
  const refused = await request.post("/api/requests", { ...posted, form: { form: "find-a-host", language: "en", goal: '"<b>&' } });
  expect(refused.status()).toBe(422);
  await keep("refused", refused);
  const joined = await request.post("/api/requests", {
    ...posted,
    maxRedirects: 0,
    form: {
      form: "join",
      language: "en",
      "organisation.name": "Example Town",
      "organisation.kind": "EPLUS-BODY-PUB-LOC",
      "organisation.country": "SE",
      "organisation.place": "Example",
      "contact.name": "Contact Person",
      "contact.email": "contact@example.org",
      motivation: "We would like to send our apprentices abroad.",
      consent: "on",
    },
  });
  expect(joined.status()).toBe(303);
  const thanks = joined.headers().location;
  await keep("thanks", await request.get(thanks));
  await keep("desk-request", await request.get(`/desk/requests/${thanks.split("/").pop()}`));
  await keep("desk-signed-out", await fetch(`${baseURL}/desk/reports`));
  await keep("desk-resend", await request.post("/desk/who", { form: { who: "Joana" } }));
  await keep("desk-unknown", await request.get("/desk/requests/MM-0000-0000-0000"));
  for (const [name, document] of Object.entries({ seeks: wish, offers: proposal })) {
    const { reference } = await (await request.post("/api/requests", { data: document })).json();
    await keep(`desk-${name}`, await request.get(`/desk/requests/${reference}`));
    if (document === wish) await keep("desk-compare", await request.get(`/desk/requests/${reference}/compare`));
  }

  const checked = await run("java", ["-Xss2m", "-jar", vnu, "--format", "gnu", ...files], { maxBuffer: 64 << 20 }).catch(
    (error) => error,
  );
  const lines = (checked.stderr ?? "").split("\n").filter((line) => line.includes(": "));
  expect(lines.map((line) => line.split("/").pop())).toEqual([]);
});
