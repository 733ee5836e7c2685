/**
 * Tests of the tables of results.
 * @module
 */
import assert from "node:assert/strict";
import { WHOLE_PAGE } from "../../../../src/harness/report/html/page_extent.ts";
import { section } from "../../../../src/harness/report/html/results.ts";
import type { BenchmarkModel, MeasuredCellModel } from "../../../../src/harness/report/model.ts";
import { BENCHMARKS, reportOf, SMALL } from "./section_fixture.ts";

/** The benchmarks, with what is to be different about the report's own cells. */
function changed(change: (own: MeasuredCellModel, index: number) => Partial<MeasuredCellModel>): BenchmarkModel[] {
  return BENCHMARKS.map((benchmark, index) => ({
    ...benchmark,
    cells: benchmark.cells.map((cell) =>
      cell.status === "measured" && cell.subject === SMALL.subject ? { ...cell, ...change(cell, index) } : cell
    ),
  }));
}

function markup(benchmarks: readonly BenchmarkModel[]): string {
  return String(section(reportOf(benchmarks), WHOLE_PAGE));
}

Deno.test("section() of results has no column of slow runs where no row supports a percentile", () => {
  const { value } = BENCHMARKS[0]!.cells[0] as MeasuredCellModel;
  const some = markup(
    changed((_, index) => ({ topPercentile: index === 1 ? { share: 0.95, estimate: value } : null })),
  );
  const none = markup(changed(() => ({ topPercentile: null })));
  assert.match(some, /Slow runs/);
  assert.match(some, /too few/);
  assert.equal(none.includes("Slow runs"), false);
});

Deno.test("section() of results says a doubt that every row has once, and marks the others on their row", () => {
  const steady = { code: "no-steady-state", facts: { forks: 5, allForks: 9 } } as const;
  const drift = { code: "drift", facts: {} } as const;
  const page = markup(changed((_, index) => ({ warnings: index === 2 ? [steady, drift] : [steady] })));
  assert.match(page, /True of every row: not steady\./);
  assert.equal(page.match(/class="badge"/g)!.length, 1);
});

Deno.test("section() of results lets rows be found by what the command line calls them", () => {
  assert.match(markup(BENCHMARKS), /data-id="scenario-0\/noop"/);
});

Deno.test("section() of results cuts names of any length", () => {
  const long = "x".repeat(10_000);
  const page = markup([{ ...BENCHMARKS[0]!, id: `suite/${long}`, title: long, meaning: null }]);
  assert.equal(/x{121}/.exec(page), null);
});
