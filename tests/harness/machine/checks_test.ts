import assert from "node:assert/strict";
import { type Check, checksOf, type Readings } from "../../../src/harness/machine/checks.ts";
import { type Fact, known, missing } from "../../../src/harness/machine/fact.ts";
import { LADDERS, LIMITS } from "../../../src/harness/machine/grade.ts";
import { compareArms } from "../../../src/harness/machine/probe.ts";
import { QUIET, QUIET_LOAD, slicesOf } from "./sample_readings.ts";

function checkOf(id: Check["id"], changes: Partial<Readings>): Check {
  const readings = { ...QUIET, ...changes };
  return checksOf(readings, compareArms(readings.slices)).find((check) => check.id === id)!;
}

function assertCheck(id: Check["id"], changes: Partial<Readings>, expected: [value: Fact<unknown>, verdict: string]) {
  const { value, verdict } = checkOf(id, changes);
  assert.deepEqual([value, verdict], expected);
}

Deno.test("checksOf() makes every check once, each measured one with its limit", () => {
  const checks = checksOf(QUIET, compareArms(QUIET.slices));
  const limits = { ...LADDERS, ...LIMITS };
  const measured = checks.filter((check) => check.kind === "measured");
  assert.deepEqual(measured.map(({ id }) => id).sort(), Object.keys(limits).sort());
  for (const { id, limit } of measured) assert.equal(limit, limits[id]);
  assert.deepEqual(checks.filter(({ kind }) => kind === "setting").map(({ id }) => id), ["governor", "turbo"]);
});

Deno.test("checksOf() finds everything good on a quiet machine", () => {
  for (const { id, verdict } of checksOf(QUIET, compareArms(QUIET.slices))) assert.equal(verdict, "good", id);
});

Deno.test("checksOf() divides the standard deviation of equal slices by their mean", () => {
  // Mean 10; squares 4 · 1, over n - 1 = 3.
  const slices = slicesOf([9, 11, 9, 11]);
  assertCheck("spin-variation", { slices }, [known(Math.sqrt(4 / 3) / 10), "doubtful"]);
});

Deno.test("checksOf() divides processor time by wall time", () => {
  assertCheck("processor-share", { slices: slicesOf([10, 10, 10, 10], [10, 10, 10, 4]) }, [known(0.85), "bad"]);
});

Deno.test("checksOf() lets no helper thread make good for time lost in another slice", () => {
  assertCheck("processor-share", { slices: slicesOf([10, 10], [14, 6]) }, [known(0.8), "bad"]);
});

Deno.test("checksOf() takes the farther bound of the self-comparison, on either side of 1", () => {
  const high = checksOf(QUIET, { value: 1.01, lo: 0.99, hi: 1.06, confidence: 0.95, n: 20 });
  const low = checksOf(QUIET, { value: 0.99, lo: 0.8, hi: 1.06, confidence: 0.95, n: 20 });
  const excessOf = (checks: Check[]) => Number(checks.find(({ id }) => id === "self-comparison")!.value.value);
  assert.equal(excessOf(high).toFixed(6), "0.060000");
  assert.equal(excessOf(low).toFixed(6), "0.250000");
});

Deno.test("checksOf() does not know the self-comparison of too few pairs", () => {
  assertCheck("self-comparison", { slices: slicesOf([10, 10]) }, [missing("too few pairs"), "unknown"]);
});

Deno.test("checksOf() counts throttled periods of the probe only, per second", () => {
  const loadAfter = { ...QUIET_LOAD, throttledPeriods: known(9) };
  assertCheck("throttling", { loadAfter }, [known(2), "bad"]);
});

Deno.test("checksOf() counts lost processors per second", () => {
  assertCheck("involuntary-switches", { involuntarySwitches: known(400) }, [known(200), "doubtful"]);
});

Deno.test("checksOf() spreads the load before the probe over all cores", () => {
  const loadBefore: Readings["loadBefore"] = { ...QUIET_LOAD, average: known([3, 0, 0]) };
  assertCheck("load", { loadBefore }, [known(0.75), "doubtful"]);
});

Deno.test("checksOf() takes pressure and steal from after the probe, memory from before", () => {
  const loadAfter = { ...QUIET_LOAD, steal: known(0.2), cpuPressurePercent: known(7) };
  const loadBefore = { ...QUIET_LOAD, availableMemoryBytes: known(2 ** 29) };
  assertCheck("steal", { loadAfter }, [known(0.2), "bad"]);
  assertCheck("processor-pressure", { loadAfter }, [known(7), "doubtful"]);
  assertCheck("memory-headroom", { loadBefore }, [known(2 ** 29), "doubtful"]);
});

Deno.test("checksOf() judges the clock", () => {
  const machine = { ...QUIET.machine, clock: { costNs: 1_000, grainNs: 1_000_000 } };
  assertCheck("clock-cost", { machine }, [known(1_000), "doubtful"]);
  assertCheck("clock-grain", { machine }, [known(1_000_000), "bad"]);
});

Deno.test("checksOf() says unknown, with the reason, where the system keeps a number to itself", () => {
  const hidden = missing("not on this system");
  const silent = {
    average: hidden,
    steal: hidden,
    cpuPressurePercent: hidden,
    throttledPeriods: hidden,
    availableMemoryBytes: hidden,
  };
  const changes = { loadBefore: silent, loadAfter: silent, involuntarySwitches: hidden };
  const ids = ["steal", "processor-pressure", "throttling", "load", "memory-headroom", "involuntary-switches"] as const;
  for (const id of ids) assertCheck(id, changes, [hidden, "unknown"]);
});

Deno.test("checksOf() doubts other settings than a steady frequency, and does not know hidden ones", () => {
  const machine = { ...QUIET.machine, governor: known("powersave"), turbo: known(true) };
  assertCheck("governor", { machine }, [known("powersave"), "doubtful"]);
  assertCheck("turbo", { machine }, [known(true), "doubtful"]);
  const hidden = { ...QUIET.machine, governor: missing("hidden"), turbo: missing("hidden") };
  assertCheck("governor", { machine: hidden }, [missing("hidden"), "unknown"]);
});
