/** Tests of the curves of throughput over runs at once. */
import assert from "node:assert/strict";
import type { BenchmarkModel, MeasuredCellModel } from "../../../src/harness/report/model.ts";
import { scalingModels } from "../../../src/harness/report/scaling_models.ts";
import { BENCHMARKS, cellOf } from "./html/section_fixture.ts";

const SIZES = [10, 25, 50, 100, 1_000];

/** So many runs at once, of which each adds so many nanoseconds. */
function family(nsPerRun: number, sizes: readonly number[] = SIZES): BenchmarkModel[] {
  return sizes.map((runs) => {
    const ns = runs * nsPerRun;
    const wallNs = { value: ns, lo: 0.9 * ns, hi: 1.1 * ns, confidence: 0.95, n: 6 };
    const cell: MeasuredCellModel = { ...cellOf("puffinflow"), wallNs };
    return {
      ...BENCHMARKS[0]!,
      id: `orchestration/horizontal-scaling/runs-${runs}`,
      tasks: runs,
      cells: [cell, { status: "not-applicable", subject: "langgraph", reason: "measures one part of PuffinFlow" }],
    };
  });
}

Deno.test("scalingModels() adds one wait to what all runs take together", () => {
  const [curve, ...others] = scalingModels(family(1_000));
  assert.equal(others.length, 0);
  assert.equal(curve!.subject, "puffinflow");
  assert.deepEqual(curve!.points.map(({ n }) => n), SIZES);
  const hundred = curve!.points.find(({ n }) => n === 100)!.value;
  assert.equal(hundred.value, 100 / 0.0101);
  assert.ok(hundred.lo < hundred.value && hundred.value < hundred.hi);
});

Deno.test("scalingModels() finds the share that queues: what a run adds to its wait", () => {
  const { usl } = scalingModels(family(100_000))[0]!;
  assert.ok(Math.abs(usl!.sigma - 0.1 / 10.1) < 1e-3, String(usl!.sigma));
  assert.ok(usl!.kappa < 1e-6 && usl!.rSquared > 0.9999);
});

Deno.test("scalingModels() has no curve of fewer than four sizes, nor of other benchmarks", () => {
  assert.deepEqual(scalingModels(family(1_000, [10, 25, 50])), []);
  assert.deepEqual(scalingModels(BENCHMARKS), []);
});

Deno.test("scalingModels() has no bounds where the times have none", () => {
  const unbounded = family(1_000).map((benchmark) => ({
    ...benchmark,
    cells: benchmark.cells.map((cell) =>
      cell.status === "measured" ? { ...cell, wallNs: { ...cell.wallNs, lo: -Infinity, hi: Infinity } } : cell
    ),
  }));
  const bounds = scalingModels(unbounded)[0]!.points.map(({ value }) => [value.lo, value.hi]);
  assert.deepEqual(bounds, SIZES.map(() => [-Infinity, Infinity]));
});
