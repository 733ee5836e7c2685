/**
 * Samples on which other programs were run, so that the tests of several statistics can share them.
 * Drawn with NumPy (Student's t with 3 degrees of freedom, scaled by 3, moved by 1, three decimals).
 * @module
 */

/** Six numbers: the fewest that give a 95 % interval. */
export const SIX: readonly number[] = [3.355, -1.744, -5.866, 0.92, -0.041, 7.414];
/** Ten numbers. */
export const TEN: readonly number[] = [
  -1.197,
  -4.102,
  -1.195,
  2.028,
  0.675,
  1.017,
  1.721,
  -1.072,
  10.725,
  -0.297,
];
/** Fifteen numbers, one of them far out. */
export const FIFTEEN: readonly number[] = [
  2.794,
  8.276,
  -1.754,
  0.421,
  1.475,
  -4.246,
  14.113,
  47.296,
  1.371,
  -2.27,
  10.472,
  1.042,
  8.461,
  -2.015,
  4.54,
];
/** Twenty numbers. */
export const TWENTY: readonly number[] = [
  -1.78,
  -1.862,
  0.405,
  2.673,
  2.551,
  1.342,
  -0.666,
  -0.093,
  -7.251,
  -3.157,
  2.354,
  1.255,
  4.181,
  0.715,
  -7.041,
  -0.286,
  -7.562,
  0.166,
  1.379,
  5.907,
];
