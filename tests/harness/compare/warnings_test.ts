import assert from "node:assert/strict";
import { cellWarnings, sessionWarnings, type WarningContext } from "../../../src/harness/compare/warnings.ts";
import type { Fork } from "../../../src/harness/session/result.ts";
import { EXAMPLE_MACHINE } from "../../fixtures/example_machine.ts";
import { forkOf } from "./benchmark_fixture.ts";

const CONTEXT: WarningContext = { reading: "cpuNs", clockGrainNs: 10, floorNs: null };

/** Processes whose runs take so long in each pass, in samples that are long enough for the clock. */
const forksOf = (ns: readonly number[], changes: Partial<Fork> = {}) =>
  ns.map((value, pass) => forkOf(pass, value, { batch: 1_000, ...changes }));

/** No trend, no second mode. */
const SOUND = [101, 99, 100, 102, 98, 100];

function onlyWarning(forks: readonly Fork[], context: Partial<WarningContext> = {}) {
  const warnings = cellWarnings(forks, { ...CONTEXT, ...context });
  assert.equal(warnings.length, 1, JSON.stringify(warnings));
  return warnings[0]!;
}

Deno.test("cellWarnings() has nothing to doubt in a sound cell", () => {
  assert.deepEqual(cellWarnings(forksOf(SOUND), { ...CONTEXT, floorNs: 90 }), []);
});

Deno.test("cellWarnings() names too few processes or samples, with what it takes", () => {
  const few = { code: "too-few-samples", neededForks: 6, neededSamples: 3 };
  assert.deepEqual(onlyWarning(forksOf(SOUND.slice(0, 5))), { ...few, forks: 5, fewestSamples: 3 });
  const short = { wallNs: [1e5, 1e5], cpuNs: [1e5, 1e5] };
  assert.deepEqual(onlyWarning(forksOf(SOUND, short)), { ...few, forks: 6, fewestSamples: 2 });
});

Deno.test("cellWarnings() says when a sample is too short for the clock", () => {
  const warning = onlyWarning(forksOf(SOUND), { clockGrainNs: 1_000 });
  assert.deepEqual(warning, { code: "timer-saturated", sampleNs: 1e5, grainNs: 1_000, neededNs: 1e6 });
});

Deno.test("cellWarnings() suspects dead code where an engine is quicker than plain code", () => {
  const warning = onlyWarning(forksOf(SOUND), { floorNs: 143 });
  assert.deepEqual(warning, { code: "dead-code-suspected", runNs: 100, floorNs: 143 });
});

Deno.test("cellWarnings() sees two modes of processes, and drift", () => {
  const twoModes = [100, 200, 101, 202, 99, 198, 100, 201, 102, 199];
  const bimodal = onlyWarning(forksOf(twoModes));
  assert.ok(bimodal.code === "bimodal");
  assert.deepEqual(bimodal.modes.map(({ centre }) => Math.round(centre)), [100, 200]);
  const drift = onlyWarning(forksOf([100, 101, 102, 103, 104, 105, 106, 107]));
  assert.ok(drift.code === "drift");
  assert.equal(drift.tau, 1);
  assert.equal(drift.ratio, 106 / 101);
});

Deno.test("cellWarnings() doubts processor time where a benchmark waits, unless every sample was only disturbed", () => {
  const waiting = { wallNs: [1e7, 1e7, 1e7], cpuNs: [1e5, 1e5, 1e5] };
  assert.deepEqual(onlyWarning(forksOf(SOUND, waiting)), { code: "low-cpu-share", share: 0.01, least: 0.5 });
  assert.deepEqual(cellWarnings(forksOf(SOUND, waiting), { ...CONTEXT, reading: "wallNs" }), []);
  const disturbed = { wallNs: [1e7, 1e5, 1e7], cpuNs: [1e5, 1e5, 1e5] };
  assert.deepEqual(cellWarnings(forksOf(SOUND, disturbed), CONTEXT), []);
});

Deno.test("cellWarnings() counts the processes that were not steady", () => {
  const forks = forksOf(SOUND).map((fork) => ({ ...fork, warmUp: { ...fork.warmUp, steady: fork.pass > 1 } }));
  assert.deepEqual(onlyWarning(forks), { code: "no-steady-state", forks: 2, allForks: 6 });
});

Deno.test("sessionWarnings() says how often the control group stopped the program", () => {
  const throttled = (value: number) => ({ ...EXAMPLE_MACHINE.loadBefore, throttledPeriods: { value } });
  const machine = { ...EXAMPLE_MACHINE, loadBefore: throttled(3), loadAfter: throttled(10) };
  assert.deepEqual(sessionWarnings(machine), [{ code: "throttled", periods: 7 }]);
  assert.deepEqual(sessionWarnings(EXAMPLE_MACHINE), []);
});
