/**
 * A gate that opens once, when a number of events have happened, and stays open. A gate that closes
 * again behind a group is the barrier.
 * @module
 */
import { SINGLE } from "./claim.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitOptions } from "./wait_options.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";
import { wholeNumber } from "./whole_number.ts";

const OPEN: Promise<void> = Promise.resolve();

/**
 * A countdown latch.
 *
 * @example Start when three parts are ready
 * ```ts
 * import assert from "node:assert/strict";
 * import { Latch } from "puffinflow/coordination";
 *
 * const ready = new Latch(3);
 * const started = ready.wait().then(() => "started");
 * for (const part of ["model", "index", "tools"]) {
 *   assert.equal(ready.isOpen, false, part);
 *   ready.countDown();
 * }
 * assert.equal(await started, "started");
 * ```
 */
export class Latch implements Disposable {
  readonly #queue: WaitQueue<void>;
  #count: number;

  /**
   * Makes a latch that is closed.
   *
   * @param count Events that open it: a whole number of 1 or more.
   * @param options Name, clock and limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(count: number, options: QueueOptions = {}) {
    this.#count = wholeNumber(count, { action: "make a latch", option: "count" });
    this.#queue = new WaitQueue("latch", options, { onGiveUp: () => {} });
  }

  /** Events still to come; 0 when open. */
  get count(): number {
    return this.#count;
  }

  /** Whether the events have happened. */
  get isOpen(): boolean {
    return this.#count === 0;
  }

  /** Tasks that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Tells that events have happened; the last one opens the latch, and more change nothing.
   *
   * @param events How many: a whole number of 1 or more.
   * @throws {RangeError} If `events` is no such number.
   */
  countDown(events = 1): void {
    wholeNumber(events, { action: `count down "${this.#queue.name}"`, option: "events" });
    this.#count = Math.max(0, this.#count - events);
    if (this.#count > 0) return;
    for (let next = this.#queue.first; next !== null; next = this.#queue.first) this.#queue.admit(next, undefined);
  }

  /**
   * Waits until the latch is open.
   *
   * @param options How the wait may end early.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` tasks wait already.
   * @throws {DisposedError} If the latch is disposed of before it opens.
   */
  wait(options: WaitOptions = NO_OPTIONS): Promise<void> {
    if (this.#count > 0) return this.#queue.wait(SINGLE, options);
    checkWaitOptions(options, this.#queue.name);
    return options.signal?.aborted ? Promise.reject(options.signal.reason) : OPEN;
  }

  /** Turns away all who wait and, unless the latch is open, all who come, with a {@linkcode DisposedError}. */
  [Symbol.dispose](): void {
    this.#queue.close();
  }
}
