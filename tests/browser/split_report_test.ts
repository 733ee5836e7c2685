/**
 * Reports of more benchmarks than a page holds, opened from a folder as anyone does who was sent them.
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { startBrowser } from "../../scripts/report_timing/start_browser.ts";
import { htmlPages } from "../../src/harness/report/html/split_report.ts";
import { reportModel } from "../golden/report_model.ts";
import { violations } from "./axe.ts";
import { openPage } from "./watched_page.ts";

Deno.test("a report of 1,000 benchmarks leads from its front page to every suite and back, without a server", async () => {
  const directory = await Deno.makeTempDir();
  const pages = htmlPages(reportModel({ benchmarks: 1_000, samples: 8 }), "a report.html");
  for (const { file, text } of pages) await Deno.writeTextFile(join(directory, file), text);
  const browser = await startBrowser();
  try {
    const { page, complaints } = await openPage(browser, directory, { file: "a report.html" });
    assert.deepEqual(await violations(page), []);
    await page.locator(".findings a").first().click();
    await page.locator("#row-2 + .more.open .panel").waitFor();
    await page.locator(".above a").click();
    await page.locator(".pages a").last().click();
    assert.equal(await page.locator("tr.row").count(), pages.at(-1)!.text.match(/<tr class="row"/g)!.length);
    await page.locator("#filter").fill("scenario 999");
    assert.equal(await page.locator("#shown").textContent(), "1 shown");
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
    await Deno.remove(directory, { recursive: true });
  }
});
