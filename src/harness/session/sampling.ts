/**
 * How a process is sampled, from how long one run takes: runs per sample, samples per process, and in
 * which rounds they are taken. Pure arithmetic; `block.ts` does it.
 * @module
 */
import { LARGEST_BATCH } from "../measure/batch.ts";
import type { Profile } from "./profile.ts";

/** A sample lasts at least so many grains of the clock: then reading it wrong by one is 0.1 %. */
const GRAINS_PER_SAMPLE = 1_000;

/**
 * A sample that lasts longer than this, in milliseconds, is not dropped: the first samples after a pause are
 * slow by a fraction of a millisecond, while caches fill and the processor's clock rises.
 */
const LONGEST_DROPPED_MS = 20;

/** What a process is going to do. */
export interface Sampling {
  /** Runs per sample. */
  readonly batch: number;
  /** Samples, the dropped ones at the start included. */
  readonly samples: number;
  /** Samples at the start that are taken and thrown away. */
  readonly dropped: number;
}

/**
 * Plans the samples of one process.
 *
 * @param runNs Estimated duration of one run, in nanoseconds.
 * @param limits The profile, and the grain of the clock in nanoseconds.
 * @returns The smallest batch that lasts a sample, at most {@linkcode LARGEST_BATCH}; and as many samples
 * as the profile asks for and its budget allows.
 */
export function planSampling(
  runNs: number,
  { profile, clockGrainNs }: { profile: Profile; clockGrainNs: number },
): Sampling {
  const shortestNs = Math.max(profile.sampleMs * 1e6, GRAINS_PER_SAMPLE * clockGrainNs);
  const batch = clamp(Math.ceil(shortestNs / runNs), 1, LARGEST_BATCH);
  const sampleNs = batch * runNs, affordable = Math.floor((profile.samplingBudgetMs * 1e6) / sampleNs);
  const dropped = sampleNs > LONGEST_DROPPED_MS * 1e6 ? 0 : profile.droppedRounds;
  return { batch, samples: dropped + clamp(affordable, profile.fewestRounds, profile.rounds), dropped };
}

/**
 * Tells whether a process takes a sample in a round. One that takes fewer samples than there are rounds
 * takes them evenly spread, so that whatever drifts meets it as it meets the others.
 *
 * @param round Number of the round, from 0.
 * @param counts Samples of this process, and rounds of the block.
 * @returns Whether it is its turn; true in exactly `samples` of `rounds` rounds.
 */
export function takesPart(round: number, { samples, rounds }: { samples: number; rounds: number }): boolean {
  return Math.floor(((round + 1) * samples) / rounds) > Math.floor((round * samples) / rounds);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
