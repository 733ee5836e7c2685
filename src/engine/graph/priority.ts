/**
 * Which of several ready states starts first. Among equals the declared order decides.
 * @module
 */

/** Priority of a state, highest first. */
export type Priority = "critical" | "high" | "normal" | "low";

const RANKS: Readonly<Record<Priority, number>> = { critical: -2, high: -1, normal: 0, low: 1 };

/**
 * Ranks a priority.
 *
 * @param priority The priority.
 * @returns A whole number, lower for what starts first, 0 for `normal`.
 */
export function rankOf(priority: Priority): number {
  return RANKS[priority];
}

/**
 * Tells whether a value is a priority.
 *
 * @param value Anything.
 */
export function isPriority(value: unknown): value is Priority {
  return typeof value === "string" && Object.hasOwn(RANKS, value);
}
