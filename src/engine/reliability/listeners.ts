/**
 * Who wants to know what a policy does. Without listeners no event is made; with them, they are called at
 * once and in the order in which they came.
 * @module
 */
import { wholeNumber } from "./number_check.ts";

/** Is called with each event, after what it tells of has happened. */
export type Listener<Event> = (event: Event) => void;

/** Options of whatever can be listened to. */
export interface ListenerOptions {
  /** Most listeners at once, 1 or more: a leak shows before it hurts. @default {100} */
  readonly maxListeners?: number;
}

/** The listeners of one policy. */
export class Listeners<Event> {
  readonly #maxListeners: number;
  /** Replaced and never changed, so that who comes or goes does not disturb an event on its way. */
  #all: readonly { readonly listener: Listener<Event> }[] = [];

  /**
   * Makes an empty list.
   *
   * @param options Its limit.
   * @throws {RangeError} If `maxListeners` is not a whole number of 1 or more.
   */
  constructor({ maxListeners = 100 }: ListenerOptions) {
    this.#maxListeners = wholeNumber(maxListeners, { action: "listen to a policy", option: "maxListeners" });
  }

  /** Whether it is worth making an event. */
  get isHeard(): boolean {
    return this.#all.length > 0;
  }

  /**
   * Adds a listener.
   *
   * @param listener What to call.
   * @returns What takes it away.
   * @throws {RangeError} If there are `maxListeners` already.
   */
  add(listener: Listener<Event>): Disposable {
    if (this.#all.length >= this.#maxListeners) {
      throw new RangeError(
        `Cannot listen to a policy as at most 'maxListeners' may: current value is ${this.#maxListeners} ` +
          `(dispose of listeners that are done)`,
      );
    }
    const entry = { listener };
    this.#all = [...this.#all, entry];
    return {
      [Symbol.dispose]: () => {
        this.#all = this.#all.filter((other) => other !== entry);
      },
    };
  }

  /**
   * Tells an event to all. What a listener throws is reported as the platform reports what a DOM listener
   * throws: the policy and the call go on.
   *
   * @param event The event.
   */
  tell(event: Event): void {
    for (const { listener } of this.#all) {
      try {
        listener(event);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
