import assert from "node:assert/strict";
import { analyseBenchmark } from "../../../src/harness/compare/benchmark_analysis.ts";
import { overheadGrowths } from "../../../src/harness/compare/overhead_growth.ts";
import { benchmarkOf, measured } from "./benchmark_fixture.ts";

const PASSES = [0, 1, 2, 3, 4, 5];

/** A chain of `length` in which the subject takes what `overheadNs` says beyond plain code, a little more each pass. */
function chainOf(length: number, overheadNs: (length: number) => number) {
  const plain = PASSES.map((pass) => 100 * length + pass);
  return analyseBenchmark(benchmarkOf([
    measured("control", plain),
    measured("puffinflow", plain.map((ns) => ns + overheadNs(length))),
  ], {
    id: `frameworks/chain-${length}/noop`,
    suite: "frameworks",
    workload: { seedName: "chain", shape: { kind: "chain", length }, kernel: { kind: "noop" } },
    tasks: length,
  }));
}

const LENGTHS = [5, 20, 50, 200];

Deno.test("overheadGrowths() finds what each state adds, and what a run adds however small it is", () => {
  const [found, ...others] = overheadGrowths(LENGTHS.map((length) => chainOf(length, (n) => 300 + 40 * n)));
  assert.deepEqual(others, []);
  assert.equal(found?.subject, "puffinflow");
  assert.equal(found.family, "chain");
  assert.ok(Math.abs(found.slopeNs.value - 40) < 1e-6);
  assert.ok(Math.abs(found.interceptNs.value - 300) < 1e-6);
  assert.equal(found.slopeNs.n, 6);
  assert.deepEqual(found.sizes.map(({ size }) => size), LENGTHS);
  assert.equal(found.sizes[1]?.overheadNsPerTask.value, 55);
});

Deno.test("overheadGrowths() has exponents of 1 and 2 where the overhead is proportional and quadratic", () => {
  const exponentOf = (power: number) =>
    overheadGrowths(LENGTHS.map((length) => chainOf(length, (n) => 7 * n ** power)))[0]?.exponent?.value ?? NaN;
  assert.ok(Math.abs(exponentOf(1) - 1) < 1e-9);
  assert.ok(Math.abs(exponentOf(2) - 2) < 1e-9);
});

Deno.test("overheadGrowths() has no exponent where an overhead is not above 0, and clamps none", () => {
  const [found] = overheadGrowths(LENGTHS.map((length) => chainOf(length, (n) => n - 5)));
  assert.equal(found?.exponent, null);
  assert.ok(Math.abs((found?.interceptNs.value ?? NaN) + 5) < 1e-9);
});

Deno.test("overheadGrowths() says by how much more a run takes than plain code of the same size", () => {
  const [found] = overheadGrowths(LENGTHS.map((length) => chainOf(length, (n) => 100 * n)));
  for (const { ratioToControl } of found?.sizes ?? []) assert.ok(Math.abs((ratioToControl?.value ?? 0) - 2) < 0.01);
});

Deno.test("overheadGrowths() leaves out families of one size, and graphs that have none", () => {
  const diamond = analyseBenchmark(benchmarkOf([measured("control", [1, 1]), measured("puffinflow", [2, 2])], {
    workload: { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } },
  }));
  assert.deepEqual(overheadGrowths([chainOf(20, (n) => n), diamond]), []);
});
