/**
 * A stretch of arithmetic that should always take equally long, timed again and again all through a
 * session: what changes in it is the machine and nothing else. What follows from the series is graded in
 * `session/host_watch.ts`.
 * @module
 */
import process from "node:process";
import { xorshift32 } from "../workload/kernel.ts";

/** Duration that the loop is sized to on a quiet machine, in milliseconds. */
export const REFERENCE_LOOP_MS = 20;

/** Rounds of one call while the loop is sized, and how many calls; the quickest counts. */
const PROBE_ROUNDS = 200_000;
const PROBES = 40;

/** What the loop needs from its surroundings. */
export interface ReferenceMeans {
  /** Reads a monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
  /** Reads the processor time of this process, user and system, in microseconds. */
  readonly processorUs: () => number;
  /** Runs so many rounds; its answer is given back in as the next seed, so no call can be left out. */
  readonly kernel: (seed: number, rounds: number) => number;
}

/** One run of the loop. */
export interface ReferenceReading {
  readonly wallNs: number;
  /** Processor time of the whole process. */
  readonly cpuNs: number;
}

const REAL_MEANS: ReferenceMeans = {
  nowMs: () => performance.now(),
  processorUs() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  kernel: xorshift32,
};

/** The loop, always of the same length in rounds. */
export class ReferenceLoop {
  readonly #means: ReferenceMeans;
  #state = 1;
  /** Rounds of one run. */
  readonly rounds: number;

  /**
   * Sizes the loop, which takes some tens of milliseconds, or takes it over from a session that is resumed.
   *
   * @param rounds Rounds of one run, a whole number from 1; sized by trial if `null`.
   * @param means Clocks and kernel; the real ones by default.
   */
  constructor(rounds: number | null = null, means: ReferenceMeans = REAL_MEANS) {
    this.#means = means;
    this.rounds = rounds ?? this.#size();
    // The kernel is compiled by now if the loop was sized, and has to be if it was taken over.
    if (rounds !== null) { for (let i = 0; i < PROBES; i++) this.#run(PROBE_ROUNDS); }
  }

  /**
   * Runs the loop once.
   *
   * @returns What it took.
   */
  time(): ReferenceReading {
    const { nowMs, processorUs } = this.#means;
    const startedUs = processorUs();
    const startedMs = nowMs();
    this.#run(this.rounds);
    const wallNs = Math.round((nowMs() - startedMs) * 1e6);
    return { wallNs, cpuNs: Math.round((processorUs() - startedUs) * 1e3) };
  }

  #size(): number {
    const { nowMs } = this.#means;
    let quickestMs = Infinity;
    for (let i = 0; i < PROBES; i++) {
      const startedMs = nowMs();
      this.#run(PROBE_ROUNDS);
      quickestMs = Math.min(quickestMs, nowMs() - startedMs);
    }
    return Math.max(Math.round((PROBE_ROUNDS * REFERENCE_LOOP_MS) / quickestMs), 1);
  }

  #run(rounds: number): void {
    this.#state = this.#means.kernel(this.#state, rounds);
  }
}
