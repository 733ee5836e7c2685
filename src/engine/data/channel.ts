/**
 * Channels: data that several states write and any later state reads. A reducer says how writes that
 * happened side by side become one value; without one, a channel has one writer at a time.
 * @module
 */

/** How the writes of a channel become its value: `T` is the value, `W` one write. */
export interface Reducer<T, W = T> {
  /**
   * Merges one more write. Must not change its arguments.
   *
   * @param value The value so far.
   * @param write What was written.
   * @returns The new value.
   */
  readonly reduce: (value: T, write: W) => T;
  /** Value before the first write. */
  readonly initial: T;
}

/** A channel as it was declared. */
export interface ChannelDefinition {
  readonly name: string;
  /** `null` for a channel of which the last write holds, and which two states may not write side by side. */
  readonly reduce: ((value: never, write: never) => unknown) | null;
  readonly initial: unknown;
}

/**
 * Appends each write, a list, to the value.
 *
 * @param initial Value before the first write. @default {[]}
 * @returns A reducer.
 */
export function concat<T>(initial: readonly T[] = []): Reducer<readonly T[], readonly T[]> {
  return { reduce: (value, write) => [...value, ...write], initial };
}

/**
 * Puts the properties of each write over those of the value.
 *
 * @param initial Value before the first write.
 * @returns A reducer.
 */
export function merge<T extends object>(initial: T): Reducer<T, Partial<T>> {
  return { reduce: (value, write) => ({ ...value, ...write }), initial };
}

/**
 * Adds the writes up.
 *
 * @param initial Value before the first write. @default {0}
 * @returns A reducer.
 */
export function sum(initial = 0): Reducer<number> {
  return { reduce: (value, write) => value + write, initial };
}

/**
 * Keeps the largest write.
 *
 * @param initial Value before the first write. @default {-Infinity}
 * @returns A reducer.
 */
export function max(initial = -Infinity): Reducer<number> {
  return { reduce: (value, write) => Math.max(value, write), initial };
}

/**
 * Keeps the last write; of writes that happened side by side, that of the state declared last.
 *
 * @param initial Value before the first write.
 * @returns A reducer.
 */
export function last<T>(initial: T): Reducer<T> {
  return { reduce: (_value, write) => write, initial };
}
