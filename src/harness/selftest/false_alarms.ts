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
import { RIVAL_RULES, type TwoArms } from "./rival_rules.ts";
import type { SelftestLine } from "./selftest_line.ts";
import { drawn, shareOfTrials } from "./synthetic_noise.ts";

/** How often one rule flagged code that had not changed. */
export interface AlarmRate {
  readonly rule: string;
  /** Share of comparisons, with its exact 95 % interval. */
  readonly rate: Estimate;
}

/** Benchmarks of the suite that suite-wide alarms are counted for. */
const SUITE_SIZE = 40;
/** Suites drawn from the comparisons. */
const SUITES = 500;
/** Comparisons drawn to count those that are confirmed. */
const CONFIRMATIONS = 4_000;
/** What a pair of identical code shows on a host that was never calibrated. */
const NOISE_FLOOR = 0.02;

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

/**
 * Measures how often our rule is wrong about identical code.
 *
 * @param comparisons Samples of identical code.
 * @param random Where chance comes from.
 * @returns Lines for one comparison, for one that is confirmed, and for a suite of 40.
 */
export function falseAlarms(comparisons: readonly TwoArms[], random: Random): SelftestLine[] {
  const n = comparisons.length, screened = comparisons.filter(isCandidate).length;
  const differences = comparisons.map(logRatios);
  const suites = drawn(SUITES, () => suiteAlarms(differences, random));
  const line = (what: string, figures: Pick<SelftestLine, "value" | "n" | "pass">): SelftestLine => (
    { id: "V1", what, unit: "share", ...figures }
  );
  return [
    line("identical code that the screen suspects", { value: screened / n, n, pass: { atMost: 0.07 } }),
    line("identical code that is confirmed as changed", {
      value: shareOfTrials(CONFIRMATIONS, () => isConfirmed(differences, random)),
      n: CONFIRMATIONS,
      pass: { atMost: 0.005 },
    }),
    line("suites of 40 with a false alarm", {
      value: suites.filter((alarms) => alarms > 0).length / SUITES,
      n: SUITES,
      pass: { atMost: 0.05 },
    }),
  ];
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
  return verdictOf(differences, { stage, better: "lower", noiseFloor: NOISE_FLOOR });
}

function isCandidate(arms: TwoArms): boolean {
  const rules = { stage: { kind: "screen" }, better: "lower", noiseFloor: NOISE_FLOOR } as const;
  return verdictOf(logRatios(arms), rules).kind === "candidate";
}

/** One number a pair: the median over rounds of how much longer the second arm took. */
export function logRatios({ first, second }: TwoArms): number[] {
  return first.map((samples, pair) =>
    median(samples.map((sample, round) => Math.log(second[pair]![round]!) - Math.log(sample)))
  );
}
