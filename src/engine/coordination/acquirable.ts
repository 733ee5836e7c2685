/**
 * The contract of what can be had for a while and is given back: what a state lists under `holds`. Locks
 * fulfil it as they are; `read_write_lock.ts`, `semaphore.ts`, `reentrant_lock.ts` and `rate_limiter.ts` make
 * objects that do, where there is more than one thing to be had.
 * @module
 */
import type { Owner } from "./owner.ts";

/** Something that is had, until it is given back. */
export interface Acquired {
  /** Aborted when it is lost before it was given back; whoever has it should stop. @default {undefined} it is never lost */
  readonly signal?: AbortSignal;
  /** Gives it back; does nothing from the second call on. Must not throw. */
  release(): void;
}

/** How something is asked for that can be had at once. */
export interface TryClaim {
  /** Who asks. */
  readonly owner: Owner;
}

/** How something is asked for that may have to be waited for. */
export interface WaitingClaim extends TryClaim {
  /** Ends the wait when aborted. */
  readonly signal: AbortSignal;
}

/** Something that can be had for a while. A `Mutex`, a `Semaphore` and a `LeaseLock` are; so is your own, if it has these. */
export interface Acquirable {
  /**
   * Takes it if it can be had without waiting.
   *
   * @param claim Who asks.
   * @returns What was acquired, or `null`.
   */
  tryAcquire(claim: TryClaim): Acquired | null;
  /**
   * Waits for it.
   *
   * @param claim Who asks, and how the wait may end early.
   * @returns What was acquired. Rejects with the signal's reason if that is aborted first.
   */
  acquire(claim: WaitingClaim): Promise<Acquired>;
}
