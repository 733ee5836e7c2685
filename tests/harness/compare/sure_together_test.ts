import assert from "node:assert/strict";
import { analyseBenchmark, type BenchmarkAnalysis } from "../../../src/harness/compare/benchmark_analysis.ts";
import { sureTogether } from "../../../src/harness/compare/sure_together.ts";
import { benchmarkOf, measured } from "./benchmark_fixture.ts";

function times(ns: number, processes: number): number[] {
  return Array.from({ length: processes }, (_, process) => ns * (1 + process / 1_000));
}

function benchmark(id: string, rivalNs: number, processes: number): BenchmarkAnalysis {
  const cells = [measured("puffinflow", times(1_000, processes)), measured("langgraph", times(rivalNs, processes))];
  return analyseBenchmark(benchmarkOf(cells, { id }));
}

Deno.test("sureTogether() keeps a single decided duel of six processes", () => {
  const { sure, processesNeeded } = sureTogether([benchmark("a", 9_000, 6)]);
  assert.deepEqual(sure, [{ benchmarkId: "a", rival: "langgraph" }]);
  assert.equal(processesNeeded, 6, "of 6 processes the least probability is 2 of 64");
});

Deno.test("sureTogether() decides none of many duels of six processes, and says how many it takes", () => {
  const many = Array.from({ length: 20 }, (_, index) => benchmark(`b${index}`, 9_000, 6));
  const { sure, processesNeeded } = sureTogether(many);
  assert.deepEqual(sure, []);
  assert.equal(processesNeeded, 10);
  const enough = Array.from({ length: 20 }, (_, index) => benchmark(`b${index}`, 9_000, processesNeeded));
  assert.equal(sureTogether(enough).sure.length, 20);
});

Deno.test("sureTogether() can be sure of a tie, and never of what is undecided", () => {
  assert.equal(sureTogether([benchmark("tie", 1_001, 12)]).sure.length, 1);
  const scattered = [900, 1_200, 950, 1_150, 1_000, 1_100, 980, 1_020];
  const undecided = analyseBenchmark(
    benchmarkOf([measured("puffinflow", times(1_000, 8)), measured("langgraph", scattered)]),
  );
  assert.equal(undecided.duels[0]?.outcome, "undecided");
  assert.deepEqual(sureTogether([undecided]).sure, []);
  assert.deepEqual(sureTogether([]).sure, []);
});
