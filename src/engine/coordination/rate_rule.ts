/**
 * What all ways to limit a rate have in common: a rule is a small state machine over time that is
 * handed in, with whole units. It says when units may be had, and it is told when they are. Waiting is
 * `rate_limiter.ts`'s. Since looking changes nothing, several rules can be asked before any of them is told.
 * @module
 */
import { wholeNumber } from "./whole_number.ts";

/** A way to limit a rate. It is the state of one limiter and belongs to no other. */
export interface RateRule {
  /** Most units that can be had at once; `Infinity` for any number. */
  readonly maxUnits: number;
  /**
   * Tells when units may be had, if nothing else is taken before.
   *
   * @param nowMs The time, in milliseconds.
   * @param units A whole number from 1 to {@linkcode maxUnits}.
   * @returns The earliest time, `nowMs` or later; any later time will do as well.
   */
  earliestMs(nowMs: number, units: number): number;
  /**
   * Takes units.
   *
   * @param atMs A time at which they may be had, not before the time of the last ones.
   * @param units As many as {@linkcode earliestMs} was asked for.
   */
  take(atMs: number, units: number): void;
}

/** Options of a rule that lets so much through in so long, evenly. */
export interface PaceOptions {
  /** Units that come through in each period: a whole number of 1 or more. */
  readonly limit: number;
  /** Length of the period in milliseconds: a whole number of 1 or more. */
  readonly periodMs: number;
}

/** Options of a rule that counts in windows. */
export interface WindowOptions {
  /** Most units in a window: a whole number of 1 or more. */
  readonly limit: number;
  /** Length of the window in milliseconds: a whole number of 1 or more. */
  readonly windowMs: number;
}

/**
 * Checks the numbers of a rule.
 *
 * @param rule Name of the rule, for the message.
 * @param options Its options, all of them numbers.
 * @throws {RangeError} If one is not a whole number of 1 or more.
 */
export function checkRule(rule: string, options: Readonly<Record<string, number>>): void {
  for (const [option, value] of Object.entries(options)) wholeNumber(value, { action: `make a ${rule}`, option });
}
