/**
 * A wait between two attempts, which the caller can end.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Call } from "./call.ts";

class Pause extends Alarm implements EventListenerObject {
  readonly promise: Promise<void>;
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;

  constructor(clock: Clock, { upstream }: Call) {
    super();
    this.#clock = clock;
    this.#signal = upstream;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  start(delayMs: number): Promise<void> {
    this.#signal?.addEventListener("abort", this, { once: true });
    this.#clock.set(this, delayMs);
    return this.promise;
  }

  override ring(): void {
    this.#signal?.removeEventListener("abort", this);
    this.#resolve();
  }

  /** The caller aborted. */
  handleEvent(): void {
    this.#clock.clear(this);
    this.#reject(this.#signal!.reason);
  }
}

/**
 * Waits.
 *
 * @param clock Rings when it is over.
 * @param delayMs How long, in milliseconds, 0 or more.
 * @param call The call that waits, not aborted.
 * @returns Resolves when it is over; rejects with the reason of the call's signal, if that is aborted.
 */
export function pause(clock: Clock, delayMs: number, call: Call): Promise<void> {
  return new Pause(clock, call).start(delayMs);
}
