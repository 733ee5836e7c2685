/**
 * Makes the task bodies that adapters call. One rule serves every shape: a task mixes its own number
 * into what it was given and runs the kernel on it, a join runs the kernel on the fold of what it
 * joins; so a task that runs twice, is left out or gets a neighbour's value changes the digest.
 * Waiting is done by a function passed in; what the digest must be is in `expected.ts`.
 * @module
 */
import { churn } from "./churn.ts";
import { fold } from "./digest.ts";
import { xorshift32 } from "./kernel.ts";
import { scenarioBodies } from "./scenario_bodies.ts";
import type { Work } from "./work.ts";
import type { KernelSpec } from "./workload.ts";

/** Counts executed task bodies; whoever owns it may set it back at any time. */
export interface Ledger {
  /** Bodies that ran to their end, or to the failure that was forced on them. */
  executed: number;
}

/** What {@linkcode makeWork} needs from its caller. */
export interface WorkOptions {
  /** Counts the bodies of all runs, those in flight together included. */
  readonly ledger: Ledger;
  /** Resolves once `waitMs` milliseconds have really passed; called by kernels that wait only. */
  readonly wait: (waitMs: number) => Promise<void>;
}

/** The two bodies that all graphs have; the others are made of the first. */
type Bodies = Pick<Work, "one" | "join">;

/**
 * Makes the task bodies of a kernel.
 *
 * @param kernel What each task computes.
 * @param options Where executed bodies are counted, and how to wait.
 * @returns Bodies for any shape and any number of runs in flight.
 */
export function makeWork(kernel: KernelSpec, options: WorkOptions): Work {
  const { ledger } = options, bodies = bodiesOf(kernel, options);
  return {
    ...bodies,
    ...scenarioBodies(bodies.one, ledger),
    did(operations) {
      ledger.executed += operations;
    },
  };
}

function bodiesOf(kernel: KernelSpec, options: WorkOptions): Bodies {
  switch (kernel.kind) {
    case "noop":
      return computing(0, options.ledger);
    case "cpu":
      return computing(kernel.rounds, options.ledger);
    case "wait":
      return waiting(() => kernel.waitMs, options);
    case "replayed":
      return waiting((task) => kernel.waitsMs[task % kernel.waitsMs.length]!, options);
    case "alloc":
      return allocating(kernel, options.ledger);
  }
}

// The bodies are what a benchmark of orchestration adds to: one async function and one count, no more.
function computing(rounds: number, ledger: Ledger): Bodies {
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
  };
}

function allocating(size: { readonly buffers: number; readonly bytes: number }, ledger: Ledger): Bodies {
  return {
    // deno-lint-ignore require-await -- as above.
    async one(task, value) {
      ledger.executed++;
      return churn(value ^ task, size);
    },
    // deno-lint-ignore require-await -- as above.
    async join(_task, values) {
      ledger.executed++;
      return churn(fold(values), size);
    },
  };
}

function waiting(waitMsOf: (task: number) => number, { ledger, wait }: WorkOptions): Bodies {
  return {
    async one(task, value) {
      await wait(waitMsOf(task));
      ledger.executed++;
      return xorshift32(value ^ task, 0);
    },
    async join(task, values) {
      await wait(waitMsOf(task));
      ledger.executed++;
      return xorshift32(fold(values), 0);
    },
  };
}
