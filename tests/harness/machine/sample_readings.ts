/**
 * Readings of a quiet machine, for tests to spoil.
 * @module
 */
import type { Readings } from "../../../src/harness/machine/checks.ts";
import { known } from "../../../src/harness/machine/fact.ts";
import type { LoadReading } from "../../../src/harness/machine/machine_spec.ts";
import type { Slice } from "../../../src/harness/machine/probe.ts";

/** Slices with these wall times; processor times are the same unless told. */
export function slicesOf(wallNs: readonly number[], cpuNs: readonly number[] = wallNs): Slice[] {
  return wallNs.map((wall, i) => ({ arm: i % 2 === 0 ? "a" : "b", startedMs: i, wallNs: wall, cpuNs: cpuNs[i]! }));
}

/** A machine that does nothing else. */
export const QUIET_LOAD: LoadReading = {
  average: known([0.1, 0.1, 0.1]),
  steal: known(0),
  cpuPressurePercent: known(0.2),
  throttledPeriods: known(5),
  availableMemoryBytes: known(8 * 2 ** 30),
};

/** Two seconds of a quiet machine with four processors. */
export const QUIET: Readings = {
  machine: {
    cpu: { model: known("Imaginary 9000"), cores: 4, availableParallelism: 4 },
    clock: { costNs: 40, grainNs: 10 },
    governor: known("performance"),
    turbo: known(false),
  },
  slices: slicesOf(Array(16).fill(1e7)),
  elapsedMs: 2_000,
  involuntarySwitches: known(6),
  loadBefore: QUIET_LOAD,
  loadAfter: QUIET_LOAD,
};
