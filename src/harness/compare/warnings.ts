/**
 * Doubts about figures, as data: a code, what it is about, and the numbers that raise it. Nothing is left
 * out because of a doubt, and nothing is worded here: reports do that.
 * @module
 */
import { mannKendallTest } from "../../stats/mann_kendall.ts";
import { median } from "../../stats/median.ts";
import { type Mode, modesOf } from "../../stats/modality.ts";
import { FEWEST_PAIRS } from "../../stats/verdict.ts";
import type { Fork, MachineSpec } from "../session/result.ts";
import { cpuShareOf, LEAST_CPU_SHARE } from "./gate_metric.ts";

/** A doubt about one cell. */
export type CellWarning =
  /** Too few processes for an interval, or a process of too few samples to have a middle. */
  | {
    readonly code: "too-few-samples";
    readonly forks: number;
    readonly neededForks: number;
    readonly fewestSamples: number;
    readonly neededSamples: number;
  }
  /** Even the largest batch lasts too short a time for the clock: a reading may be wrong by more than 0.1 %. */
  | { readonly code: "timer-saturated"; readonly sampleNs: number; readonly grainNs: number; readonly neededNs: number }
  /** Quicker than plain code that does the same work: some of it may never be done. */
  | { readonly code: "dead-code-suspected"; readonly runNs: number; readonly floorNs: number }
  /** Processes settle in two states or more, and a median lies in one of them or between. */
  | { readonly code: "bimodal"; readonly modes: readonly Mode[] }
  /** Processes rise or fall in the order in which they were measured; `ratio` is the last third over the first. */
  | { readonly code: "drift"; readonly tau: number; readonly p: number; readonly ratio: number }
  /** Waits more than it computes though processor time is to decide. */
  | { readonly code: "low-cpu-share"; readonly share: number; readonly least: number }
  /** Processes that were still changing pace when their warm-up ended. */
  | { readonly code: "no-steady-state"; readonly forks: number; readonly allForks: number };

/** A doubt about a whole session. */
export type SessionWarning = /** The control group stopped the program so often. */
  { readonly code: "throttled"; readonly periods: number };

/** What a cell's figures are held against. */
export interface WarningContext {
  readonly reading: "cpuNs" | "wallNs";
  /** Grain of the clock, in nanoseconds. */
  readonly clockGrainNs: number;
  /** What plain code takes for a run, in nanoseconds; `null` for plain code itself, or where it was not measured. */
  readonly floorNs: number | null;
}

const FEWEST_SAMPLES = 3;
/** A sample lasts at least so many grains of the clock. */
const GRAINS_PER_SAMPLE = 1_000;
/** Plain code takes at most so many times as long as an engine that does the same work. */
export const LARGEST_LEAD = 1.42;
const DRIFT_LEVEL = 0.01;

/**
 * Lists the doubts about a cell.
 *
 * @param forks Its processes, one or more, in the order of passes, each with one sample or more.
 * @param context What they are held against.
 * @returns The doubts; none if there is nothing to doubt.
 */
export function cellWarnings(forks: readonly Fork[], context: WarningContext): CellWarning[] {
  const perRun = forks.map((fork) => median(fork[context.reading]) / fork.batch);
  const found = [
    tooFewSamples(forks),
    timerSaturated(forks, context),
    deadCode(perRun, context),
    bimodal(perRun),
    drift(perRun),
    lowCpuShare(forks, context),
    noSteadyState(forks),
  ];
  return found.filter((warning) => warning !== null);
}

/**
 * Lists the doubts about a session.
 *
 * @param machine Its machine, with the load before and after.
 * @returns The doubts.
 */
export function sessionWarnings({ loadBefore, loadAfter }: MachineSpec): SessionWarning[] {
  const [before, after] = [loadBefore.throttledPeriods.value, loadAfter.throttledPeriods.value];
  const periods = before === null || after === null ? 0 : after - before;
  return periods > 0 ? [{ code: "throttled", periods }] : [];
}

function tooFewSamples(forks: readonly Fork[]): CellWarning | null {
  const fewestSamples = Math.min(...forks.map(({ wallNs }) => wallNs.length));
  if (forks.length >= FEWEST_PAIRS && fewestSamples >= FEWEST_SAMPLES) return null;
  return {
    code: "too-few-samples",
    forks: forks.length,
    neededForks: FEWEST_PAIRS,
    fewestSamples,
    neededSamples: FEWEST_SAMPLES,
  };
}

function timerSaturated(forks: readonly Fork[], { clockGrainNs: grainNs }: WarningContext): CellWarning | null {
  const sampleNs = median(forks.map(({ wallNs }) => median(wallNs)));
  const neededNs = GRAINS_PER_SAMPLE * grainNs;
  return sampleNs < neededNs ? { code: "timer-saturated", sampleNs, grainNs, neededNs } : null;
}

function deadCode(perRun: readonly number[], { floorNs }: WarningContext): CellWarning | null {
  const runNs = median(perRun);
  const isTooQuick = floorNs !== null && runNs * LARGEST_LEAD < floorNs;
  return isTooQuick ? { code: "dead-code-suspected", runNs, floorNs } : null;
}

function bimodal(perRun: readonly number[]): CellWarning | null {
  if (perRun.some((ns) => ns <= 0)) return null;
  const modes = modesOf(perRun);
  return modes.length > 1 ? { code: "bimodal", modes } : null;
}

function drift(perRun: readonly number[]): CellWarning | null {
  if (perRun.length < FEWEST_PAIRS) return null;
  const { tau, pTwoSided: p } = mannKendallTest(perRun);
  if (p > DRIFT_LEVEL) return null;
  const third = Math.ceil(perRun.length / 3);
  return { code: "drift", tau, p, ratio: median(perRun.slice(-third)) / median(perRun.slice(0, third)) };
}

function lowCpuShare(forks: readonly Fork[], { reading }: WarningContext): CellWarning | null {
  const share = cpuShareOf(forks);
  return reading === "cpuNs" && share < LEAST_CPU_SHARE
    ? { code: "low-cpu-share", share, least: LEAST_CPU_SHARE }
    : null;
}

function noSteadyState(forks: readonly Fork[]): CellWarning | null {
  const unsteady = forks.filter(({ warmUp }) => !warmUp.steady).length;
  return unsteady > 0 ? { code: "no-steady-state", forks: unsteady, allForks: forks.length } : null;
}
