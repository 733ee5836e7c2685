import assert from "node:assert/strict";
import { effortFor } from "../../../src/harness/session/effort.ts";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import { suiteOf } from "../../../src/harness/suites/suites.ts";
import { TINY_BENCHMARK, TINY_PROFILE } from "../../fixtures/tiny_session.ts";

const LOCK = suiteOf("coordination").benchmarks[0]!;
const WAIT = { ...TINY_BENCHMARK, kernel: "wait" } as const;

Deno.test("effortFor() leaves a graph to the profile as it stands", () => {
  const { programs: _programs, brisk: _brisk, waits: _waits, ...usual } = PROFILES.standard;
  assert.deepEqual(effortFor(PROFILES.standard, TINY_BENCHMARK), usual);
});

Deno.test("effortFor() changes nothing where a profile has no exceptions", () => {
  assert.deepEqual(effortFor(TINY_PROFILE, LOCK), TINY_PROFILE);
  assert.deepEqual(effortFor(TINY_PROFILE, WAIT), TINY_PROFILE);
});

Deno.test("effortFor() counts the operations of a program, so that runs of more of them are warm sooner", () => {
  const profile = { ...TINY_PROFILE, programs: { enoughOperations: 2_500, rounds: 2 } };
  const { enoughRuns, rounds } = effortFor(profile, LOCK);
  assert.deepEqual({ enoughRuns, rounds }, { enoughRuns: 3, rounds: 2 });
});

Deno.test("effortFor() warms tasks that wait up for less long, as a timer is never warm", () => {
  const [, longestMs] = effortFor(PROFILES.standard, WAIT).warmUpMs;
  assert.ok(longestMs < effortFor(PROFILES.standard, TINY_BENCHMARK).warmUpMs[1]);
});

Deno.test("effortFor() gives one of many benchmarks a process that it shares, and a fraction of the time", () => {
  const effort = effortFor(PROFILES.standard, { ...TINY_BENCHMARK, pace: "brisk" });
  assert.equal(effort.isolation.kind, "pass");
  assert.ok(effort.samplingBudgetMs < PROFILES.standard.samplingBudgetMs / 10);
});

Deno.test("effortFor() keeps the number of processes, whatever is measured", () => {
  for (const profile of Object.values(PROFILES)) {
    for (const benchmark of [LOCK, WAIT, { ...TINY_BENCHMARK, pace: "brisk" as const }]) {
      assert.equal(effortFor(profile, benchmark).forks, profile.forks);
    }
  }
});
