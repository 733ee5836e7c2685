/**
 * What a rating is made from: limits of one metric, as data. Which word follows from a measured interval, and how it
 * is shown, is decided in `compare/` and `report/`; each suite has a file of limits beside this one.
 * @module
 */

/** Bounds between the five words: what is beyond the last of them is poor. */
export interface RatingBounds {
  /** The budget that this project sets itself. */
  readonly outstanding: number;
  /** Twice as good as the seed's "good": half the time, or half of what is missing where there is a ceiling. */
  readonly excellent: number;
  /** The seed's "good". */
  readonly good: number;
  /** The seed's "acceptable"; twice as bad as its "good" where it named one bound only. */
  readonly acceptable: number;
}

/** How the subject of a benchmark is rated. */
export interface RatingLimits {
  /** `ns-per-operation`, or the name of a figure. */
  readonly metric: string;
  /** Whether a subject is the better for a lower or a higher value. */
  readonly better: "lower" | "higher";
  /** The bounds, in the metric's unit; a value on a bound still earns the word. */
  readonly limits: RatingBounds;
}

/** Limits by id of the benchmark. */
export type Ratings = Readonly<Record<string, RatingLimits>>;

/**
 * Writes limits of time per operation.
 *
 * @param outstandingNs Our own budget.
 * @param goodNs The seed's "good".
 * @param acceptableNs The seed's "acceptable".
 */
export function nsPerOperation(outstandingNs: number, goodNs: number, acceptableNs = 2 * goodNs): RatingLimits {
  const limits = { outstanding: outstandingNs, excellent: goodNs / 2, good: goodNs, acceptable: acceptableNs };
  return { metric: "ns-per-operation", better: "lower", limits };
}
