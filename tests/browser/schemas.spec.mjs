// The published schemas, compiled by Ajv as it is set up without options: in strict mode, which refuses what it does not know.
import { expect, test } from "@playwright/test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

// A compiler of its own for each schema, as somebody has who needs one of them; it may have nothing to complain of, either.
function compile(schema) {
  const complaints = [];
  const log = (...words) => complaints.push(words.join(" "));
  const ajv = new Ajv({ logger: { log, warn: log, error: log } });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  expect(complaints, schema.$id).toEqual([]);
  return validate;
}

async function published(request) {
  const page = await (await request.get("/en/open-data/")).text();
  const addresses = [...page.matchAll(/href="(\/data\/schemas\/[^"]+)"/g)].map((match) => match[1]);
  const names = new Map();
  for (const address of new Set(addresses)) names.set(address.split("/").pop(), await (await request.get(address)).json());
  return names;
}

test("every published schema compiles", async ({ request }) => {
  const schemas = await published(request);
  expect(schemas.size).toBeGreaterThanOrEqual(12);
  for (const schema of schemas.values()) compile(schema);
});

test("published data fit the schema that they name, and no other data do", async ({ request }) => {
  const schemas = await published(request);
  for (const name of ["offers", "case-studies", "monitoring", "site"]) {
    const data = await (await request.get(`/data/${name}.json`)).json();
    const schema = schemas.get(`${name}.schema.json`);
    expect(data.$schema).toBe(schema.$id);
    const validate = compile(schema);
    expect(validate(data) || validate.errors, name).toBe(true);
    expect(validate({ ...data, version: "one" }), name).toBe(false);
  }
});
