/**
 * A page whose benchmarks have hostile names, in a browser that would obey them if it could.
 * @module
 */
import assert from "node:assert/strict";
import { startBrowser } from "../../scripts/report_timing/start_browser.ts";
import { htmlReport } from "../../src/harness/report/html/html_report.ts";
import { reportModel } from "../golden/report_model.ts";
import { HOSTILE_TEXTS } from "../harness/report/hostile_model.ts";
import { openPage } from "./watched_page.ts";

Deno.test("a page of hostile names runs nothing, asks for nothing and keeps within its window", async () => {
  const path = await Deno.makeTempFile({ suffix: ".html" });
  const model = reportModel({ benchmarks: HOSTILE_TEXTS.length, samples: 8 });
  const suites = model.suites.map((suite) => ({
    ...suite,
    benchmarks: suite.benchmarks.map((benchmark, index) => {
      const text = HOSTILE_TEXTS[index % HOSTILE_TEXTS.length]!;
      return { ...benchmark, id: `${text}/${index}`, title: text, meaning: text };
    }),
  }));
  await Deno.writeTextFile(path, htmlReport({ ...model, suites }));
  const browser = await startBrowser();
  try {
    for (const width of [360, 1_280]) {
      const { page, complaints } = await openPage(browser, path, { width });
      await page.locator(".opens button").first().click();
      await page.locator("th[data-sort=name] button").first().evaluate("(button) => button.click()");
      assert.deepEqual(complaints, []);
      const wide = await page.locator("html").evaluate((html) => html.scrollWidth);
      assert(wide <= width, `${wide} pixels in a window of ${width}`);
      assert.equal(await page.locator("img, iframe, object").count(), 0);
    }
  } finally {
    await browser.close();
    await Deno.remove(path);
  }
});
