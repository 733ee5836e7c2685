/**
 * Puts the end of a worker process into words: what the operating system says of it, and what its last
 * output says. `worker_process.ts` sees it end.
 * @module
 */
import type { OutputTail } from "./output_tail.ts";

/** How a process ended. */
export type WorkerExit =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "not-started"; readonly message: string };

/** A death in words. */
export interface Obituary {
  /** Whether the process says that it died of a full heap. */
  readonly outOfMemory: boolean;
  /** What happened, as a clause about the process. */
  readonly reason: string;
}

/** How V8 says that the heap is full, in its older and its newer words. */
const OUT_OF_MEMORY = /heap out of memory|JavaScript out of memory/;
/** How Deno says that the event loop is empty while something is still awaited. */
const NEVER_SETTLED = /Top-level await promise never resolved/;

/**
 * Explains why a worker died.
 *
 * @param exit How it ended.
 * @param stderr The end of what it printed to standard error.
 * @returns The reason, with the worker's last words where they say more.
 */
export function obituaryOf(exit: WorkerExit, stderr: OutputTail): Obituary {
  const output = stderr.text();
  if (OUT_OF_MEMORY.test(output)) return { outOfMemory: true, reason: "ran out of memory" };
  if (NEVER_SETTLED.test(output)) {
    return { outOfMemory: false, reason: "left its run waiting for a promise that nothing can settle any more" };
  }
  const lastWords = stderr.lastWords();
  const quoted = lastWords === "" ? "" : `; its last words: ${lastWords}`;
  return { outOfMemory: false, reason: `${endingOf(exit)}${quoted}` };
}

function endingOf(exit: WorkerExit): string {
  switch (exit.kind) {
    case "exited":
      return `exited by itself with code ${exit.code}`;
    case "killed":
      // Nobody but the kernel sends SIGKILL to a worker that is not being stopped by its session.
      return exit.signal === "SIGKILL"
        ? "was killed by SIGKILL, as the kernel does when the machine runs out of memory"
        : `was killed by ${exit.signal}`;
    case "not-started":
      return `could not be started: ${exit.message}`;
  }
}
