/**
 * What the self-test prints: one line for each thing that was measured of the tool itself, with the limit that it
 * has to keep. Data; a report words it.
 * @module
 */

/** The checks of the method, as the method's specification numbers them. */
export const SELFTEST_IDS = ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11", "V12"] as const;

/** A check of the method. */
export type SelftestId = typeof SELFTEST_IDS[number];

/** Bounds that a figure has to keep; a bound that is left out is none. */
export interface PassLine {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One figure and its limit. */
export interface SelftestLine {
  readonly id: SelftestId;
  /** What was measured, as a phrase. */
  readonly what: string;
  /** The figure: a share between 0 and 1, or a number. */
  readonly value: number;
  /** How the figure is to be written. */
  readonly unit: "share" | "count" | "nanoseconds";
  /** Trials, comparisons or values that the figure rests on. */
  readonly n: number;
  /** How many there are to be, where the self-test was stopped before. @default as many as there are */
  readonly planned?: number;
  readonly pass: PassLine;
}

/** How thorough a self-test is. */
export type Effort =
  /** What every change can afford: seconds. */
  | "reduced"
  /** What the method's pass lines were set for: hours. */
  | "full";

/**
 * Tells whether a line keeps its limit.
 *
 * @param line The line.
 * @returns Whether its figure is a number within both bounds.
 */
export function passes({ value, pass: { atLeast = -Infinity, atMost = Infinity } }: SelftestLine): boolean {
  return value >= atLeast && value <= atMost;
}
