/**
 * V1, and the table of rivals: how often identical code is called changed, by our rule and by the rules of other
 * tools on the very same samples. Comparisons are real: each is one code against itself in pairs of processes.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { clopperPearson } from "../../stats/clopper_pearson.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { median } from "../../stats/median.ts";
import { type Stage, type Verdict, verdictOf } from "../../stats/verdict.ts";
import { heldTo, type Trials } from "./few_trials.ts";
import { RIVAL_RULES, type TwoArms } from "./rival_rules.ts";
import type { Effort, SelftestLine } from "./selftest_line.ts";
import { drawn, shareOfTrials } from "./synthetic_noise.ts";

/** How often one rule flagged code that had not changed. */
export interface AlarmRate {
  readonly rule: string;
  /** Share of comparisons, with its exact 95 % interval. */
  readonly rate: Estimate;
}

/** Benchmarks of the suite that suite-wide alarms are counted for. */
const SUITE_SIZE = 40;
/** Suites drawn from the comparisons, and comparisons drawn to count those that are confirmed. */
const DRAWS: Readonly<Record<Effort, { readonly suites: number; readonly confirmations: number }>> = {
  reduced: { suites: 300, confirmations: 4_000 },
  full: { suites: 2_000, confirmations: 20_000 },
};
/** Change that our rule leaves alone here: less than a gate does, so that the method is tried harder than it is used. */
const MARGIN = 0.02;

/** Limits on how often identical code may be called changed. */
export const FALSE_ALARM_LIMITS = { screened: 0.07, confirmed: 0.005, suites: 0.05 } as const;

/**
 * Counts the alarms of all rules.
 *
 * @param comparisons Samples of identical code.
 * @param random Where chance comes from.
 * @returns Our rule first.
 */
export function alarmRates(comparisons: readonly TwoArms[], random: Random): AlarmRate[] {
  const rateOf = (flags: (arms: TwoArms) => boolean) =>
    clopperPearson({ successes: comparisons.filter(flags).length, trials: comparisons.length });
  return [
    { rule: "puffinbench: exact signed-rank over pairs of processes, 2 % margin", rate: rateOf(isCandidate) },
    ...RIVAL_RULES.map(({ name, flags }) => ({ rule: name, rate: rateOf((arms) => flags(arms, random)) })),
  ];
}

/** What false alarms are counted in. */
export interface AlarmCount {
  readonly random: Random;
  /** What the samples are times of, for the lines. */
  readonly clock: "processor time" | "wall time";
  readonly effort: Effort;
  /** Comparisons that the self-test is to make. */
  readonly planned: number;
}

/**
 * Measures how often our rule is wrong about identical code.
 *
 * @param comparisons Samples of identical code.
 * @param count What they are counted in.
 * @returns Lines for one comparison, for one that is confirmed, and for a suite of 40.
 */
export function falseAlarms(comparisons: readonly TwoArms[], count: AlarmCount): SelftestLine[] {
  const { random, clock, effort } = count;
  const screened = comparisons.filter(isCandidate).length, differences = comparisons.map(logRatios);
  const { suites, confirmations } = DRAWS[effort];
  const line = (what: string, { value, atMost, ...trials }: CountedAlarms): SelftestLine => ({
    id: "V1",
    what: `${what}, by ${clock}`,
    value,
    unit: "share",
    ...heldTo({ atMost }, { effort, ...trials }),
  });
  return [
    line("identical code that the screen suspects", {
      value: screened / comparisons.length,
      n: comparisons.length,
      planned: count.planned,
      atMost: FALSE_ALARM_LIMITS.screened,
    }),
    line("identical code that is confirmed as changed", {
      value: shareOfTrials(confirmations, () => isConfirmed(differences, random)),
      n: confirmations,
      planned: confirmations,
      atMost: FALSE_ALARM_LIMITS.confirmed,
    }),
    line("suites of 40 with a false alarm", {
      value: shareOfTrials(suites, () => suiteAlarms(differences, random) > 0),
      n: suites,
      planned: suites,
      atMost: FALSE_ALARM_LIMITS.suites,
    }),
  ];
}

interface CountedAlarms extends Omit<Trials, "effort"> {
  readonly value: number;
  readonly atMost: number;
}

/** Differences of one comparison, one a pair. */
type Differences = readonly number[];

/** Confirmed alarms of one suite: benchmarks and their fresh pairs are drawn from the comparisons, their signs by lot. */
function suiteAlarms(comparisons: readonly Differences[], random: Random): number {
  const suspected = drawn(SUITE_SIZE, () => judged(comparisons, random, { kind: "screen" }))
    .flatMap((verdict) => verdict.kind === "candidate" ? [verdict.suspected] : []);
  const candidates = Math.max(1, suspected.length);
  return suspected.filter((change) =>
    judged(comparisons, random, { kind: "confirm", candidates, suspected: change }).kind === change
  ).length;
}

function isConfirmed(comparisons: readonly Differences[], random: Random): boolean {
  const screen = judged(comparisons, random, { kind: "screen" });
  if (screen.kind !== "candidate") return false;
  const stage = { kind: "confirm", candidates: 1, suspected: screen.suspected } as const;
  return judged(comparisons, random, stage).kind === screen.suspected;
}

/** Judges one of the comparisons, the arms of each pair exchanged by lot: identical code has no first arm. */
function judged(comparisons: readonly Differences[], random: Random, stage: Stage): Verdict {
  const differences = comparisons[random.below(comparisons.length)]!
    .map((difference) => random.below(2) === 0 ? difference : -difference);
  return verdictOf(differences, { stage, better: "lower", noiseFloor: MARGIN });
}

function isCandidate(arms: TwoArms): boolean {
  const rules = { stage: { kind: "screen" }, better: "lower", noiseFloor: MARGIN } as const;
  return verdictOf(logRatios(arms), rules).kind === "candidate";
}

/** One number a pair: the median over rounds of how much longer the second arm took. */
export function logRatios({ first, second }: TwoArms): number[] {
  return first.map((samples, pair) =>
    median(samples.map((sample, round) => Math.log(second[pair]![round]!) - Math.log(sample)))
  );
}
