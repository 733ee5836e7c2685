import assert from "node:assert/strict";
import { bottleneckText } from "../../../src/harness/report/bottleneck_wording.ts";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { sentenceText } from "../../../src/harness/report/finding_wording.ts";
import { DOMINANCES, REMEDIES } from "../../../src/harness/suites/remedies.ts";
import { ALL_RATINGS } from "../../../src/harness/suites/ratings/all_ratings.ts";
import { SUITES } from "../../../src/harness/suites/suites.ts";
import { type MeasuredProgram, programsResult } from "../../fixtures/programs_result.ts";

const IDS = SUITES.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
const PASSES = [0, 1, 2, 3, 4, 5];

function told(...programs: readonly MeasuredProgram[]): string[] {
  return buildModel(programsResult(programs)).findings.flatMap((finding) =>
    finding.kind === "dominates" || finding.kind === "limit-missed" || finding.kind === "grows"
      ? [sentenceText(bottleneckText(finding).sentence)]
      : []
  );
}

function lookups(timesDearer: number, spread = 0): string[] {
  const bound = { id: "observability/labels-bound/default", operations: 1_000, runNs: PASSES.map(() => 10_000) };
  const lookup = {
    id: "observability/labels-lookup/default",
    operations: 500,
    runNs: PASSES.map((pass) => 5_000 * timesDearer * (1 + spread * pass)),
  };
  return told(bound, lookup);
}

Deno.test("bottlenecks() tells what dominates, by the operation and not by the run", () => {
  const [sentence, ...others] = lookups(4);
  assert.deepEqual(others, []);
  assert.match(sentence!, /labels-lookup.*Looking a series up by its labels each time.*4\.0+ times as much/);
});

Deno.test("bottlenecks() says nothing of a multiple that is too small, or may be", () => {
  assert.deepEqual(lookups(1.9), []);
  assert.deepEqual(lookups(1.2, 1), []);
});

function contention(utilization: number): string[] {
  const figures = { resourceUtilizationPercent: utilization };
  const id = "orchestration/resource-contention/default";
  return told({ id, operations: 150, runNs: PASSES.map(() => 1_000), figures });
}

Deno.test("bottlenecks() tells a limit that is surely missed, and where good begins", () => {
  assert.match(contention(40)[0]!, /resource utilization of 40\.0+%.* is poor; good begins at 70/);
  assert.deepEqual(contention(75), []);
});

Deno.test("bottlenecks() tells what grows faster than its size", () => {
  const of = (states: number, power: number) => ({
    id: `core-agent/dependency-resolution/states-${states}`,
    operations: states,
    runNs: PASSES.map(() => 10 * states ** power),
  });
  assert.match(told(of(3, 2), of(100, 2), of(1_000, 2))[0]!, /dependency-resolution grows by the power of 2/);
  assert.deepEqual(told(of(3, 1), of(100, 1), of(1_000, 1)), []);
});

Deno.test("what is said of benchmarks is said of benchmarks that there are", () => {
  const named = [...DOMINANCES.flatMap(({ benchmarkId, without }) => [benchmarkId, without]), ...Object.keys(REMEDIES)];
  assert.deepEqual(named.filter((id) => !IDS.includes(id)), []);
  assert.deepEqual(Object.keys(REMEDIES).filter((id) => ALL_RATINGS[id] === undefined), []);
});
