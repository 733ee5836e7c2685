/**
 * The contract between `shelved_store.ts`, which knows keys, values, versions and lifetimes, and what keeps
 * them: records in the order of their encoded keys. Nothing here waits, so that some calls one after another
 * are one step.
 * @module
 */
import type { EncodedKey } from "./key_encoding.ts";
import type { Bounds, KeyOrder } from "./key_range.ts";

/** An entry as it is kept. */
export interface StoredRecord {
  /** Encoded key. */
  readonly key: EncodedKey;
  /** Encoded value. */
  readonly text: string;
  /** Commit that wrote it. */
  readonly version: number;
  /** When it ends, in milliseconds since 1970; `Infinity` if it does not. */
  readonly expiresAtMs: number;
}

/** Which records of a range are wanted. */
export interface Selection {
  readonly order: KeyOrder;
  /** Most records. */
  readonly limit: number;
  /** Only records that end later. */
  readonly nowMs: number;
}

/** Records, those that have ended included. */
export interface Shelf {
  /** Gives the number of the newest commit, 0 before the first. */
  version(): number;
  /** Counts one more commit, and gives its number. */
  nextVersion(): number;
  /** Finds a record. */
  get(key: EncodedKey): StoredRecord | undefined;
  /** Gives the first records of a range that have not ended. */
  list(bounds: Bounds, selection: Selection): StoredRecord[];
  /**
   * Replaces and removes records. Throws before it changes anything if there is no room; whatever throws
   * later undoes the whole step.
   */
  apply(changes: ReadonlyMap<EncodedKey, StoredRecord | null>): void;
  /** Removes the records of a range, and gives how many of them end after `nowMs`. */
  removeRange(bounds: Bounds, nowMs: number): number;
  /** Removes at most `limit` records that end by `nowMs`, and gives how many there were. */
  removeExpired(nowMs: number, limit: number): number;
}

/** What keeps a shelf: it makes steps of calls, and knows when a step is safe. */
export interface ShelfKeeper {
  /** Name of the store, for messages. */
  readonly name: string;
  /** Carries out a step that only reads. */
  read<T>(step: (shelf: Shelf) => T): T | Promise<T>;
  /** Carries out a step that writes; what is given is given when it is safe. */
  write<T>(step: (shelf: Shelf) => T): T | Promise<T>;
  /** Carries out what was called before, and lets go of everything. Called once. */
  close(): void | Promise<void>;
}
