/**
 * What has been read of a machine, made into checks: each a number, its limit and what to think of it.
 * Pure: reading is `doctor.ts`, wording is left to the reports.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { type Fact, followed, isKnown, known, missing } from "./fact.ts";
import { type CheckVerdict, judge, LADDERS, type Limit, LIMITS, type MeasuredCheckId } from "./grade.ts";
import type { LoadReading, MachineFacts } from "./machine_spec.ts";
import type { Slice } from "./probe.ts";
import { processorShare, variation } from "./spin_grade.ts";

/** All that the checks look at. */
export interface Readings {
  readonly machine: Pick<MachineFacts, "cpu" | "clock" | "governor" | "turbo">;
  readonly slices: readonly Slice[];
  /** Duration of the probe, in milliseconds. */
  readonly elapsedMs: number;
  /** How often the process lost its processor during the probe. */
  readonly involuntarySwitches: Fact<number>;
  readonly loadBefore: LoadReading;
  /** After the probe; the stolen share is that of the probe. */
  readonly loadAfter: LoadReading;
}

/** A number and its limit. */
export interface MeasuredCheck {
  readonly kind: "measured";
  readonly id: MeasuredCheckId;
  /** In the limit's unit. */
  readonly value: Fact<number>;
  readonly limit: Limit;
  readonly verdict: CheckVerdict;
}

/** How the machine is set. Only a hint: what the setting does shows in what is measured. */
export type SettingCheck =
  | {
    readonly kind: "setting";
    readonly id: "governor";
    readonly value: Fact<string>;
    readonly wanted: string;
    readonly verdict: CheckVerdict;
  }
  | {
    readonly kind: "setting";
    readonly id: "turbo";
    readonly value: Fact<boolean>;
    readonly wanted: boolean;
    readonly verdict: CheckVerdict;
  };

/** One thing that was looked at. */
export type Check = MeasuredCheck | SettingCheck;

const MS_PER_SECOND = 1_000;

/**
 * Makes the checks.
 *
 * @param readings What has been read.
 * @param armRatio How the two equal arms of the probe compare.
 * @returns All checks, also those whose number is unknown, in the order in which a report shows them.
 */
export function checksOf(readings: Readings, armRatio: Estimate): Check[] {
  const { machine, slices, loadBefore, loadAfter } = readings;
  return [
    measured("spin-variation", known(variation(slices.map(({ wallNs }) => wallNs)))),
    measured("processor-share", known(processorShare(slices))),
    measured("processor-pressure", loadAfter.cpuPressurePercent),
    measured("self-comparison", largestExcess(armRatio)),
    measured("steal", loadAfter.steal),
    measured("throttling", throttledPerSecond(readings)),
    measured("load", followed(loadBefore.average, ([lastMinute]) => known(lastMinute / machine.cpu.cores))),
    measured("involuntary-switches", perSecond(readings, readings.involuntarySwitches)),
    measured("memory-headroom", loadBefore.availableMemoryBytes),
    measured("clock-cost", known(machine.clock.costNs)),
    measured("clock-grain", known(machine.clock.grainNs)),
    { kind: "setting", id: "governor", ...setting(machine.governor, "performance") },
    { kind: "setting", id: "turbo", ...setting(machine.turbo, false) },
  ];
}

function measured(id: MeasuredCheckId, value: Fact<number>): MeasuredCheck {
  const limit = { ...LADDERS, ...LIMITS }[id];
  return { kind: "measured", id, value, limit, verdict: isKnown(value) ? judge(limit, value.value) : "unknown" };
}

function setting<T>(value: Fact<T>, wanted: T): { value: Fact<T>; wanted: T; verdict: CheckVerdict } {
  return { value, wanted, verdict: !isKnown(value) ? "unknown" : value.value === wanted ? "good" : "doubtful" };
}

function largestExcess({ lo, hi }: Estimate): Fact<number> {
  const excess = Math.max(hi, 1 / lo) - 1;
  return Number.isFinite(excess) ? known(excess) : missing("too few pairs");
}

function throttledPerSecond(readings: Readings): Fact<number> {
  const { loadBefore, loadAfter } = readings;
  return followed(
    loadBefore.throttledPeriods,
    (before) => perSecond(readings, followed(loadAfter.throttledPeriods, (after) => known(after - before))),
  );
}

function perSecond({ elapsedMs }: Readings, count: Fact<number>): Fact<number> {
  return followed(count, (times) => known(times / (elapsedMs / MS_PER_SECOND)));
}
