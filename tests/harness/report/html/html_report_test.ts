/**
 * Tests of the whole page as text: what is in it, what must never be, and how large it is.
 * @module
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { htmlReport } from "../../../../src/harness/report/html/html_report.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { reportModel } from "../../../golden/report_model.ts";

const PAGE = htmlReport(reportModel());
/** Bytes that a report of 200 benchmarks with 2,000 samples each may have. */
const MOST_BYTES = 1_000_000;

Deno.test("htmlReport() is the same for the same model", () => {
  assert.equal(htmlReport(reportModel()), PAGE);
});

Deno.test("htmlReport() has no style attribute, no handler, no address and no template that failed", () => {
  const markup = PAGE.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, "");
  assert.equal(/\sstyle=/.exec(markup), null);
  assert.equal(/\son\w+=/.exec(markup), null);
  assert.equal(/https?:/.exec(PAGE), null);
  assert.equal(/undefined|NaN|Infinity|\[object/.exec(markup), null);
});

Deno.test("htmlReport() allows nothing but its own style and script", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(PAGE)![1]!.replaceAll("&#39;", "'");
  const digest = (text: string) => createHash("sha256").update(text).digest("base64");
  const css = /<style>([\s\S]*?)<\/style>/.exec(PAGE)![1]!;
  const js = /<script>([\s\S]*?)<\/script>/.exec(PAGE)![1]!;
  assert.equal(
    policy,
    `default-src 'none'; style-src 'sha256-${digest(css)}'; script-src 'sha256-${
      digest(js)
    }'; base-uri 'none'; form-action 'none'`,
  );
});

Deno.test("htmlReport() has every id once, and every link leads somewhere", () => {
  const ids = [...PAGE.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
  assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
  const links = [...PAGE.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!);
  assert.deepEqual(links.filter((id) => !ids.includes(id)), []);
});

Deno.test("htmlReport() draws the sections that are asked for, and the summary always", () => {
  const page = htmlReport(reportModel(), { sections: ["results"] });
  assert.deepEqual([...page.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id), ["summary", "results"]);
});

Deno.test("htmlReport() keeps hostile names inert", () => {
  const names = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eevil\u0000",
    "x".repeat(10_000),
  ];
  for (const name of names) {
    const page = htmlReport(renamed(reportModel(), name), { budgetBytes: Infinity });
    assert.equal(page.match(/<script/g)!.length, PAGE.match(/<script/g)!.length);
    assert.equal(page.includes("<img"), false);
    assert.equal(page.includes("\u0000") || page.includes("\u202e"), false);
  }
});

Deno.test("htmlReport() of 200 benchmarks with 2,000 samples each stays small", () => {
  const page = htmlReport(reportModel({ benchmarks: 200, samples: 2_000 }));
  const bytes = new TextEncoder().encode(page).length;
  assert(bytes <= MOST_BYTES, `${bytes} bytes`);
});

Deno.test("htmlReport() leaves out what is missed least until a page fits, and says what", () => {
  const model = reportModel({ benchmarks: 80, samples: 24 });
  const said = (budgetBytes: number) =>
    /Left out to keep this page small: ([^<]*)\./.exec(htmlReport(model, { budgetBytes }))?.[1];
  const whole = htmlReport(model).length;
  assert.equal(said(2 * whole), undefined);
  assert.match(said(whole - 10_000)!, /^rows that stayed the same against the baseline\./);
  assert.match(said(1)!, /baseline; all distributions but .*; panels of rows without news; the samples\./);
  const least = htmlReport(model, { budgetBytes: 1 });
  assert.equal(/id="(take-json|packed-samples|packed-panels)"/.exec(least), null);
  assert.match(least, /This panel is left out/);
});

/** The model with all text that can come from elsewhere replaced. */
function renamed(model: ReportModel, name: string): ReportModel {
  return {
    ...model,
    subjects: model.subjects.map((subject) => ({ ...subject, title: name, packages: { [name]: name } })),
    suites: model.suites.map((suite) => ({
      ...suite,
      title: name,
      benchmarks: suite.benchmarks.map((benchmark, index) => ({
        ...benchmark,
        id: `${name}/${index}`,
        title: name,
        meaning: name,
        cells: benchmark.cells.map((cell) => cell.status === "measured" ? cell : { ...cell, reason: name }),
      })),
    })),
    gate: model.gate === null ? null : { ...model.gate, against: name },
  };
}
