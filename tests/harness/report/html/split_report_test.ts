/**
 * Tests of reports in several files.
 * @module
 */
import assert from "node:assert/strict";
import { htmlReport } from "../../../../src/harness/report/html/html_report.ts";
import { MOST_ROWS } from "../../../../src/harness/report/html/report_parts.ts";
import { type HtmlPage, htmlPages } from "../../../../src/harness/report/html/split_report.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { HOSTILE_TEXTS } from "../hostile_model.ts";

/** Suites of 9, 31 and 40 benchmarks each. */
const LARGE = reportModel({ benchmarks: MOST_ROWS + 1, samples: 8 });
const PAGES = htmlPages(LARGE, "report.html");

function idsOf({ text }: HtmlPage): readonly string[] {
  return [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
}

/** All in one suite of this name. */
function inOneSuite(model: ReportModel, id: string): ReportModel {
  return { ...model, suites: [{ id, title: id, benchmarks: model.suites.flatMap(({ benchmarks }) => benchmarks) }] };
}

Deno.test("htmlPages() is the one page of htmlReport() for as many rows as a page may have", () => {
  const model = reportModel({ benchmarks: MOST_ROWS, samples: 8 });
  assert.deepEqual(htmlPages(model, "report.html"), [{ file: "report.html", text: htmlReport(model) }]);
});

Deno.test("htmlPages() of more makes a front page and one for each suite, named after both", () => {
  assert.deepEqual(PAGES.map(({ file }) => file), [
    "report.html",
    "report_1_orchestration.html",
    ...LARGE.suites.slice(1).map(({ id }, index) => `report_${index + 2}_${id.replace(" ", "-")}.html`),
  ]);
});

Deno.test("htmlPages() has every benchmark on one page, and every link leads to a place that there is", () => {
  const rows = PAGES.flatMap(({ text }) => [...text.matchAll(/<tr class="row"/g)]).length;
  assert.equal(rows, MOST_ROWS + 1);
  for (const page of PAGES) {
    const links = [...page.text.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!);
    assert(links.length > 5);
    for (const link of links) {
      const [file, id] = link.split("#") as [string, string | undefined];
      const target = file === "" ? page : PAGES.find((one) => one.file === decodeURIComponent(file));
      assert(target !== undefined, link);
      assert(id === undefined || idsOf(target).includes(id), link);
    }
  }
});

Deno.test("htmlPages() leads from findings to the row of their benchmark, and back to the front page", () => {
  const [front, first] = PAGES;
  assert.match(
    front!.text,
    /<a href="report_1_orchestration\.html#row-2"><bdi>scenario-2\/noop/,
  );
  assert.match(first!.text, /<a href="report\.html">All suites<\/a>/);
});

Deno.test("htmlPages() cuts a suite that is too long for a page", () => {
  const pages = htmlPages(inOneSuite(reportModel({ benchmarks: 2 * MOST_ROWS + 1, samples: 8 }), "all"), "r.html");
  assert.deepEqual(pages.map(({ file }) => file), ["r.html", "r_1_all.html", "r_2_all.html", "r_3_all.html"]);
  assert.match(pages[2]!.text, /all, 201 to 400<\/h1>/);
});

Deno.test("htmlPages() gives files names that are safe everywhere, and apart, whatever suites are called", () => {
  const rows = reportModel({ benchmarks: MOST_ROWS + 1, samples: 8 }).suites.flatMap(({ benchmarks }) => benchmarks);
  const size = Math.ceil(rows.length / HOSTILE_TEXTS.length);
  const suites = HOSTILE_TEXTS.map((id, index) => {
    return { id, title: id, benchmarks: rows.slice(index * size, (index + 1) * size) };
  });
  const files = htmlPages({ ...LARGE, suites }, "report.html").map(({ file }) => file);
  assert.equal(files.length, 1 + HOSTILE_TEXTS.length);
  assert.deepEqual(files.filter((file) => !/^[a-z0-9_-]{1,60}\.html$/.test(file)), []);
  assert.equal(new Set(files).size, files.length);
});
