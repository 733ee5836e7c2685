/**
 * Where notices and events go: the contract of all sinks. `delivery.ts` keeps what has to wait for one.
 * @module
 */

/** Takes items in batches: `T` is what they are. */
export interface Sink<T> {
  /** What it is called in counts and messages. */
  readonly name: string;
  /**
   * Takes a batch. Called for one batch after another.
   *
   * @param items One or more, in order.
   * @returns When they are taken; a sink that throws or rejects has lost them.
   */
  write(items: readonly T[]): void | PromiseLike<void>;
}
