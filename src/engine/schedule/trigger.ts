/**
 * When something is due, as data: a trigger can be stored as JSON and read back. `cron.ts`, `every.ts`
 * and `calendar.ts` make triggers, `timetable_of.ts` checks them and works out the times.
 * @module
 */

/** Due at the times that a cron pattern matches. Made by `cron()` and `calendar()`. */
export interface CronTrigger {
  /** Tells it from other triggers. */
  readonly kind: "cron";
  /** Five fields, or six with seconds first. */
  readonly pattern: string;
  /** IANA name of the time zone whose clocks the pattern is about. */
  readonly timeZone: string;
}

/** Due in equal steps. Made by `every()` and `calendar()`. */
export interface IntervalTrigger {
  /** Tells it from other triggers. */
  readonly kind: "interval";
  /** Time from one to the next, in milliseconds: a whole number of 10 or more. */
  readonly periodMs: number;
  /** One of the due times, from which all others follow: milliseconds since the start of 1970 in UTC. */
  readonly anchorMs: number;
}

/** When something is due. */
export type Trigger = CronTrigger | IntervalTrigger;
