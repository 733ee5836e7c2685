/**
 * Another answer in place of an error. One fallback after another is several of them around each other.
 * @module
 */
import { Call } from "./call.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import type { CallContext, ExecuteOptions, Policy, Work } from "./policy.ts";

/** Options of a {@linkcode Fallback}. */
export interface FallbackOptions<F> extends ListenerOptions {
  /**
   * Finds the other answer. What it throws is thrown in place of the first error.
   *
   * @param error What the function threw.
   * @param context The call's signal and deadline.
   */
  readonly answer: (error: unknown, context: CallContext) => F | PromiseLike<F>;
  /**
   * Says for which errors there is another answer; the rest are thrown. @default for all
   *
   * @param error What the function threw.
   */
  readonly handles?: (error: unknown) => boolean;
  /** Name for events. @default {"fallback"} */
  readonly name?: string;
}

/** What a {@linkcode Fallback} tells. */
export interface FallbackEvent {
  /** Another answer is given. */
  readonly kind: "fell-back";
  /** Name of the policy. */
  readonly policy: string;
  /** What the function threw. */
  readonly error: unknown;
}

/**
 * Another answer in place of an error. A call whose signal is aborted gets none: nobody wants it.
 *
 * @typeParam F What may be answered in place of the function.
 *
 * @example The last known price
 * ```ts
 * import assert from "node:assert/strict";
 * import { Fallback } from "puffinflow/reliability";
 *
 * const lastKnown = new Fallback({ answer: () => ({ price: 10, isOld: true }) });
 * const quote = await lastKnown.execute(() => Promise.reject<{ price: number }>(new Error("no answer")));
 * assert.equal(quote.price, 10);
 * ```
 */
export class Fallback<F> implements Policy<F> {
  /** See {@linkcode Policy.substitute}. */
  declare readonly substitute?: F;
  readonly #answer: FallbackOptions<F>["answer"];
  readonly #handles: (error: unknown) => boolean;
  readonly #name: string;
  readonly #listeners: Listeners<FallbackEvent>;

  /**
   * Makes a fallback.
   *
   * @param options The other answer, and when it is given.
   */
  constructor(options: FallbackOptions<F>) {
    const { answer, handles = () => true, name = "fallback" } = options;
    this.#answer = answer;
    this.#handles = handles;
    this.#name = name;
    this.#listeners = new Listeners(options);
  }

  /**
   * Calls a function, and finds another answer if it fails.
   *
   * @param fn What to call.
   * @param options The call's signal and deadline.
   * @returns The function's answer or the other one.
   * @throws What the function throws, if it is not handled, and what `answer` throws.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T | F> {
    const call = Call.begin(options);
    try {
      return await fn(call);
    } catch (error) {
      if (call.isAborted || !this.#handles(error)) throw error;
      if (this.#listeners.isHeard) this.#listeners.tell({ kind: "fell-back", policy: this.#name, error });
      return await this.#answer(error, call);
    }
  }

  /**
   * Listens.
   *
   * @param listener Is called whenever the other answer is given.
   * @returns What takes it away.
   */
  on(listener: Listener<FallbackEvent>): Disposable {
    return this.#listeners.add(listener);
  }
}
