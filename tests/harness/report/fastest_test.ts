/**
 * Tests of who is fastest.
 * @module
 */
import assert from "node:assert/strict";
import { fastestGroups } from "../../../src/harness/report/fastest.ts";
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "../../../src/harness/report/model.ts";
import { estimate, reportModel } from "../../golden/report_model.ts";

const MODEL = reportModel({ samples: 8 });
const CELL = MODEL.suites[0]!.benchmarks[0]!.cells[0] as MeasuredCellModel;

/** A benchmark of subjects with these times, each surely apart from the others unless its ratio covers 1. */
function benchmark(id: string, times: Readonly<Record<string, number>>, doubt = 0.01): BenchmarkModel {
  const cells = Object.entries(times).map(([subject, time]): MeasuredCellModel => ({
    ...CELL,
    subject,
    value: estimate(time, 0.01),
    ratioTo: Object.fromEntries(
      Object.entries(times).map(([other, otherTime]) => [other, estimate(time / otherTime, doubt)]),
    ),
  }));
  return { ...MODEL.suites[0]!.benchmarks[0]!, id, cells };
}

function reportOf(...benchmarks: readonly BenchmarkModel[]): ReportModel {
  return { ...MODEL, suites: [{ id: "a", title: "A", benchmarks }] };
}

Deno.test("fastestGroups() names the framework that surely beats all others, that with the most wins first", () => {
  const model = reportOf(
    benchmark("one", { slow: 30, quick: 10 }),
    benchmark("two", { puffinflow: 10, slow: 30, control: 2 }),
    benchmark("three", { puffinflow: 10, slow: 11 }),
  );
  assert.deepEqual(fastestGroups(model), [
    { subjects: ["puffinflow"], benchmarkIds: ["two", "three"] },
    { subjects: ["quick"], benchmarkIds: ["one"] },
  ]);
});

Deno.test("fastestGroups() names all that may be the fastest where it is too close, and does so last", () => {
  const model = reportOf(
    benchmark("tie", { puffinflow: 10, other: 10.1 }, 0.005),
    benchmark("doubt", { puffinflow: 10, other: 12, third: 90 }, 0.5),
    benchmark("sure", { puffinflow: 10, other: 30 }),
  );
  assert.deepEqual(fastestGroups(model), [
    { subjects: ["puffinflow"], benchmarkIds: ["sure"] },
    { subjects: ["puffinflow", "other"], benchmarkIds: ["tie", "doubt"] },
  ]);
});

Deno.test("fastestGroups() leaves out benchmarks of one framework, and plain code always", () => {
  assert.deepEqual(fastestGroups(reportOf(benchmark("alone", { puffinflow: 10, control: 2 }))), []);
});
