/** Sessions on simulated time: blocks that last as drawn, and what is said of the rest after the first pass. */
import assert from "node:assert/strict";
import { shuffled } from "../../../src/random/shuffle.ts";
import type { Random } from "../../../src/random/random.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import type { JournalRecord } from "../../../src/harness/session/journal_record.ts";
import { METRIC_EFFORTS } from "../../../src/harness/session/metrics/metric_plan.ts";
import type { SessionPlan } from "../../../src/harness/session/plan.ts";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import type { SessionForecast } from "../../../src/harness/session/session_forecast.ts";
import { SessionState } from "../../../src/harness/session/session_state.ts";
import { normal } from "../../../src/harness/selftest/synthetic_noise.ts";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { exampleFork } from "../../fixtures/example_fork.ts";
import { testCommand } from "../../fixtures/tiny_session.ts";

const PLAN: SessionPlan = {
  profile: PROFILES.quick,
  benchmarks: orchestration.benchmarks,
  arms: plainArms(["control"]),
  seed: 1,
  workerCommand: testCommand(),
};
const LOOP_MS = 20, START_MS = 2_500, COLD_SHARE = 0.1, WOBBLE = 0.2;

/** Feeds a state what a session would have recorded: cold at first, some benchmarks ten times as long as others. */
function simulated(random: Random, { passes }: { passes: number }): SessionState {
  const state = new SessionState(PLAN), benchmarks = PLAN.benchmarks.map(({ id }) => id);
  const usualMs = new Map(benchmarks.map((id) => [id, 200 * Math.exp(0.8 * normal(random))]));
  let nowMs = 0;
  const apply = (record: JournalRecord) => state.apply(record);
  apply({ kind: "begun", startedAt: "2026-01-01T00:00:00.000Z", cpuRounds: 1, referenceRounds: 1 });
  apply({ kind: "stage", stage: { kind: "measure", firstPass: 0, passes, benchmarks } });
  for (let pass = 0; pass < passes; pass++) {
    for (const [index, benchmark] of shuffled(benchmarks, random).entries()) {
      const reference = { startedMs: nowMs, wallNs: LOOP_MS * 1e6, cpuNs: LOOP_MS * 1e6 };
      const startedMs = nowMs + LOOP_MS, cold = pass === 0 ? 1 + COLD_SHARE : 1;
      // Whoever comes first in a pass starts the processes for all.
      nowMs = startedMs + (index === 0 ? START_MS : 0) +
        cold * usualMs.get(benchmark)! * Math.exp(WOBBLE * normal(random));
      const arms = [{ arm: "control", facts: null, outcome: { kind: "fork" as const, fork: exampleFork(pass) } }];
      apply({ kind: "block", pass, benchmark, reference, startedMs, endedMs: nowMs, arms });
    }
    nowMs += 50;
    const load = { ...EMPTY_LOAD };
    const reference = { startedMs: nowMs, wallNs: LOOP_MS * 1e6, cpuNs: LOOP_MS * 1e6 };
    apply({ kind: "pass", reference, reading: { pass, atMs: nowMs, load, grade: "A" } });
  }
  return state;
}

const NOT_READ = { value: null, why: "simulated" };
const EMPTY_LOAD = {
  average: NOT_READ,
  steal: NOT_READ,
  cpuPressurePercent: NOT_READ,
  throttledPeriods: NOT_READ,
  availableMemoryBytes: NOT_READ,
};

const errorOf = ({ expectedMs, tookMs }: SessionForecast) => Math.abs(expectedMs / tookMs - 1);

Deno.test("SessionState.forecast() is within a fifth of what it took, in 200 simulated sessions", () => {
  const random = randomFromSeed(20);
  const errors = Array.from({ length: 200 }, () => errorOf(simulated(random, { passes: 6 }).forecast()!));
  const within = errors.filter((error) => error <= 0.2).length;
  assert.ok(within >= 198, `${within} of 200; the worst is off by ${Math.max(...errors)}`);
});

Deno.test("SessionState.forecast() counts what lies between blocks", () => {
  const { afterMs, expectedMs } = simulated(randomFromSeed(3), { passes: 6 }).forecast()!;
  assert.ok(expectedMs > 5.5 * afterMs);
});

Deno.test("SessionState.forecast() says nothing of a session that had a break, is not over, or has a single pass", () => {
  const state = simulated(randomFromSeed(4), { passes: 2 });
  assert.notEqual(state.forecast(), null);
  state.apply({ kind: "resumed", at: "2026-01-01T00:00:00.000Z" });
  assert.equal(state.forecast(), null);
  assert.equal(simulated(randomFromSeed(4), { passes: 1 }).forecast(), null);
  assert.equal(new SessionState(PLAN).forecast(), null);
});

Deno.test("SessionState.remainingMs() has the metrics in it that come after the blocks", () => {
  const effort = METRIC_EFFORTS.standard;
  const withLoad = new SessionState({ ...PLAN, metrics: { names: ["load"], ...effort } });
  const reference = { startedMs: 0, wallNs: 2e7, cpuNs: 2e7 }, benchmark = PLAN.benchmarks[0]!.id;
  withLoad.apply({ kind: "block", pass: 0, benchmark, reference, startedMs: 20, endedMs: 100, arms: [] });
  const processes = effort.processes * 2, eachMs = effort.loadWarmUpMs[1] + 2 * effort.closedLoopMs;
  assert.ok(withLoad.remainingMs([]) > processes * (eachMs + 3 * effort.openLoopMs));
});
