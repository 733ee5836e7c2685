/**
 * Examinations of made-up machines, the same at every call.
 * @module
 */
import { diagnose, type Examination } from "../../src/harness/machine/doctor.ts";
import type { LoadReading } from "../../src/harness/machine/machine_spec.ts";
import type { Slice } from "../../src/harness/machine/probe.ts";

/** How the made-up machine is. */
export interface MadeUpMachine {
  /** Share of each slice that the process had a processor. */
  readonly processorShare: number;
  /** Load average over a minute. */
  readonly load: number;
}

/** A machine on which everything is good. */
export const QUIET: MadeUpMachine = { processorShare: 1, load: 0.2 };
/** A machine that others use as well. */
export const BUSY: MadeUpMachine = { processorShare: 0.7, load: 3.4 };

/**
 * Makes up an examination.
 *
 * @param machine How the machine is.
 * @returns What the examination found.
 */
export function examination({ processorShare, load }: MadeUpMachine): Examination {
  return diagnose({
    machine: {
      cpu: { model: { value: "Imaginary 9000" }, cores: 4, availableParallelism: 4 },
      clock: { costNs: 41, grainNs: 10 },
      governor: { value: null, why: "the system does not tell it" },
      turbo: { value: true },
    },
    slices: Array.from({ length: 40 }, (_, index) => slice(index, processorShare)),
    elapsedMs: 3_000,
    involuntarySwitches: { value: 12 },
    loadBefore: reading(load),
    loadAfter: reading(load),
  });
}

function slice(index: number, processorShare: number): Slice {
  const wallNs = 10_000_000 + 1_000 * (index % 7);
  return { arm: index % 2 === 0 ? "a" : "b", startedMs: 10 * index, wallNs, cpuNs: wallNs * processorShare };
}

function reading(load: number): LoadReading {
  return {
    average: { value: [load, load, load] },
    steal: { value: 0 },
    cpuPressurePercent: { value: 0.4 },
    throttledPeriods: { value: 0 },
    availableMemoryBytes: { value: 9 * 2 ** 30 },
  };
}
