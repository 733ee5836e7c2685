/**
 * What programs record into metrics, and what the metrics must say afterwards, by plain counting.
 * @module
 */
import { foldNext } from "../digest.ts";
import { nextStep } from "./oracle.ts";
import { turnsOf } from "./turns.ts";

/** Upper bounds of the histogram's buckets. */
export const BUCKET_BOUNDS: readonly number[] = [1, 2, 4, 8];

/** Values that each of the two labels takes. */
export const LABEL_VALUES = 4;

/** Tasks that record in turns. */
export const RECORDING_TASKS = 10;

/** Most series of the metric that is fed with more. */
export const SERIES_LIMIT = 1_000;

/** Recordings of one burst: half of them count, a quarter set a gauge, a quarter observe. */
export const BURST = { counted: 50, set: 25, observed: 25 } as const;

/**
 * Says what is observed.
 *
 * @param seed The run's seed.
 * @param operation Number of the observation, from 0.
 * @returns A whole number from 0 to 15.
 */
export function observedValue(seed: number, operation: number): number {
  return nextStep(seed, operation) & 15;
}

/**
 * Says which series a recording belongs to.
 *
 * @param seed The run's seed.
 * @param operation Number of the recording, from 0.
 * @returns Number of the series: the first label's value times {@linkcode LABEL_VALUES}, and the second one's.
 */
export function seriesIndex(seed: number, operation: number): number {
  return nextStep(seed, operation) % LABEL_VALUES ** 2;
}

/**
 * Says whom a recording is of, nobody twice in one run.
 *
 * @param seed The run's seed.
 * @param operation Number of the recording, from 0.
 * @returns A 32-bit unsigned integer.
 */
export function userOf(seed: number, operation: number): number {
  return (seed ^ operation) >>> 0;
}

/**
 * Folds what was read from metrics.
 *
 * @param seed The run's seed, or the fold so far.
 * @param numbers What was read, 32-bit unsigned integers.
 */
export function foldCounts(seed: number, numbers: Iterable<number>): number {
  let folded = seed;
  for (const number of numbers) folded = foldNext(folded, number);
  return folded;
}

/**
 * An oracle: as many as there were operations.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function counted(operations: number, seed: number): number {
  return foldNext(seed, operations);
}

/** Observations per bucket, then their sum. */
function spreadOf(seed: number, observations: number): readonly number[] {
  const counts = new Array<number>(BUCKET_BOUNDS.length + 1).fill(0);
  let sum = 0;
  for (let operation = 0; operation < observations; operation++) {
    const value = observedValue(seed, operation), bucket = BUCKET_BOUNDS.findIndex((bound) => value <= bound);
    counts[bucket === -1 ? BUCKET_BOUNDS.length : bucket]!++;
    sum += value;
  }
  return [...counts, sum];
}

/**
 * An oracle: what a histogram says.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function spread(operations: number, seed: number): number {
  return foldCounts(seed, spreadOf(seed, operations));
}

/**
 * An oracle: recordings per series.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function perSeries(operations: number, seed: number): number {
  const counts = new Array<number>(LABEL_VALUES ** 2).fill(0);
  for (let operation = 0; operation < operations; operation++) counts[seriesIndex(seed, operation)]!++;
  return foldCounts(seed, counts);
}

/**
 * An oracle: whose turn it was each time, and how many recordings there were in all.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function inTurns(operations: number, seed: number): number {
  return nextStep(turnsOf(RECORDING_TASKS)(operations, seed), operations);
}

/**
 * An oracle: the first thousand have series of their own and were counted twice; all others share one.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function limitedSeries(operations: number, seed: number): number {
  let value = seed;
  for (let user = 0; user < SERIES_LIMIT; user++) value = foldCounts(value, [userOf(seed, user), 2]);
  const others = operations - SERIES_LIMIT;
  return foldCounts(value, [others, others, others]);
}

/**
 * An oracle: a series for each user.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function manySeries(operations: number, seed: number): number {
  let value = seed;
  for (let user = 0; user < operations; user++) value = foldCounts(value, [userOf(seed, user), 1]);
  return value;
}

/**
 * An oracle: counter, gauge and histogram after so many bursts.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function bursts(operations: number, seed: number): number {
  const { counted, set, observed } = BURST;
  return foldCounts(seed, [operations * counted, operations * set, ...spreadOf(seed, operations * observed)]);
}
