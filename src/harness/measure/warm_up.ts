/**
 * Warm-up: batches are run and thrown away until their durations are steady or the time is up. The
 * batch grows on the way, so that a measurement lasts as long as a sample will. What is steady is
 * judged in `steady.ts`; the batches are run by whoever calls.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { median } from "../../stats/median.ts";
import { LARGEST_BATCH, type Stretch } from "./batch.ts";
import type { Proof } from "./proof.ts";
import { isSteady, WINDOW } from "./steady.ts";

/** Limits of a warm-up. */
export interface WarmUpPlan {
  /** Number of the first iteration; the others follow without a gap. */
  readonly firstIteration: number;
  /** The warm-up is not called steady before this time, in milliseconds. */
  readonly shortestMs: number;
  /** No batch is started after this time, in milliseconds; one run is made in any case. */
  readonly longestMs: number;
  /** Runs after which the warm-up ends once `shortestMs` has passed, steady or not: everything is compiled by then. */
  readonly enoughRuns: number;
  /** How long a measurement should last, in milliseconds; a run that takes longer is measured alone. */
  readonly sampleMs: number;
}

/** What a warm-up needs from its surroundings. */
export interface WarmUpMeans {
  /** Runs a batch and measures it. */
  readonly measure: (stretch: Stretch) => Promise<{ readonly wallNs: number; readonly proof: Proof }>;
  /** Reads a monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
}

/** How a warm-up went. */
export interface WarmUpOutcome {
  /** Whether a steady state was seen; too few measurements to tell count as not seen. */
  readonly steady: boolean;
  /** Duration of the whole warm-up. */
  readonly elapsedMs: number;
  /** Median duration of one run over the last window, in wall nanoseconds. */
  readonly runNs: number;
  /** One for each batch, in order. */
  readonly proofs: readonly Proof[];
}

/** A batch may grow by this factor from one measurement to the next: the first ones are slow as they are cold. */
const LARGEST_GROWTH = 8;

/**
 * Warms up.
 *
 * @param means How to run and measure, and a clock.
 * @param plan Limits.
 * @returns Whether the durations became steady, and how long one run takes.
 * @throws Whatever a run throws.
 */
export async function warmUp({ measure, nowMs }: WarmUpMeans, plan: WarmUpPlan): Promise<WarmUpOutcome> {
  invariant(plan.shortestMs <= plan.longestMs, "The shortest warm-up does not exceed the longest");
  const startedMs = nowMs();
  const proofs: Proof[] = [];
  const runNs: number[] = [];
  let { firstIteration } = plan;
  let iterations = 1;
  let steady = false;
  let elapsedMs = 0;
  do {
    const { wallNs, proof } = await measure({ firstIteration, iterations });
    proofs.push(proof);
    runNs.push(wallNs / iterations);
    firstIteration += iterations;
    iterations = nextBatch(iterations, { wallNs, sampleMs: plan.sampleMs });
    elapsedMs = nowMs() - startedMs;
    steady = elapsedMs >= plan.shortestMs && runNs.length % WINDOW === 0 && isSteady(runNs);
    if (elapsedMs >= plan.shortestMs && firstIteration - plan.firstIteration >= plan.enoughRuns) break;
  } while (!steady && elapsedMs < plan.longestMs);
  return { steady, elapsedMs, runNs: median(runNs.slice(-WINDOW)), proofs };
}

/** Finds the batch that would have lasted a sample, not too far from the one that was measured. */
function nextBatch(iterations: number, { wallNs, sampleMs }: { wallNs: number; sampleMs: number }): number {
  const growth = Math.min((sampleMs * 1e6) / Math.max(wallNs, 1), LARGEST_GROWTH);
  return Math.min(Math.max(Math.ceil(iterations * growth), 1), LARGEST_BATCH);
}
