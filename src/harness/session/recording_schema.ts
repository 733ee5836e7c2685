/**
 * Runs that were recorded for the timeline, as results keep them.
 * @module
 */
import * as z from "zod";

const count = z.int().nonnegative();

/** A run whose tasks were timed; by number of the task, in nanoseconds since the run began. */
const recordedRunSchema = z.strictObject({
  /** Place among all that were timed so, by duration; 1 is the fastest. */
  rank: z.int().positive(),
  durationNs: count,
  startedNs: z.array(count).min(1),
  endedNs: z.array(count).min(1),
});

/** A typical and a slow run of many that were watched. */
export const recordingSchema = z.strictObject({
  runs: z.int().positive(),
  typical: recordedRunSchema,
  slow: recordedRunSchema,
});
