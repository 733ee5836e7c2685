/**
 * Calendar time as the engine sees it. `clock.ts` measures how long something takes and never goes
 * back; a wall clock says what time it is, and jumps when somebody sets it. `system_wall_clock.ts` is
 * the real one, `simulated_wall_clock.ts` the one of the tests; nobody else reads `Date.now()`.
 * @module
 */

/** A source of calendar time. */
export interface WallClock {
  /** Reads the time: milliseconds since the start of 1970 in UTC. Jumps either way when the clock is set. */
  wallNow(): number;
}
