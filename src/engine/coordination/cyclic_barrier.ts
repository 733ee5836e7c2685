/**
 * A meeting point: nobody goes on until all parties have come, and then the next meeting begins. When
 * one party leaves early the others must not go on as if it had come: the meeting is broken, and all
 * are told.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import { SINGLE } from "./claim.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitOptions } from "./wait_options.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";
import { wholeNumber } from "./whole_number.ts";

/** A party left before all had arrived, so that those who wait would wait for ever. */
export class BarrierBrokenError extends PuffinError {
  /** Name of the class. */
  override readonly name = "BarrierBrokenError";
  /** Kind of error, for programs. */
  override readonly code = "barrier-broken";

  /** Makes the error of a meeting that one party left. */
  constructor(
    /** Name of the barrier. */
    readonly barrier: string,
    /** Number of the meeting that failed, from 0. */
    readonly generation: number,
    options: ErrorOptions,
  ) {
    super(
      `Cannot pass barrier "${barrier}" as all parties must arrive: meeting ${generation} was left early ` +
        `(see the cause; reset() begins the next meeting)`,
      options,
    );
  }
}

/** Options of a barrier. */
export type BarrierOptions = Omit<QueueOptions, "maxWaiting">;

/** What a party knows when all have arrived. */
export interface Arrival {
  /** Number of the meeting, from 0. */
  readonly generation: number;
  /** Place in the order of arrival, from 0: one party has each, so one can be chosen to do what only one must do. */
  readonly position: number;
}

/**
 * A barrier that can be used again and again.
 *
 * @example Two workers that stay in step
 * ```ts
 * import assert from "node:assert/strict";
 * import { CyclicBarrier } from "puffinflow/coordination";
 *
 * const barrier = new CyclicBarrier(2);
 * const log: string[] = [];
 * async function worker(name: string): Promise<void> {
 *   for (let step = 0; step < 2; step++) {
 *     log.push(`${name}${step}`);
 *     await barrier.arrive();
 *   }
 * }
 * await Promise.all([worker("a"), worker("b")]);
 * assert.deepEqual(log.map((entry) => entry.at(-1)), ["0", "0", "1", "1"]);
 * ```
 */
export class CyclicBarrier implements Disposable {
  /** How many parties meet. */
  readonly parties: number;
  readonly #queue: WaitQueue<Arrival>;
  #generation = 0;
  #broken: BarrierBrokenError | null = null;

  /**
   * Makes a barrier that waits for its first meeting.
   *
   * @param parties How many parties meet: a whole number of 1 or more.
   * @param options Name and clock.
   * @throws {RangeError} If `parties` is no such number.
   */
  constructor(parties: number, options: BarrierOptions = {}) {
    this.parties = wholeNumber(parties, { action: "make a barrier", option: "parties" });
    this.#queue = new WaitQueue("barrier", { ...options, maxWaiting: this.parties }, {
      onGiveUp: (_, error) => this.#break(error),
    });
  }

  /** Number of the meeting that is gathering, from 0. */
  get generation(): number {
    return this.#generation;
  }

  /** Parties that have arrived at it and wait for the others. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Whether a party left early: nobody can pass until {@linkcode reset}. */
  get isBroken(): boolean {
    return this.#broken !== null;
  }

  /**
   * Arrives, and waits for the others. A party whose wait ends early breaks the meeting.
   *
   * @param options How the wait may end early.
   * @returns Which meeting it was, and who came when.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {BarrierBrokenError} If another party left early.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {DisposedError} If the barrier is disposed of.
   */
  arrive(options: WaitOptions = NO_OPTIONS): Promise<Arrival> {
    const isLast = this.#queue.size === this.parties - 1;
    checkWaitOptions(options, this.#queue.name);
    if (this.#queue.isClosed) return this.#queue.wait(SINGLE, options);
    if (this.#broken !== null) return Promise.reject(this.#broken);
    if (options.signal?.aborted) {
      this.#break(options.signal.reason);
      return Promise.reject(options.signal.reason);
    }
    return isLast ? Promise.resolve(this.#meet()) : this.#queue.wait(SINGLE, options);
  }

  /** Begins the next meeting; parties that wait at this one are told that it is broken. */
  reset(): void {
    this.#break(new DOMException("The barrier was reset", "AbortError"));
    this.#broken = null;
    this.#generation++;
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. */
  [Symbol.dispose](): void {
    this.#queue.close();
  }

  #meet(): Arrival {
    const generation = this.#generation++;
    let position = 0;
    for (let next = this.#queue.first; next !== null; next = this.#queue.first) {
      this.#queue.admit(next, { generation, position: position++ });
    }
    return { generation, position };
  }

  #break(cause: unknown): void {
    const error = this.#broken = new BarrierBrokenError(this.#queue.name, this.#generation, { cause });
    for (let next = this.#queue.first; next !== null; next = this.#queue.first) this.#queue.refuse(next, error);
  }
}
