// What axe-core finds on a page.
import { readFileSync } from "node:fs";

const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The tags of all rules. */
export const allRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The violations of a page whose style sheets have arrived, by all rules or by those of some tags; each as its rule and its elements. */
export async function violations(page, { tags = allRules, script = true } = {}) {
  await page.waitForLoadState("load");
  if (!script) {
    // No timer runs in a page without script, and axe waits for one.
    await page.evaluate(() => {
      window.setTimeout = (act, _, ...values) => void Promise.resolve().then(() => act(...values));
    });
  }
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const result = await window.axe.run({ runOnly, resultTypes: ["violations"] });
    return result.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join(" | ")}`,
    );
  }, tags);
}
