/**
 * How good a cell is by the limits of its suite. The worse end of the interval decides, so that a word is never
 * earned by chance; where the better end would have earned another one, the rating is not sure.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { medianInterval } from "../../stats/order_statistic_interval.ts";
import type { Fork } from "../session/result.ts";
import type { RatingLimits } from "../suites/ratings/rating_limits.ts";
import type { RatingModel } from "./model.ts";

/** What is rated. */
export interface RatedCell {
  /** What one run takes, in nanoseconds. */
  readonly value: Estimate;
  /** Tasks or operations of one run, 1 or more. */
  readonly tasks: number;
  readonly forks: readonly Pick<Fork, "figures">[];
}

const LEVELS: readonly Pick<RatingModel, "level" | "word">[] = [
  { level: 5, word: "outstanding" },
  { level: 4, word: "excellent" },
  { level: 3, word: "good" },
  { level: 2, word: "acceptable" },
];
const POOR = { level: 1, word: "poor" } as const;

/**
 * Rates a cell.
 *
 * @param cell The cell.
 * @param limits The limits of its benchmark.
 * @returns The rating; `null` where there is no interval to rate, or the cell has no such figure.
 */
export function ratingOf(cell: RatedCell, { metric, better, limits }: RatingLimits): RatingModel | null {
  const { outstanding, excellent, good, acceptable } = limits;
  const bounds = [outstanding, excellent, good, acceptable];
  const isTime = metric === "ns-per-operation";
  // Times are shown for whole runs, so that is what their limits are shown for.
  const shown = isTime ? bounds.map((bound) => bound * cell.tasks) : bounds;
  const value = isTime ? cell.value : figureOf(cell, metric);
  if (value === null || !Number.isFinite(value.lo) || !Number.isFinite(value.hi)) return null;
  const levelOf = (end: number) =>
    LEVELS[shown.findIndex((bound) => better === "lower" ? end <= bound : end >= bound)] ?? POOR;
  const [best, worst] = better === "lower" ? [value.lo, value.hi] : [value.hi, value.lo];
  const earned = levelOf(worst);
  return {
    ...earned,
    isSure: earned.level === levelOf(best).level,
    limits: shown,
    ...(isTime ? {} : { figure: { name: metric, value } }),
  };
}

function figureOf({ forks }: RatedCell, name: string): Estimate | null {
  const values = forks.map(({ figures }) => figures?.[name]).filter((value) => value !== undefined);
  return values.length === 0 ? null : medianInterval(values);
}
