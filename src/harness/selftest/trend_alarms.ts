/**
 * V12: how often a trend that did not move is said to have moved, in four kinds of noise, and how often a real step
 * is found.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { changePoints } from "../../stats/change_points.ts";
import { widened } from "./few_trials.ts";
import type { Effort, SelftestLine } from "./selftest_line.ts";
import { correlated, drawn, heavyTailed, normal, shareOfTrials } from "./synthetic_noise.ts";

/** Results of one series, as many as half a year of working days. */
const LENGTH = 120;
/** Deviation from result to result, as a logarithm. */
const NOISE = 0.02;
/** The step that has to be found, and how many results after it. */
const STEP = Math.log(1.1), AFTER = 3, BEFORE = 60;
const SHUFFLES = 299;

/** Share of trends that may raise an alarm though nothing moved, and of steps that have to be found. */
export const ALARM_LIMIT = { atMost: 0.05 }, FOUND_LIMIT = { atLeast: 0.9 };

interface NoiseKind {
  readonly name: string;
  readonly series: (n: number, random: Random) => number[];
  /** Whether a step shows in three results: not where neighbours resemble each other. */
  readonly showsSteps: boolean;
}

const KINDS: readonly NoiseKind[] = [
  { name: "normal noise", series: (n, random) => drawn(n, () => NOISE * normal(random)), showsSteps: true },
  { name: "heavy tails", series: (n, random) => drawn(n, () => NOISE * heavyTailed(random)), showsSteps: true },
  {
    name: "neighbours alike",
    series: (n, random) => {
      const next = correlated(random, 0.5);
      return drawn(n, () => NOISE * next(random));
    },
    showsSteps: false,
  },
  {
    name: "spikes",
    series: (n, random) =>
      drawn(n, () => NOISE * normal(random) + (random.float() < 0.04 ? 0.1 + 0.3 * random.float() : 0)),
    showsSteps: true,
  },
];

/**
 * Measures false and missed alarms over trends.
 *
 * @param random Where chance comes from.
 * @param effort How thorough to be.
 * @returns Lines for false alarms, and for steps found, per kind of noise.
 */
export function trendAlarms(random: Random, effort: Effort): SelftestLine[] {
  const n = effort === "full" ? 1_000 : 200;
  return KINDS.flatMap(({ name, series, showsSteps }) => {
    const isFalseAlarm = () => changePoints(series(LENGTH, random), { random, shuffles: SHUFFLES }).length > 0;
    const alarms: SelftestLine = {
      id: "V12",
      what: `series without a step that raise an alarm, ${name}`,
      value: shareOfTrials(n, isFalseAlarm),
      unit: "share",
      n,
      pass: effort === "full" ? ALARM_LIMIT : widened(ALARM_LIMIT, n),
    };
    return showsSteps ? [alarms, stepsFound({ name, series }, { random, n, effort })] : [alarms];
  });
}

function stepsFound(
  { name, series }: Pick<NoiseKind, "name" | "series">,
  { random, n, effort }: { readonly random: Random; readonly n: number; readonly effort: Effort },
): SelftestLine {
  const isFound = () => {
    const stepped = series(BEFORE + AFTER, random).map((x, i) => i < BEFORE ? x : x + STEP);
    return changePoints(stepped, { random, shuffles: SHUFFLES }).some(({ index }) => Math.abs(index - BEFORE) <= AFTER);
  };
  const value = shareOfTrials(n, isFound);
  return {
    id: "V12",
    what: `steps of +10 % found 3 results later, ${name}`,
    value,
    unit: "share",
    n,
    pass: effort === "full" ? FOUND_LIMIT : widened(FOUND_LIMIT, n),
  };
}
