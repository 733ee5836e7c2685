/**
 * The report in a real browser: quiet, accessible, within its width, sorting, filtering, and readable without
 * its script.
 * @module
 */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { htmlReport } from "../../src/harness/report/html/html_report.ts";
import { COMMENT_BUDGET_BYTES, markdownReport } from "../../src/harness/report/markdown/markdown_report.ts";
import { reportModel } from "../golden/report_model.ts";
import { startBrowser } from "../../scripts/report_timing/start_browser.ts";
import { violations } from "./axe.ts";
import { openPage, type View } from "./watched_page.ts";

const WIDTHS = [360, 400, 768, 1_024, 1_280, 1_600];
const VIEWS: readonly View[] = [{ theme: "light" }, { theme: "dark" }, { width: 400 }, { width: 400, theme: "dark" }];

Deno.test("the report's page", async (t) => {
  const directory = await Deno.makeTempDir();
  const path = `${directory}/report.html`;
  await Deno.writeTextFile(path, htmlReport(reportModel()));
  const browser = await startBrowser();
  try {
    for (const [name, step] of STEPS) await t.step(name, () => step(browser, path));
  } finally {
    await browser.close();
    await Deno.remove(directory, { recursive: true });
  }
});

type Step = (browser: Browser, path: string) => Promise<void>;

const STEPS: readonly (readonly [name: string, step: Step])[] = [
  ["complains of nothing and asks for nothing", async (browser, path) => {
    const { page, complaints } = await openPage(browser, path);
    await page.locator(".opens button").first().click();
    await page.locator("#theme").click();
    assert.deepEqual(complaints, []);
    await page.context().close();
  }],
  ["has no violation that axe knows of", async (browser, path) => {
    for (const view of VIEWS) {
      const { page } = await openPage(browser, path, view);
      await page.locator(".opens button").first().click();
      assert.deepEqual(await violations(page), [], JSON.stringify(view));
      await page.context().close();
    }
  }],
  ["is never wider than its window", async (browser, path) => {
    for (const script of ["on", "off"] as const) {
      for (const width of WIDTHS) {
        const { page } = await openPage(browser, path, { width, script });
        const wide = await page.locator("html").evaluate((html) => html.scrollWidth);
        assert(wide <= width, `${wide} pixels in a window of ${width}, script ${script}`);
        await page.context().close();
      }
    }
  }],
  ["sorts by a column, both ways", async (browser, path) => {
    const { page } = await openPage(browser, path);
    const heading = page.locator("th[data-sort=median]");
    for (const [direction, sign] of [["descending", -1], ["ascending", 1]] as const) {
      await heading.locator("button").click();
      assert.equal(await heading.getAttribute("aria-sort"), direction);
      const medians = await page.locator("tr.row").evaluateAll((rows) => rows.map((row) => Number(row.dataset.median)));
      assert.deepEqual(medians, medians.toSorted((a, b) => sign * (a - b)));
    }
    await page.context().close();
  }],
  ["filters by name and by what there is to tell", async (browser, path) => {
    const { page } = await openPage(browser, path);
    const visible = () => page.locator("tr.row:not([hidden])").count();
    await page.locator("#filter").fill("DIAMOND");
    assert.equal(await visible(), 3);
    assert.equal(await page.locator("#shown").textContent(), "3 shown");
    await page.locator("#filter").fill("");
    await page.locator("#only-telling").check();
    assert(await visible() < 9);
    await page.context().close();
  }],
  ["hands out the samples that it carries", async (browser, path) => {
    const { page } = await openPage(browser, path);
    const download = page.waitForEvent("download");
    await page.locator("#take-json").click();
    const cells = JSON.parse(await Deno.readTextFile(await (await download).path()));
    assert.equal(cells[0].samples.length, 240);
    await page.context().close();
  }],
  ["copies itself as Markdown, or hands it out where there is no clipboard", async (browser, path) => {
    const { page, complaints } = await openPage(browser, path);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("#copy-markdown").click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate("navigator.clipboard.readText()");
    assert.equal(copied, markdownReport(reportModel(), COMMENT_BUDGET_BYTES));
    assert.deepEqual(complaints, []);
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))");
    const download = page.waitForEvent("download");
    await page.locator("#copy-markdown").click();
    assert.equal(await Deno.readTextFile(await (await download).path()), copied);
    await page.context().close();
  }],
  ["is found by what the command line calls a benchmark, too", async (browser, path) => {
    const { page } = await openPage(browser, path);
    await page.locator("#filter").fill("scenario-4/");
    assert.equal(await page.locator("tr.row:not([hidden])").count(), 1);
    await page.context().close();
  }],
  ["is used by the keyboard: past the contents, rows, columns, choices", async (browser, path) => {
    const { page } = await openPage(browser, path);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "Skip to summary");
    await page.locator(".opens button").first().focus();
    await page.keyboard.press("Enter");
    assert(await page.locator("#row-0 + .more").isVisible());
    await page.keyboard.press("Space");
    assert.equal(await page.locator("#row-0 + .more").isVisible(), false);
    await page.locator("th[data-sort=rate] button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("th[data-sort=rate]").getAttribute("aria-sort"), "descending");
    await page.locator("#reference-own").focus();
    await page.keyboard.press("ArrowRight");
    assert(await page.locator(".of-fastest").isVisible());
    await page.context().close();
  }],
  ["opens the row that a finding leads to", async (browser, path) => {
    const { page } = await openPage(browser, path);
    await page.locator(".findings a").first().click();
    await page.locator(`${new URL(page.url()).hash} + .more.open`).waitFor();
    await page.context().close();
  }],
  ["is light, unfolded of its choices and no wider than the sheet on paper", async (browser, path) => {
    const { page } = await openPage(browser, path, { width: 718, theme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const [wide, ink] = await page.evaluate(
      "[document.documentElement.scrollWidth, getComputedStyle(document.body).color]",
    ) as [number, string];
    assert(wide <= 718, `${wide} pixels on a sheet of 718`);
    assert.equal(ink, "rgb(22, 32, 43)");
    assert.equal(await page.locator(".contents").isVisible(), false);
    assert.equal(await page.locator("#filter").isVisible(), false);
    await page.context().close();
  }],
  ["is complete without its script", async (browser, path) => {
    const { page } = await openPage(browser, path, { script: "off" });
    assert(await page.locator("tr.more").first().isVisible());
    assert.equal(await page.locator("#filter").isVisible(), false);
    assert.equal(await page.locator("#theme").isVisible(), false);
    await page.locator("label[for=reference-fastest]").click();
    assert(await page.locator(".of-fastest").isVisible());
    assert.equal(await page.locator(".of-own").isVisible(), false);
    await page.context().close();
  }],
];
