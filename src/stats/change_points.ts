/**
 * Finds where a series of results moved for good. A split is tested by how unlikely it is that shuffling
 * the series gives a split as good, anywhere in it, so that looking everywhere is paid for; where
 * neighbours resemble each other, blocks are shuffled instead of single results. What is significant but
 * small is no change. Both parts of an accepted split are searched in turn.
 *
 * Made for results of successive commits on one machine. A step is seen three results after it at the
 * earliest; a drift shows up as several steps; what was soon taken back stands out only until then.
 * @module
 */
import type { Random } from "../random/random.ts";
import { shuffled } from "../random/shuffle.ts";
import { lagOneCorrelation, lagOneCorrelationDespiteSteps } from "./autocorrelation.ts";
import { median } from "./median.ts";
import { withoutSpikes } from "./spike_guard.ts";

/** Fewest results on either side of a split. */
export const LEAST_SEGMENT = 3;
/** Results that neighbours have to resemble by before blocks are shuffled. */
const LEAST_CORRELATION = 0.2;
/** Probability up to which a split is not taken for chance. */
export const ALPHA = 0.01;
/** Relative change of the median from which a split matters. */
export const LEAST_CHANGE = 0.02;

/** How to shuffle. */
export interface ChangePointOptions {
  /** Shuffles; a seeded one makes the answer repeatable. */
  readonly random: Random;
  /** Shuffles of a series, an integer from 99 to 9,999; fewer cannot reach a probability of 1 %. @default {999} */
  readonly shuffles?: number;
}

/** Where a series moved. */
export interface ChangePoint {
  /** The first result after the change; at least three come before it and two after. */
  readonly index: number;
  /** Median after the change minus median before it, up to the next change points; a difference of logarithms. */
  readonly shift: number;
  /** Probability of a split as good if the order meant nothing; at most 0.01. */
  readonly p: number;
}

/**
 * Finds the change points of a series.
 *
 * @param series Logarithms of results, or of their ratio to a fixed reference: finite numbers, oldest first.
 * @param options How to shuffle.
 * @returns Change points in order of time; none in a series of fewer than about ten results, where even the
 * clearest split is not unlikely enough.
 * @throws {RangeError} If a number is not finite, or `shuffles` is out of bounds.
 */
export function changePoints(
  series: readonly number[],
  { random, shuffles = 999 }: ChangePointOptions,
): ChangePoint[] {
  if (!Number.isInteger(shuffles) || shuffles < 99 || shuffles > 9_999) {
    throw new RangeError(
      `Cannot find change points as 'shuffles' must be an integer from 99 to 9999: current value is ${shuffles}`,
    );
  }
  const odd = series.find((x) => !Number.isFinite(x));
  if (odd !== undefined) {
    throw new RangeError(`Cannot find change points as results must be finite: one of them is ${odd}`);
  }
  const splits = splitsOf(series, { random, shuffles });
  const bounds = [0, ...splits.map(({ at }) => at), series.length];
  const medianFrom = (i: number) => median(series.slice(bounds[i], bounds[i + 1]));
  return splits.map(({ at, p }, i) => ({ index: at, shift: medianFrom(i + 1) - medianFrom(i), p }));
}

/** A split that was accepted. */
interface Split {
  readonly at: number;
  readonly p: number;
}

function splitsOf(series: readonly number[], options: Required<ChangePointOptions>): Split[] {
  if (series.length < 2 * LEAST_SEGMENT) return [];
  const calm = withoutSpikes(series);
  const { at } = bestSplit(calm);
  const [before, after] = [series.slice(0, at), series.slice(at)];
  const p = chanceOf(calm, options);
  if (p > ALPHA || Math.abs(median(after) - median(before)) < Math.log1p(LEAST_CHANGE)) return [];
  const later = splitsOf(after, options).map((split) => ({ ...split, at: split.at + at }));
  return [...splitsOf(before, options), { at, p }, ...later];
}

/** Finds the split whose parts differ most, weighed by how long they are. */
function bestSplit(series: readonly number[]): { at: number; contrast: number } {
  const n = series.length;
  const total = series.reduce((sum, x) => sum + x, 0);
  let best = { at: 0, contrast: -1 };
  let before = 0;
  for (let at = 1; at <= n - LEAST_SEGMENT; at++) {
    before += series[at - 1]!;
    const difference = Math.abs(before / at - (total - before) / (n - at));
    const contrast = difference * Math.sqrt(at * (n - at) / n);
    if (at >= LEAST_SEGMENT && contrast > best.contrast) best = { at, contrast };
  }
  return best;
}

/** Finds how likely shuffling the series gives a split as good as its best; 1 as soon as that is not unlikely. */
function chanceOf(series: readonly number[], { random, shuffles }: Required<ChangePointOptions>): number {
  const { at, contrast } = bestSplit(series);
  const blockLength = blockLengthOf(series, at);
  // Sums in another order differ in their last digit; an equal split has to count as one as good.
  const asGood = contrast * (1 - 1e-9);
  let found = 0;
  for (let i = 0; i < shuffles; i++) {
    if (bestSplit(inNewOrder(series, { blockLength, random })).contrast >= asGood) found += 1;
    if (1 + found > ALPHA * (1 + shuffles)) return 1;
  }
  return (1 + found) / (1 + shuffles);
}

/** Carlstein's block length for a series in which each result resembles only the one before it (1986). */
function blockLengthOf(series: readonly number[], at: number): number {
  // Further steps look like resemblance to the first estimate, chance does so more often to the second.
  const rho = Math.min(lagOneCorrelation(residualsOf(series, at)), lagOneCorrelationDespiteSteps(series));
  if (rho < LEAST_CORRELATION) return 1;
  return Math.ceil((2 * rho / (1 - rho * rho)) ** (2 / 3) * Math.cbrt(series.length));
}

/** What a step at `at` leaves unexplained. */
function residualsOf(series: readonly number[], at: number): number[] {
  const mean = (part: readonly number[]) => part.reduce((sum, x) => sum + x, 0) / part.length;
  const [before, after] = [mean(series.slice(0, at)), mean(series.slice(at))];
  return series.map((x, i) => x - (i < at ? before : after));
}

/** Shuffles blocks, cut from a series that is closed to a ring, so that any result may begin one. */
function inNewOrder(
  series: readonly number[],
  { blockLength, random }: { blockLength: number; random: Random },
): number[] {
  if (blockLength === 1) return shuffled(series, random);
  const start = random.below(series.length);
  const ring = [...series.slice(start), ...series.slice(0, start)];
  const blocks: number[][] = [];
  for (let i = 0; i < ring.length; i += blockLength) blocks.push(ring.slice(i, i + blockLength));
  return shuffled(blocks, random).flat();
}
