import assert from "node:assert/strict";
import fc from "fast-check";
import {
  COMMENT_BUDGET_BYTES,
  MARKDOWN_MARKER,
  markdownReport,
  SUMMARY_BUDGET_BYTES,
} from "../../../../src/harness/report/markdown/markdown_report.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The report without what opens on a click. */
function openPart(model: ReportModel): string {
  return markdownReport(model, SUMMARY_BUDGET_BYTES).replace(/<details>.*?<\/details>/gs, "");
}

Deno.test("markdownReport() writes what the golden files show", async () => {
  await assertGolden("report_gate.md", markdownReport(reportModel(), SUMMARY_BUDGET_BYTES));
  const model = reportModel();
  const suites = model.suites.map((suite) => ({
    ...suite,
    benchmarks: suite.benchmarks.map((benchmark) => ({ ...benchmark, change: null })),
  }));
  const findings = model.findings.filter(({ kind }) => kind !== "changed");
  await assertGolden("report.md", markdownReport({ ...model, gate: null, suites, findings }, SUMMARY_BUDGET_BYTES));
});

Deno.test("markdownReport() begins with the marker, and has no heading above the third level", () => {
  const lines = markdownReport(reportModel(), SUMMARY_BUDGET_BYTES).split("\n");
  assert.equal(lines[0], MARKDOWN_MARKER);
  assert.match(lines[1]!, /^### Benchmarks: 1 slower, 1 faster/);
  assert.deepEqual(lines.filter((line) => /^#{1,2} /.test(line)), []);
});

Deno.test("markdownReport() shows what changed or cannot be told without a click, and nothing that is the same", () => {
  const open = openPart(reportModel());
  assert.match(open, /🔺 slower .* \*\*\+15\.4%\*\* \| \+13\.8 … \+17\.0/);
  assert.match(open, /❔ can’t tell/);
  assert.match(open, /🔹 faster/);
  assert.doesNotMatch(open, /= same/);
});

Deno.test("markdownReport() says that an unpaired comparison is advisory", () => {
  const model = reportModel();
  assert.match(openPart({ ...model, gate: { ...model.gate!, isPaired: false } }), /advisory/);
  assert.doesNotMatch(openPart(model), /advisory/);
});

Deno.test("markdownReport() leaves out columns that would be empty", () => {
  const model = reportModel();
  const suites = model.suites.map((suite) => ({
    ...suite,
    benchmarks: suite.benchmarks.map((benchmark) => ({
      ...benchmark,
      change: null,
      cells: benchmark.cells.map((cell) =>
        cell.status === "measured" ? { ...cell, rating: null, topPercentile: null } : cell
      ),
    })),
  }));
  assert.match(
    markdownReport({ ...model, suites, gate: null }, SUMMARY_BUDGET_BYTES),
    /^\| Benchmark \| Median \| ± \| Rate \|$/m,
  );
});

Deno.test("markdownReport() fits a comment with 200 benchmarks, and nothing is left out", () => {
  const text = markdownReport(reportModel({ benchmarks: 200, samples: 8 }), COMMENT_BUDGET_BYTES);
  assert.ok(bytesOf(text) <= COMMENT_BUDGET_BYTES);
  assert.doesNotMatch(text, /Left out/);
});

Deno.test("markdownReport() leaves out whole sections where there is no room, and says which", () => {
  const text = markdownReport(reportModel({ benchmarks: 1_000, samples: 8 }), COMMENT_BUDGET_BYTES);
  assert.ok(bytesOf(text) <= COMMENT_BUDGET_BYTES);
  assert.match(text, /\nLeft out, as there is no room for more: suite \d+, suite \d+, suite \d+, \d+ more\.\n$/);
  assert.equal(text.match(/<details>/g)!.length, text.match(/<\/details>/g)!.length);
  // What needs a look is never among it.
  assert.match(text, /🔺 slower/);
});

Deno.test("markdownReport() keeps its budget, its lines and its tags whatever names are", () => {
  const plain = markdownReport(hostileModel("x"), COMMENT_BUDGET_BYTES);
  const tags = (text: string) => (text.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<\/?(code|br)>$/.test(tag));
  const starts = (text: string) => text.split("\n").map((line) => line.match(/^(\| |- |#+ |```|<)/)?.[0] ?? "");
  fc.assert(
    fc.property(hostileText(), (text) => {
      const markdown = markdownReport(hostileModel(text), COMMENT_BUDGET_BYTES);
      assert.ok(bytesOf(markdown) <= COMMENT_BUDGET_BYTES);
      const [fence] = markdown.match(/```sh\n[^\n]*\n```\n/) ?? assert.fail("the command is one line in a fence");
      const rest = markdown.replace(fence, "```sh\n\n```\n");
      assert.deepEqual(tags(rest), tags(plain.replace(/```sh\n[^\n]*\n```\n/, "```sh\n\n```\n")));
      assert.deepEqual(starts(markdown), starts(plain));
      for (const line of markdown.split("\n")) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
    }),
    { numRuns: 40 },
  );
});

Deno.test("markdownReport() writes both bounds where an interval is wider than its number", () => {
  const model = reportModel({ samples: 8 });
  const [suite] = model.suites, [benchmark] = suite!.benchmarks, [own] = benchmark!.cells;
  const value = { value: 7_000, lo: 4_000, hi: 17_000, confidence: 0.95, n: 6 };
  const cells = own?.status === "measured" ? [{ ...own, value }] : [];
  const wide = { ...model, gate: null, suites: [{ ...suite!, benchmarks: [{ ...benchmark!, change: null, cells }] }] };
  assert.match(markdownReport(wide, SUMMARY_BUDGET_BYTES), / \| 4 … 17 \| /);
});
