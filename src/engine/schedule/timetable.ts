/**
 * A trigger made ready for questions. All that is ever asked is "when next?": what lies between two
 * times, and which was the latest, follows from it.
 * @module
 */
import { invariant } from "../../invariant.ts";

/** The due times of a trigger. */
export interface Timetable {
  /**
   * Whether it is a rhythm ("every five minutes") and not times of day ("at half past two"). Where a
   * clock is set back, at the end of summer time or by hand, a rhythm goes on and a time of day does
   * not come twice.
   */
  readonly isRhythm: boolean;
  /**
   * Finds the first due time after a moment.
   *
   * @param afterMs The moment, in milliseconds since 1970; not a due time of this question itself.
   * @returns The due time, or `null` if there is none.
   */
  next(afterMs: number): number | null;
}

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  /** A due time: the search goes no further back. */
  readonly fromMs: number;
  /** Last moment that counts, at or after `fromMs`. */
  readonly untilMs: number;
}

/**
 * Finds the last due time in a stretch. Looks back in growing steps and then halves the gap, so that a
 * year of missed seconds costs some dozens of questions and not thirty million.
 *
 * @param timetable Where to look.
 * @param stretch Begins with a due time.
 * @returns The last due time in it.
 */
export function latestIn(timetable: Timetable, { fromMs, untilMs }: Stretch): number {
  const isIn = (timeMs: number | null): timeMs is number => timeMs !== null && timeMs <= untilMs;
  // Asking from `early` finds a due time in the stretch, asking from `late` does not.
  let early = fromMs - 1, late = untilMs;
  for (let backMs = 1_000; late - backMs > early; backMs *= 2) {
    if (isIn(timetable.next(late - backMs))) early = late - backMs;
    else late -= backMs;
  }
  let latest = timetable.next(early);
  for (;;) {
    invariant(isIn(latest), "A stretch begins with a due time");
    const following = timetable.next(latest);
    if (!isIn(following)) return latest;
    const middle = Math.floor((latest + late) / 2), inLateHalf = timetable.next(middle);
    if (isIn(inLateHalf)) {
      latest = inLateHalf;
    } else {
      late = middle;
      latest = following;
    }
  }
}
