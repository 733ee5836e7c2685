/**
 * What the limits of a profile allow a pair of processes to take: what no measurement is needed for.
 * @module
 */
import type { Profile } from "../../src/harness/session/profile.ts";

/** Size of the suite that the limit is set for, pairs of each benchmark, and the limit. */
export const FULL_GATE = { benchmarks: 40, pairs: 15, limitMinutes: 15 } as const;

/** Start and import of two processes side by side, a traced run, and the end: what was found on two quiet cores. */
const AROUND_MS = 200;
/** The reference loop before each pair. */
const LOOP_MS = 20;

/**
 * Finds the longest that a pair of quick runs can take.
 *
 * @param profile The limits.
 * @returns Milliseconds, where both processes warm up for as long as they may and take all samples that they may.
 */
export function longestPairMs({ warmUpMs: [, longest], samplingBudgetMs, droppedRounds, sampleMs }: Profile): number {
  return AROUND_MS + LOOP_MS + 2 * (longest + samplingBudgetMs + droppedRounds * sampleMs);
}

/**
 * Finds the shortest.
 *
 * @param profile The limits.
 * @returns Milliseconds, where both are steady at once and the fewest samples make the best use of the time.
 */
export function shortestPairMs(profile: Profile): number {
  const { warmUpMs: [shortest], rounds, adaptiveRounds, droppedRounds, sampleMs } = profile;
  const samples = droppedRounds + (adaptiveRounds?.[0] ?? rounds);
  return AROUND_MS + LOOP_MS + 2 * (shortest + samples * sampleMs);
}
