/**
 * So many calls at once and no more, so that one slow thing does not take all there is. Calls under way and calls
 * that wait are counted and limited apart from each other.
 *
 * Our own and no library's: the time a call may wait runs on the engine's clock, and what a guarded call costs is
 * among the things that this project measures.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { BulkheadFullError, BulkheadWaitError } from "./bulkhead_error.ts";
import { Call } from "./call.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import { duration, wholeNumber } from "./number_check.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";
import { SlotLine } from "./slot_line.ts";

/** Options of a {@linkcode Bulkhead}. */
export interface BulkheadOptions extends ListenerOptions {
  /** Most calls under way at once: a whole number of 1 or more. */
  readonly maxConcurrent: number;
  /** Most calls that wait at once: a whole number, where 0 refuses what has no slot. @default {0} */
  readonly maxQueued?: number;
  /** Longest wait of a call in milliseconds, above 0; may come up to 16 ms late. @default {Infinity} no limit */
  readonly maxWaitMs?: number;
  /** Name for messages and events. @default {"bulkhead"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/** What a {@linkcode Bulkhead} tells. */
export interface BulkheadEvent {
  /** A call waits, has waited too long, or was refused. */
  readonly kind: "queued" | "waited-too-long" | "rejected";
  /** Name of the bulkhead. */
  readonly bulkhead: string;
  /** Calls under way then. */
  readonly running: number;
  /** Calls that wait then. */
  readonly queued: number;
}

/**
 * A bulkhead: slots, and a line in front of them, first come, first served. A slot is taken until the function has
 * settled, whether or not anybody still wants its answer: a {@linkcode Timeout} inside of the bulkhead frees it
 * early, one around it does not. A call in line leaves it at once when its signal is aborted.
 *
 * @example Two at a time
 * ```ts
 * import assert from "node:assert/strict";
 * import { Bulkhead } from "puffinflow/reliability";
 *
 * const bulkhead = new Bulkhead({ maxConcurrent: 2, maxQueued: 10 });
 * const pages = ["a", "b", "c"].map((page) => bulkhead.execute(() => page.toUpperCase()));
 * assert.equal(bulkhead.running, 2);
 * assert.equal(bulkhead.queued, 1);
 * assert.deepEqual(await Promise.all(pages), ["A", "B", "C"]);
 * ```
 */
export class Bulkhead implements Policy {
  readonly #name: string;
  readonly #maxConcurrent: number;
  readonly #maxQueued: number;
  readonly #listeners: Listeners<BulkheadEvent>;
  readonly #line: SlotLine;
  #running = 0;

  /**
   * Makes a bulkhead with all slots free.
   *
   * @param options Its limits, name and clock.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: BulkheadOptions) {
    const { maxConcurrent, maxQueued = 0, maxWaitMs = Infinity } = options;
    const { name = "bulkhead", clock = systemClock } = options;
    const action = `make "${name}"`;
    this.#name = name;
    this.#maxConcurrent = wholeNumber(maxConcurrent, { action, option: "maxConcurrent" });
    this.#maxQueued = wholeNumber(maxQueued, { action, option: "maxQueued", min: 0 });
    if (maxWaitMs !== Infinity) duration(maxWaitMs, { action, option: "maxWaitMs" });
    this.#listeners = new Listeners(options);
    this.#line = new SlotLine(clock, maxWaitMs, () => {
      this.#tell("waited-too-long");
      return new BulkheadWaitError(name, maxWaitMs);
    });
  }

  /** Calls under way. */
  get running(): number {
    return this.#running;
  }

  /** Calls that wait. */
  get queued(): number {
    return this.#line.size;
  }

  /**
   * Calls a function, at once if a slot is free, or when its turn has come.
   *
   * @param fn What to call.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws {BulkheadFullError} If there is neither a slot nor a place in line.
   * @throws {BulkheadWaitError} If its turn does not come within `maxWaitMs`.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options);
    // Common case first. Whoever frees a slot hands it to who waits, so a slot is only free when nobody does.
    if (this.#running < this.#maxConcurrent) this.#running++;
    else await this.#waitInLine(call);
    try {
      // Between being handed a slot and going on, the signal may have been aborted.
      call.throwIfAborted();
      return await fn(call);
    } finally {
      if (!this.#line.admitFirst()) this.#running--;
    }
  }

  /**
   * Listens.
   *
   * @param listener Is called when a call has to wait, waited too long, or was refused.
   * @returns What takes it away.
   */
  on(listener: Listener<BulkheadEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  #waitInLine(call: Call): Promise<void> {
    if (this.#line.size >= this.#maxQueued) {
      this.#tell("rejected");
      throw new BulkheadFullError(this.#name, this.#maxConcurrent, this.#maxQueued);
    }
    const turn = this.#line.join(call);
    this.#tell("queued");
    return turn;
  }

  #tell(kind: BulkheadEvent["kind"]): void {
    if (!this.#listeners.isHeard) return;
    this.#listeners.tell({ kind, bulkhead: this.#name, running: this.#running, queued: this.queued });
  }
}
