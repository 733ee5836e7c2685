/**
 * Makes the task bodies that adapters call. One rule serves every shape: a task mixes its own number
 * into what it was given and runs the kernel on it, a join runs the kernel on the fold of what it
 * joins; so a task that runs twice, is left out or gets a neighbour's value changes the digest.
 * Waiting is done by a function passed in; what the digest must be is in `expected.ts`.
 * @module
 */
import { fold } from "./digest.ts";
import { xorshift32 } from "./kernel.ts";
import type { Work } from "./work.ts";
import type { KernelSpec } from "./workload.ts";

/** Counts executed task bodies; whoever owns it may set it back at any time. */
export interface Ledger {
  /** Bodies that ran to their end. */
  executed: number;
}

/** What {@linkcode makeWork} needs from its caller. */
export interface WorkOptions {
  /** Counts the bodies of all runs, those in flight together included. */
  readonly ledger: Ledger;
  /** Resolves once `waitMs` milliseconds have really passed; called by the `wait` kernel only. */
  readonly wait: (waitMs: number) => Promise<void>;
}

/**
 * Makes the task bodies of a kernel.
 *
 * @param kernel What each task computes.
 * @param options Where executed bodies are counted, and how to wait.
 * @returns Bodies for any shape and any number of runs in flight.
 */
export function makeWork(kernel: KernelSpec, options: WorkOptions): Work {
  switch (kernel.kind) {
    case "noop":
      return computing(0, options.ledger);
    case "cpu":
      return computing(kernel.rounds, options.ledger);
    case "wait":
      return waiting(kernel.waitMs, options);
  }
}

// The bodies are what a benchmark of orchestration adds to: one async function and one count, no more.
function computing(rounds: number, ledger: Ledger): Work {
  return {
    // deno-lint-ignore require-await -- every body costs one promise, as a body that awaits would.
    async one(task, value) {
      ledger.executed++;
      return xorshift32(value ^ task, rounds);
    },
    // deno-lint-ignore require-await -- as above.
    async join(_task, values) {
      ledger.executed++;
      return xorshift32(fold(values), rounds);
    },
    did(operations) {
      ledger.executed += operations;
    },
  };
}

function waiting(waitMs: number, { ledger, wait }: WorkOptions): Work {
  return {
    async one(task, value) {
      await wait(waitMs);
      ledger.executed++;
      return xorshift32(value ^ task, 0);
    },
    async join(_task, values) {
      await wait(waitMs);
      ledger.executed++;
      return xorshift32(fold(values), 0);
    },
    did(operations) {
      ledger.executed += operations;
    },
  };
}
