/**
 * The handle of a schedule: what its owner sees of it.
 * @module
 */
import type { Occurrence } from "./occurrence.ts";
import type { Trigger } from "./trigger.ts";

/** A schedule. It stops when its scope ends if it was declared with `using`. */
export interface Schedule extends Disposable {
  /** Its name: the agent's unless it was given one. */
  readonly name: string;
  /** When it is due. */
  readonly trigger: Trigger;
  /** When it is due next, without jitter; `undefined` once it is stopped. */
  readonly nextDue: Date | undefined;
  /** Number of its runs in flight. */
  readonly running: number;
  /** Number of due times that wait for a run in flight to end. */
  readonly queued: number;
  /** What became of the last due times, oldest first; at most `maxHistory` of them. A copy. */
  readonly history: readonly Occurrence[];
  /** Starts nothing more; what waits is dropped, what is in flight goes on. Does nothing the second time. */
  stop(): void;
}
