/**
 * What axe, the usual checker of accessibility, has to say of a page.
 * @module
 */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE_PATH = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/**
 * Checks a page. The checker goes in by the debugger, as the page's policy lets nothing in.
 *
 * @param page The page.
 * @returns Its violations, in a line each.
 */
export async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: await Deno.readTextFile(AXE_PATH) });
  const answer = await session.send("Runtime.evaluate", {
    expression: "axe.run().then(({ violations }) => violations.map((one) => " +
      "one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120) + ' ' + (node.any[0]?.message ?? '')).join(' | ')))",
    awaitPromise: true,
    returnByValue: true,
  });
  return answer.result.value;
}
