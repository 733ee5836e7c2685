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

/** How often criterion's rule draws here. */
const CRITERION_DRAWS = 400;

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
  /** Where the tool says so, or does so, and what is left out here. */
  readonly source: string;
  /**
   * Applies the rule.
   *
   * @param arms The samples.
   * @param random Where chance comes from.
   * @returns Whether the tool would call it a change.
   */
  readonly flags: (arms: TwoArms, random: Random) => boolean;
}

/** The rules, as of the versions that their sources name. */
export const RIVAL_RULES: readonly RivalRule[] = [
  {
    name: "means more than 10 % apart, one process a side (as stored-result actions do)",
    source: "github-action-benchmark 1.22 compares one stored number with one new number by a threshold; 10 % is the " +
      "tightest that is in common use.",
    flags: ({ first, second }) => Math.abs(Math.log(meanOf(first[0]!) / meanOf(second[0]!))) > Math.log(1.1),
  },
  {
    name: "mitata: the summary names a winner by 5 % or more, by means, one process a side",
    source:
      "mitata 1.0.34, summary(): it always names a winner, by the ratio of averages to two digits; what a reader " +
      "would take for none is set at 5 % here.",
    flags: ({ first, second }) => Math.abs(Math.log(meanOf(first[0]!) / meanOf(second[0]!))) >= Math.log(1.05),
  },
  {
    name: "tinybench: mean ± relative margin of error do not overlap, one process a side",
    source:
      "tinybench 6.2.3 prints mean and 95 % margin of error by Student's t, and compares nothing: this is how its " +
      "table is read.",
    flags: ({ first, second }) => !meanIntervalsOverlap(first[0]!, second[0]!),
  },
  {
    name: "nano-benchmark: Mann–Whitney at 5 %, one process a side",
    source:
      "nano-benchmark 1.2.0: for two functions the Mann–Whitney test at α = 0.05 over 100 samples of one process; " +
      "here over as many as a process took.",
    flags: ({ first, second }) => mannWhitneyTest(first[0]!, second[0]!).pTwoSided < 0.05,
  },
  {
    name: "benchstat: Mann–Whitney at 5 % on 10 samples, one process a side",
    source:
      "golang.org/x/perf/cmd/benchstat: Mann–Whitney at α = 0.05, exact for samples as small as these; 10 runs a " +
      "side, as `-count=10` makes them.",
    flags: ({ first, second }) => mannWhitneyTest(first[0]!.slice(0, 10), second[0]!.slice(0, 10)).pTwoSided < 0.05,
  },
  {
    name: "criterion: bootstrapped t at 5 %, and the interval of the change is beyond ±1 %, one process a side",
    source: "criterion.rs 0.7, its book's chapter on analysis and analysis/compare.rs: significance level 0.05, " +
      `confidence level 0.95, noise threshold 0.01; it draws 100,000 times, here it is ${CRITERION_DRAWS}.`,
    flags: ({ first, second }, random) => criterionFlags({ before: first[0]!, now: second[0]! }, random),
  },
  {
    name: "pyperf: pooled t at 5 % over all samples of all processes",
    source: "pyperf 2.10, compare_to: Student's t with pooled variance, 95 %, over the values of all processes; here " +
      "the processes of both sides also took turns, which pyperf's do not.",
    flags: ({ first, second }) => pooledTFlags(first.flat(), second.flat()),
  },
  {
    name: "medians of processes, Mann–Whitney at 5 %, pairs ignored",
    source: "No tool's: what is left of our own rule where processes count, but not which were alive together.",
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

/**
 * Criterion.rs: the means differ if so few of the t values that mixed samples give are as far out; it is a change if
 * the interval of the relative change of means is beyond the noise threshold, too.
 */
function criterionFlags(
  { before, now }: { before: readonly number[]; now: readonly number[] },
  random: Random,
): boolean {
  const mixed = [...before, ...now], t = welchT(now, before), draws = Array.from({ length: CRITERION_DRAWS });
  const drawnTs = draws.map(() =>
    welchT(resampled(mixed, now.length, random), resampled(mixed, before.length, random))
  );
  const below = drawnTs.filter((drawn) => drawn < t).length;
  if (2 * Math.min(below, CRITERION_DRAWS - below) / CRITERION_DRAWS >= 0.05) return false;
  const changes = draws.map(() =>
    meanOf(resampled(now, now.length, random)) / meanOf(resampled(before, before.length, random)) - 1
  ).sort((a, b) => a - b);
  const lo = changes[Math.floor(0.025 * CRITERION_DRAWS)]!, hi = changes[Math.ceil(0.975 * CRITERION_DRAWS) - 1]!;
  return lo > 0.01 || hi < -0.01;
}

function welchT(first: readonly number[], second: readonly number[]): number {
  const error = Math.sqrt(varianceOf(first) / first.length + varianceOf(second) / second.length);
  return error === 0 ? 0 : (meanOf(first) - meanOf(second)) / error;
}

function resampled(values: readonly number[], n: number, random: Random): number[] {
  return Array.from({ length: n }, () => values[random.below(values.length)]!);
}

function pooledTFlags(first: readonly number[], second: readonly number[]): boolean {
  const freedom = first.length + second.length - 2;
  const pooled = ((first.length - 1) * varianceOf(first) + (second.length - 1) * varianceOf(second)) / freedom;
  const t = (meanOf(first) - meanOf(second)) / Math.sqrt(pooled * (1 / first.length + 1 / second.length));
  return Math.abs(t) > studentTBound(0.025, freedom);
}
