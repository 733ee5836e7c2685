/**
 * How the processes of a block are sampled, from how long one run takes: runs per sample, samples per
 * process, and in which rounds they are taken. Pure arithmetic; `block.ts` does it.
 * @module
 */
import { LARGEST_BATCH } from "../measure/batch.ts";
import type { Effort } from "./effort.ts";

/** A sample lasts at least so many grains of the clock: then reading it wrong by one is 0.1 %. */
export const GRAINS_PER_SAMPLE = 1_000;

/**
 * A sample that lasts longer than this, in milliseconds, is not dropped: the first samples after a pause are
 * slow by a fraction of a millisecond, while caches fill and the processor's clock rises.
 */
export const LONGEST_DROPPED_MS = 20;

/**
 * Different frameworks get samples of equally many runs up to this factor between their speeds. Beyond
 * it the slowest would have to sample for a time that buys several samples.
 */
export const LARGEST_SPEED_FACTOR = 4;

/** What a process is going to do. */
export interface Sampling {
  /** Runs per sample. */
  readonly batch: number;
  /** The arm whose speed decided about the batch: that of all arms with the same answer. */
  readonly batchSetBy: string;
  /** Samples, the dropped ones at the start included. */
  readonly samples: number;
  /** Samples at the start that are taken and thrown away. */
  readonly dropped: number;
}

/** An arm before it is sampled. */
export interface PacedArm {
  readonly id: string;
  readonly adapter: string;
  /** Estimated duration of one run, in nanoseconds. */
  readonly runNs: number;
}

/** What samples have to keep to. */
export interface SamplingLimits {
  readonly profile: Effort;
  /** Most samples per process after the dropped ones. @default the profile's rounds */
  readonly rounds?: number;
  readonly clockGrainNs: number;
}

/**
 * Plans the samples of all processes of a block. Arms that run the same adapter, and frameworks of about
 * the same speed, get samples of equally many runs and equally many samples: they can be compared round by
 * round.
 *
 * @param arms The arms, one or more.
 * @param limits What samples have to keep to.
 * @returns What each arm does, by its id.
 */
export function planSamplings(arms: readonly PacedArm[], limits: SamplingLimits): ReadonlyMap<string, Sampling> {
  const planned = new Map<string, Sampling>();
  for (const group of comparableGroups(arms)) {
    const fastest = group[0]!;
    const slowestNs = group.at(-1)!.runNs;
    const sampling = { ...planSampling({ fastestNs: fastest.runNs, slowestNs }, limits), batchSetBy: fastest.id };
    for (const { id } of group) planned.set(id, sampling);
  }
  return planned;
}

/** Groups of arms by speed, each from its fastest to its slowest. */
function comparableGroups(arms: readonly PacedArm[]): PacedArm[][] {
  const isOneAdapter = new Set(arms.map(({ adapter }) => adapter)).size === 1;
  const groups: PacedArm[][] = [];
  for (const arm of arms.toSorted((a, b) => a.runNs - b.runNs)) {
    const group = groups.at(-1);
    const fits = group !== undefined && (isOneAdapter || arm.runNs <= LARGEST_SPEED_FACTOR * group[0]!.runNs);
    if (fits) group.push(arm);
    else groups.push([arm]);
  }
  return groups;
}

/** Estimated durations of one run in a group of arms, in nanoseconds. */
export interface GroupPace {
  readonly fastestNs: number;
  readonly slowestNs: number;
}

/**
 * Plans the samples of a group of arms.
 *
 * @param pace How fast they are.
 * @param limits What samples have to keep to.
 * @returns The smallest batch that lasts a sample for the fastest, at most {@linkcode LARGEST_BATCH}; and as
 * many samples as the rounds ask for and the budget allows to the slowest.
 */
export function planSampling(
  { fastestNs, slowestNs }: GroupPace,
  { profile, rounds = profile.rounds, clockGrainNs }: SamplingLimits,
): Omit<Sampling, "batchSetBy"> {
  if (profile.iterations !== undefined) return fixedSampling(profile.iterations, { profile, rounds, clockGrainNs });
  const shortestNs = Math.max(profile.sampleMs * 1e6, GRAINS_PER_SAMPLE * clockGrainNs);
  const batch = clamp(Math.ceil(shortestNs / fastestNs), 1, LARGEST_BATCH);
  const sampleNs = batch * slowestNs, affordable = Math.floor((profile.samplingBudgetMs * 1e6) / sampleNs);
  const dropped = sampleNs > LONGEST_DROPPED_MS * 1e6 ? 0 : profile.droppedRounds;
  return { batch, samples: dropped + clamp(affordable, profile.fewestRounds, rounds), dropped };
}

/** As many runs as were asked for, in equal samples: the number of samples follows the rounds, their length nothing. */
function fixedSampling(
  iterations: number,
  { profile, rounds = profile.rounds }: SamplingLimits,
): Omit<Sampling, "batchSetBy"> {
  const recorded = Math.min(iterations, Math.max(rounds, Math.ceil(iterations / LARGEST_BATCH)));
  return {
    batch: Math.ceil(iterations / recorded),
    samples: profile.droppedRounds + recorded,
    dropped: profile.droppedRounds,
  };
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
