/**
 * When requests are meant to arrive. Intended times are fixed before anything is sent: a system that is slow does
 * not slow down those who want something from it.
 * @module
 */
import type { Random } from "../../../random/random.ts";

/** How arrivals are spread. */
export type ArrivalPattern =
  /** One after another at equal distances. */
  | "constant"
  /** As strangers arrive: distances are exponential. */
  | "poisson";

/** What is asked for. */
export interface ArrivalPlan {
  readonly pattern: ArrivalPattern;
  /** Mean rate in arrivals a second, above 0. */
  readonly ratePerS: number;
  /** Time over which they arrive, in milliseconds, above 0. */
  readonly durationMs: number;
}

/**
 * Plans arrivals.
 *
 * @param plan What is asked for.
 * @param random Where chance comes from; a seeded one makes the plan repeatable.
 * @returns Intended times in milliseconds since the start, ascending, all below `durationMs`.
 * @throws {RangeError} If the rate or the duration is not above 0 and finite.
 */
export function plannedArrivals({ pattern, ratePerS, durationMs }: ArrivalPlan, random: Random): Float64Array {
  for (const [name, value] of Object.entries({ ratePerS, durationMs })) {
    if (value > 0 && value < Infinity) continue;
    throw new RangeError(
      `Cannot plan arrivals as '${name}' must be above 0 and finite: current value is ${value}`,
    );
  }
  const gapMs = 1e3 / ratePerS, times: number[] = [];
  if (pattern === "constant") {
    // Multiplied and not added up, so that rounding does not make one arrival more or less.
    for (let i = 0; i * gapMs < durationMs; i++) times.push(i * gapMs);
  } else {
    // A draw of 0 would have no logarithm.
    const nextGapMs = () => -Math.log(1 - random.float()) * gapMs;
    for (let at = nextGapMs(); at < durationMs; at += nextGapMs()) times.push(at);
  }
  return Float64Array.from(times);
}
