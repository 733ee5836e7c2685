/**
 * How much of the variance lies between processes and how much within them, by one-way analysis of
 * variance with processes as the random factor. The share between them is the intraclass correlation:
 * 0 where samples of one process are as different as any, 1 where each process only repeats itself.
 * Variances are used as they are, so a wild sample weighs heavily: leave outliers in only if they are
 * what is asked about.
 * @module
 */

/** Where the variance lies. */
export interface VarianceComponents {
  /** Variance of samples around the mean of their process. */
  readonly within: number;
  /** Variance of the processes' true means; an unbiased estimate, so it can come out below 0. */
  readonly between: number;
  /** `between` as a share of both; 0 where nothing varies. */
  readonly icc: number;
}

/**
 * Splits a variance into its components.
 *
 * @param groups Samples of each process: two processes or more, none empty, one of them with two samples.
 * @returns The components, in the unit of the samples squared.
 * @throws {RangeError} If groups or samples are too few to tell the components apart.
 */
export function varianceComponents(groups: readonly (readonly number[])[]): VarianceComponents {
  const n = groups.reduce((sum, group) => sum + group.length, 0);
  if (groups.length < 2 || n === groups.length || groups.some((group) => group.length === 0)) {
    throw new RangeError(
      `Cannot split a variance as it takes two groups, none of them empty, and one with two values: there are ${groups.length} groups with ${n} values`,
    );
  }
  const grandMean = meanOf(groups.flat());
  let squaresWithin = 0;
  let squaresBetween = 0;
  for (const group of groups) {
    const mean = meanOf(group);
    squaresBetween += group.length * (mean - grandMean) ** 2;
    for (const value of group) squaresWithin += (value - mean) ** 2;
  }
  const within = squaresWithin / (n - groups.length);
  const between = (squaresBetween / (groups.length - 1) - within) / effectiveSize(groups, n);
  const total = within + between;
  return { within, between, icc: total === 0 ? 0 : between / total };
}

/** The group size that unequal groups are worth; their size where all are equal. */
function effectiveSize(groups: readonly (readonly number[])[], n: number): number {
  const squares = groups.reduce((sum, group) => sum + group.length ** 2, 0);
  return (n - squares / n) / (groups.length - 1);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
