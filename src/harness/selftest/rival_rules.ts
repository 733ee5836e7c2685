/**
 * The decision rules of other tools, applied to samples of one code measured against itself: how often each would
 * have called it changed. Each rule is what its tool does with the samples it asks for; none of the tools is run.
 *
 * Samples come as processes: each tool that knows no processes is given those of one process per side.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { mannWhitneyTest } from "../../stats/mann_whitney.ts";
import { median } from "../../stats/median.ts";
import { studentTBound } from "../../stats/student_t.ts";

/** Samples of one arm, one list a process, as times per run. */
export type Processes = readonly (readonly number[])[];

/** Both arms of one comparison. */
export interface TwoArms {
  readonly first: Processes;
  readonly second: Processes;
}

/** A tool's way to say that something changed. */
export interface RivalRule {
  /** Tool and rule, as a phrase. */
  readonly name: string;
  /**
   * Applies the rule.
   *
   * @param arms The samples.
   * @param random Where chance comes from.
   * @returns Whether the tool would call it a change.
   */
  readonly flags: (arms: TwoArms, random: Random) => boolean;
}

/** The rules, as of the versions that the method's specification names. */
export const RIVAL_RULES: readonly RivalRule[] = [
  {
    name: "means more than 10 % apart, one process a side (as stored-result actions do)",
    flags: ({ first, second }) => Math.abs(Math.log(meanOf(first[0]!) / meanOf(second[0]!))) > Math.log(1.1),
  },
  {
    name: "mitata: the summary names a winner by 5 % or more, by means, one process a side",
    flags: ({ first, second }) => Math.abs(Math.log(meanOf(first[0]!) / meanOf(second[0]!))) >= Math.log(1.05),
  },
  {
    name: "tinybench: mean ± relative margin of error do not overlap, one process a side",
    flags: ({ first, second }) => !meanIntervalsOverlap(first[0]!, second[0]!),
  },
  {
    name: "nano-benchmark: Mann–Whitney at 5 %, one process a side",
    flags: ({ first, second }) => mannWhitneyTest(first[0]!, second[0]!).pTwoSided < 0.05,
  },
  {
    name: "benchstat: Mann–Whitney at 5 % on 10 samples, one process a side",
    flags: ({ first, second }) => mannWhitneyTest(first[0]!.slice(0, 10), second[0]!.slice(0, 10)).pTwoSided < 0.05,
  },
  {
    name: "criterion: bootstrapped means differ and the interval is beyond ±1 %, one process a side",
    flags: ({ first, second }, random) => criterionFlags(first[0]!, second[0]!, random),
  },
  {
    name: "pyperf: pooled t at 5 % over all samples of all processes",
    flags: ({ first, second }) => pooledTFlags(first.flat(), second.flat()),
  },
  {
    name: "medians of processes, Mann–Whitney at 5 %, pairs ignored",
    flags: ({ first, second }) => mannWhitneyTest(first.map(median), second.map(median)).pTwoSided < 0.05,
  },
];

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function meanIntervalsOverlap(first: readonly number[], second: readonly number[]): boolean {
  const margin = (values: readonly number[]) =>
    studentTBound(0.025, values.length - 1) * Math.sqrt(varianceOf(values) / values.length);
  return Math.abs(meanOf(first) - meanOf(second)) <= margin(first) + margin(second);
}

const BOOTSTRAPS = 400;

/** Criterion.rs: a change has an interval of the relative change of means that is beyond its noise threshold. */
function criterionFlags(first: readonly number[], second: readonly number[], random: Random): boolean {
  const changes = Array.from(
    { length: BOOTSTRAPS },
    () => meanOf(resampled(second, random)) / meanOf(resampled(first, random)) - 1,
  ).sort((a, b) => a - b);
  const lo = changes[Math.floor(0.025 * BOOTSTRAPS)]!, hi = changes[Math.ceil(0.975 * BOOTSTRAPS) - 1]!;
  return lo > 0.01 || hi < -0.01;
}

function resampled(values: readonly number[], random: Random): number[] {
  return values.map(() => values[random.below(values.length)]!);
}

function pooledTFlags(first: readonly number[], second: readonly number[]): boolean {
  const freedom = first.length + second.length - 2;
  const pooled = ((first.length - 1) * varianceOf(first) + (second.length - 1) * varianceOf(second)) / freedom;
  const t = (meanOf(first) - meanOf(second)) / Math.sqrt(pooled * (1 / first.length + 1 / second.length));
  return Math.abs(t) > studentTBound(0.025, freedom);
}
