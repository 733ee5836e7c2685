/**
 * The line in front of a bulkhead: first come, first served, and out of it at once on abortion or when the wait
 * was too long. How many may be in it is the bulkhead's decision.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Call } from "./call.ts";

class Place extends Alarm implements EventListenerObject {
  readonly promise: Promise<void>;
  readonly #line: SlotLine;
  readonly #signal: AbortSignal | undefined;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;

  constructor(line: SlotLine, { upstream }: Call) {
    super();
    this.#line = line;
    this.#signal = upstream;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#signal?.addEventListener("abort", this, { once: true });
  }

  admit(): void {
    this.#signal?.removeEventListener("abort", this);
    this.#resolve();
  }

  /** The caller aborted. */
  handleEvent(): void {
    this.#line.leave(this);
    this.#reject(this.#signal!.reason);
  }

  override ring(): void {
    this.#signal?.removeEventListener("abort", this);
    this.#line.leave(this);
    this.#reject(this.#line.onTooLong());
  }
}

/** A line of calls. */
export class SlotLine {
  /** Makes the error of a wait that was too long, after it has left the line. */
  readonly onTooLong: () => Error;
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  /** A set keeps the order of joining, and forgets in constant time whoever leaves from the middle. */
  readonly #places: Set<Place> = new Set();

  /**
   * Makes an empty line.
   *
   * @param clock Rings when a wait was too long.
   * @param maxWaitMs Longest wait in milliseconds; `Infinity` for no limit.
   * @param onTooLong Makes the error of a wait that was too long.
   */
  constructor(clock: Clock, maxWaitMs: number, onTooLong: () => Error) {
    this.#clock = clock;
    this.#maxWaitMs = maxWaitMs;
    this.onTooLong = onTooLong;
  }

  /** How many wait. */
  get size(): number {
    return this.#places.size;
  }

  /**
   * Joins the line.
   *
   * @param call What waits, not aborted.
   * @returns Resolves when its turn has come; rejects if the wait ends early.
   */
  join(call: Call): Promise<void> {
    const place = new Place(this, call);
    this.#places.add(place);
    if (this.#maxWaitMs !== Infinity) this.#clock.set(place, this.#maxWaitMs);
    return place.promise;
  }

  /**
   * Lets the first in line go on.
   *
   * @returns Whether there was one.
   */
  admitFirst(): boolean {
    for (const place of this.#places) {
      this.leave(place);
      place.admit();
      return true;
    }
    return false;
  }

  /**
   * Takes a member out of the line. For its members only.
   *
   * @param place The member.
   */
  leave(place: Place): void {
    this.#places.delete(place);
    this.#clock.clear(place);
  }
}
