/**
 * The machine's calendar time.
 * @module
 */
import type { WallClock } from "./wall_clock.ts";

/** The machine's wall clock. */
export const systemWallClock: WallClock = { wallNow: () => Date.now() };
