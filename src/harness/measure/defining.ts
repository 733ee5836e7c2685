/**
 * What it takes to define a graph: the same definition made again and again in batches that are long enough for
 * the clock, like runs in `batch.ts`. All definitions of a batch are kept until it ends, as a program keeps its
 * definitions; letting go of them is not timed. The very first definition of a process is no part of this: it is
 * timed when the adapter is set up.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { median } from "../../stats/median.ts";
import type { Prepared } from "../adapters/adapter.ts";
import { type Consumption, ConsumptionMeter } from "./counters.ts";

/** Most definitions in one batch: they are all in memory together. */
export const MOST_DEFINITIONS = 4_096;

/** How much to define. */
export interface DefiningPlan {
  /** Time for which definitions are made and thrown away first, in milliseconds; one is made in any case. */
  readonly warmUpMs: number;
  /** Batches, from 1. */
  readonly samples: number;
  /** How long a batch should last, in milliseconds. */
  readonly sampleMs: number;
}

/** What defining needs from its surroundings. */
export interface DefiningMeans {
  /** Makes a definition. */
  readonly define: () => Promise<Prepared>;
  /** Reads a monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
}

/** What defining took. */
export interface DefiningOutcome {
  /** Definitions in a batch. */
  readonly batch: number;
  /** Totals over a batch, one entry a batch, oldest first. */
  readonly readings: readonly Consumption[];
}

/**
 * Measures what a definition takes.
 *
 * @param means How to define, and a clock.
 * @param plan How much.
 * @returns The batches.
 * @throws Whatever defining throws.
 */
export async function measureDefining(means: DefiningMeans, plan: DefiningPlan): Promise<DefiningOutcome> {
  invariant(plan.samples >= 1, "Defining is measured at least once");
  const batch = await warmBatch(means, plan);
  const made = new Array<Prepared>(batch), meter = new ConsumptionMeter(), readings: Consumption[] = [];
  for (let sample = 0; sample < plan.samples; sample++) {
    meter.start();
    for (let i = 0; i < batch; i++) made[i] = await means.define();
    readings.push(meter.stop());
    for (const { close } of made) await close?.();
  }
  return { batch, readings };
}

/** Warms up, and finds the batch that lasts a sample by the later half of the definitions. */
async function warmBatch({ define, nowMs }: DefiningMeans, { warmUpMs, sampleMs }: DefiningPlan): Promise<number> {
  const startedMs = nowMs(), tookMs: number[] = [];
  let atMs = startedMs;
  do {
    const made = await define(), doneMs = nowMs();
    tookMs.push(doneMs - atMs);
    await made.close?.();
    atMs = nowMs();
  } while (atMs - startedMs < warmUpMs);
  const eachMs = Math.max(median(tookMs.slice(Math.floor(tookMs.length / 2))), sampleMs / MOST_DEFINITIONS);
  return Math.max(Math.ceil(sampleMs / eachMs), 1);
}
