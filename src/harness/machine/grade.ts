/**
 * Where good ends and bad begins, as data, and the grade that follows. Where the checked numbers come
 * from is `checks.ts`.
 * @module
 */

/** What a check says: `unknown` where the system keeps the number to itself. */
export type CheckVerdict = "good" | "doubtful" | "bad" | "unknown";

/** How quiet the machine is, A best. */
export type Grade = "A" | "B" | "C" | "D" | "E" | "F";

/** Unit of a checked number: `share` and `excess` are fractions of 1. */
export type CheckUnit = "share" | "excess" | "percent" | "per-second" | "per-core" | "nanoseconds" | "bytes";

/** Bounds of a checked number. */
export interface Limit {
  readonly unit: CheckUnit;
  readonly better: "lower" | "higher";
  /** The last value that is good. */
  readonly good: number;
  /** The last value that is not bad; `null` where a bad value alone would say too little. */
  readonly bad: number | null;
}

/** Bounds of a checked number that decides the grade. */
export interface Ladder extends Limit {
  /** Bounds of the grades: A is better than the first, B, C and D end with the others. What follows is E. */
  readonly steps: readonly [a: number, b: number, c: number, d: number];
}

/**
 * What the grade follows from. `good` ends with grade B, and beyond `bad` is F. One long stall is enough
 * to make the variation large though it spoils one sample only: it alone never makes an F.
 */
export const LADDERS = {
  /** Standard deviation of equal slices of work over their mean. */
  "spin-variation": { unit: "share", better: "lower", steps: [0.01, 0.02, 0.05, 0.1], good: 0.02, bad: null },
  /** Processor time over wall time while there is nothing to wait for. */
  "processor-share": { unit: "share", better: "higher", steps: [0.99, 0.98, 0.96, 0.93], good: 0.98, bad: 0.9 },
  /** Share of the last 10 s in which some task waited for a processor. */
  "processor-pressure": { unit: "percent", better: "lower", steps: [1, 3, 6, 12], good: 3, bad: 20 },
} as const satisfies Readonly<Record<string, Ladder>>;

/** What else is checked. */
export const LIMITS = {
  /** Processor time that the hypervisor gave to others during the probe. */
  "steal": { unit: "share", better: "lower", good: 0.005, bad: 0.05 },
  /** Times per second that the control group had to stop. Each can stop a sample for up to 100 ms. */
  "throttling": { unit: "per-second", better: "lower", good: 0, bad: 1 },
  /** Load average over a minute, before the probe. At 1 per core there is always somebody in the way. */
  "load": { unit: "per-core", better: "lower", good: 0.5, bad: 1 },
  /** How often this process lost its processor though it had work. */
  "involuntary-switches": { unit: "per-second", better: "lower", good: 50, bad: 500 },
  /** Above some hundred nanoseconds the kernel is asked for each reading. */
  "clock-cost": { unit: "nanoseconds", better: "lower", good: 500, bad: 5_000 },
  /** A sample of 5 ms is known to 0.1 % at the first bound and to 2 % at the second. */
  "clock-grain": { unit: "nanoseconds", better: "lower", good: 5_000, bad: 100_000 },
  /** A pair of worker processes with a large framework takes half a gibibyte. */
  "memory-headroom": { unit: "bytes", better: "higher", good: 2 ** 30, bad: 2 ** 28 },
  /** Largest difference between two equal arms that the probe cannot rule out. */
  "self-comparison": { unit: "excess", better: "lower", good: 0.01, bad: 0.05 },
} as const satisfies Readonly<Record<string, Limit>>;

/** A check that decides the grade. */
export type GradedCheckId = keyof typeof LADDERS;

/** A check of a number. */
export type MeasuredCheckId = GradedCheckId | keyof typeof LIMITS;

/**
 * Judges a number by its limit.
 *
 * @param limit The bounds.
 * @param value The number, in the limit's unit.
 * @returns What to think of it; never `unknown`.
 */
export function judge({ better, good, bad }: Limit, value: number): CheckVerdict {
  const sign = better === "lower" ? 1 : -1;
  if (sign * (value - good) <= 0) return "good";
  return bad !== null && sign * (value - bad) > 0 ? "bad" : "doubtful";
}

/**
 * Grades a number by its ladder.
 *
 * @param ladder The bounds.
 * @param value The number, in the ladder's unit.
 * @returns The grade that this number alone would give.
 */
export function gradeOf(ladder: Ladder, value: number): Grade {
  const [a, b, c, d] = ladder.steps;
  const sign = ladder.better === "lower" ? 1 : -1;
  if (sign * (value - a) < 0) return "A";
  if (ladder.bad !== null && sign * (value - ladder.bad) > 0) return "F";
  if (sign * (value - b) <= 0) return "B";
  if (sign * (value - c) <= 0) return "C";
  return sign * (value - d) <= 0 ? "D" : "E";
}
