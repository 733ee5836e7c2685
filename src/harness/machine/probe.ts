/**
 * A reference load that should always take equally long: the same amount of integer arithmetic, over
 * and over, as two arms that differ in nothing but their names. What it shows is the machine alone. What
 * to make of it is `checks.ts` and `grade.ts`.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { randomFromSeed } from "../../random/xoshiro128.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { xorshift32 } from "../workload/kernel.ts";
import type { Host } from "./host.ts";

/** One run of the reference load. */
export interface Slice {
  /** Which of the two equal arms it stands for. */
  readonly arm: "a" | "b";
  /** Start in milliseconds since the probe began. */
  readonly startedMs: number;
  readonly wallNs: number;
  /** Processor time of the whole process. */
  readonly cpuNs: number;
}

/** How to probe. */
export interface ProbeOptions {
  /** How long to probe, in milliseconds; above 0. At least 6 and at most 500 pairs of slices are run. */
  readonly durationMs: number;
  /** Decides which arm goes first in each pair. An integer from 0 to 4,294,967,295. */
  readonly seed: number;
  /** Stops the probe between two pairs. */
  readonly signal?: AbortSignal;
  /** The reference load: its answer is handed back as the next seed, so no call can be left out. @default {xorshift32} */
  readonly kernel?: (seed: number, rounds: number) => number;
}

/** Length that a slice is given by choosing its rounds: long against a timer tick, short against a probe. */
const SLICE_MS = 10;
/** Shortest run that tells how many rounds make a slice: well below the turn that a scheduler gives to others. */
const TRIAL_MS = 0.5;
const TRIALS = 10;
/** Rounds are doubled from here; the runs on the way also compile the kernel. */
const FIRST_ROUNDS = 1 << 14;
const MOST_ROUNDS = 2 ** 31;

/** Fewest pairs with a 95 % interval, and as many as need no more than a moment to be compared. */
const FEWEST_PAIRS = 6;
const MOST_PAIRS = 500;

/**
 * Runs the reference load for a while.
 *
 * @param host The machine.
 * @param options How long, in which order.
 * @returns All slices in the order they ran; two in a row are a pair of both arms.
 * @throws {RangeError} If `durationMs` is not above 0, or `seed` is no 32-bit integer.
 * @throws The signal's reason, if it is aborted.
 */
export async function probe(
  host: Host,
  { durationMs, seed, signal, kernel = xorshift32 }: ProbeOptions,
): Promise<Slice[]> {
  if (!(durationMs > 0)) {
    throw new RangeError(`Cannot probe as 'durationMs' must be above 0: current value is ${durationMs}`);
  }
  const random = randomFromSeed(seed);
  const rounds = chooseRounds(host, kernel);
  const slices: Slice[] = [];
  const beganMs = host.nowMs();
  const isEnough = () => slices.length >= 2 * FEWEST_PAIRS && host.nowMs() - beganMs >= durationMs;
  let state = 1;
  const run = (arm: Slice["arm"]) => {
    const startedUs = host.processorUs();
    const startedMs = host.nowMs();
    state = kernel(state, rounds);
    const wallNs = Math.round((host.nowMs() - startedMs) * 1e6);
    const cpuNs = Math.round((host.processorUs() - startedUs) * 1e3);
    slices.push({ arm, startedMs: startedMs - beganMs, wallNs, cpuNs });
  };
  while (slices.length < 2 * MOST_PAIRS && !isEnough()) {
    // Whoever waits for Ctrl-C gets a turn now and never inside a slice.
    await host.yieldTurn();
    signal?.throwIfAborted();
    const order = random.below(2) === 0 ? ["a", "b"] as const : ["b", "a"] as const;
    order.forEach(run);
  }
  return slices;
}

/**
 * Compares the two equal arms, pair by pair, as two subjects would be compared.
 *
 * @param slices What {@linkcode probe} returned.
 * @returns Wall time of arm `b` divided by that of arm `a`, with its interval: 1, if the machine is fair.
 */
export function compareArms(slices: readonly Slice[]): Estimate {
  const differences: number[] = [];
  for (let i = 0; i + 1 < slices.length; i += 2) {
    const difference = Math.log(slices[i + 1]!.wallNs / slices[i]!.wallNs);
    differences.push(slices[i]!.arm === "a" ? difference : -difference);
  }
  const { value, lo, hi, ...rest } = hodgesLehmann(differences);
  return { value: Math.exp(value), lo: Math.exp(lo), hi: Math.exp(hi), ...rest };
}

/** A run that is measured while others have the processor seems slow: the quickest of some short ones counts. */
function chooseRounds(host: Host, kernel: NonNullable<ProbeOptions["kernel"]>): number {
  let state = 1;
  for (let rounds = FIRST_ROUNDS; rounds <= MOST_ROUNDS; rounds *= 2) {
    let quickestMs = Infinity;
    for (let trial = 0; trial < TRIALS; trial++) {
      const startedMs = host.nowMs();
      state = kernel(state, rounds);
      quickestMs = Math.min(quickestMs, host.nowMs() - startedMs);
    }
    if (quickestMs >= TRIAL_MS) return Math.max(Math.round(rounds * SLICE_MS / quickestMs), 1);
  }
  invariant(false, "The clock moves on while the kernel runs");
}
