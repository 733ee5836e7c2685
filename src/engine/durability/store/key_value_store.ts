/**
 * The contract of a store: values by key, for as long as they are wanted. `memory_store.ts` and
 * `sqlite_store.ts` fulfil it, and one suite of tests holds both to every sentence here.
 * @module
 */
import type { Key } from "./key.ts";
import type { KeyOrder, KeyRange } from "./key_range.ts";

/** A value with its key. */
export interface StoreEntry<T = unknown> {
  /** Its own key, also where it was found by a range. */
  readonly key: Key;
  /** A copy that is the reader's own. */
  readonly value: T;
  /** Number of the commit that wrote it: later commits have higher numbers, also after a deletion. */
  readonly version: number;
  /** When it ends, in milliseconds since 1970 by the store's wall clock; nothing if it does not. */
  readonly expiresAtMs: number | undefined;
}

/** Options of a write. */
export interface SetOptions {
  /**
   * How long the entry lives, in milliseconds of the wall clock, above 0 and finite. From that moment on nobody sees
   * it. @default it lives until it is overwritten or deleted
   */
  readonly ttlMs?: number | undefined;
}

/** A write that a condition guards. */
export interface ConditionalSet extends SetOptions {
  /** The version that the entry must have; `null` if there must be no entry. */
  readonly ifVersion: number | null;
  /** The new value. */
  readonly value: unknown;
}

/** One write of a batch. */
export type BatchWrite =
  | (SetOptions & { readonly kind: "set"; readonly key: Key; readonly value: unknown })
  | { readonly kind: "delete"; readonly key: Key };

/** A condition of a batch. */
export interface BatchCheck {
  /** Which entry. */
  readonly key: Key;
  /** The version that it must have; `null` if there must be no entry. */
  readonly version: number | null;
}

/** Writes that happen together or not at all. */
export interface Batch {
  /** What must hold for them to happen. @default {[]} */
  readonly checks?: readonly BatchCheck[] | undefined;
  /** The writes. Of several to one key the last one counts. */
  readonly writes: readonly BatchWrite[];
}

/** A condition that did not hold. */
export interface VersionConflict {
  /** Which entry. */
  readonly key: Key;
  /** The version that it had to have. */
  readonly expected: number | null;
  /** The version that it has; `null` if there is no entry. */
  readonly found: number | null;
}

/** How a guarded write went. */
export type CommitResult =
  /** All is written, and has this version. */
  | { readonly status: "committed"; readonly version: number }
  /** Nothing is written: somebody else was first. */
  | { readonly status: "conflict"; readonly conflicts: readonly VersionConflict[] };

/** Options of a walk through a range. */
export interface ScanOptions {
  /** Direction. @default {"ascending"} */
  readonly order?: KeyOrder | undefined;
}

/** Options of a listing. */
export interface ListOptions extends ScanOptions {
  /** Most entries of a page, 1 or more. @default {100} */
  readonly limit?: number | undefined;
  /** The last page's cursor, to go on behind it. @default the listing begins at the range's end */
  readonly cursor?: string | undefined;
}

/** Some entries of a range, all as they were at one moment. */
export interface StorePage<T = unknown> {
  /** The entries, in order. */
  readonly entries: readonly StoreEntry<T>[];
  /** Where the next page begins: a text that outlives the process. Nothing if there are no more. */
  readonly cursor: string | undefined;
}

/**
 * A namespaced key-value store. Operations take effect in the order of their calls, awaited or not, and what one
 * promise has acknowledged every later operation sees. Each may reject with a {@linkcode StoreError}; keys,
 * values and options that are wrong reject with a `TypeError` or `RangeError`, and change nothing.
 */
export interface KeyValueStore extends AsyncDisposable {
  /**
   * Reads an entry.
   *
   * @param key Its key.
   * @returns The entry; nothing if there is none, or no more. The type of its value is the caller's claim.
   */
  get<T = unknown>(key: Key): Promise<StoreEntry<T> | undefined>;
  /**
   * Writes an entry, whatever was there.
   *
   * @param key Its key, of one part or more.
   * @param value Plain data: what JSON has, and `undefined`, any number, bigints, dates, maps, sets, `Uint8Array`s.
   * @param options How long it lives, whatever the entry that it replaces had left.
   * @returns The new version.
   */
  set(key: Key, value: unknown, options?: SetOptions): Promise<number>;
  /**
   * Writes an entry if it is still as it was read: what counters and locks are made of.
   *
   * @param key Its key.
   * @param next The condition and the new value.
   * @returns Whether it was written; if not, what is there instead.
   */
  compareAndSet(key: Key, next: ConditionalSet): Promise<CommitResult>;
  /**
   * Deletes an entry.
   *
   * @param key Its key.
   * @returns Whether there was one.
   */
  delete(key: Key): Promise<boolean>;
  /**
   * Carries out a batch: all of it or nothing.
   *
   * @param batch Conditions and writes.
   * @returns Whether it happened; if not, all conditions that did not hold. A batch without writes gives the
   * version of the newest commit.
   */
  commit(batch: Batch): Promise<CommitResult>;
  /**
   * Lists a page of a range.
   *
   * @param range Which keys; `{}` for all.
   * @param options Length, direction and cursor.
   * @returns The page. Following the cursors gives each entry that was there all along exactly once, and of those
   * that came or went meanwhile any.
   */
  list<T = unknown>(range: KeyRange, options?: ListOptions): Promise<StorePage<T>>;
  /**
   * Walks through a range, page by page, without holding more than one.
   *
   * @param range Which keys; `{}` for all.
   * @param options Direction.
   * @returns The entries; to search is to look at each.
   */
  scan<T = unknown>(range: KeyRange, options?: ScanOptions): AsyncIterable<StoreEntry<T>>;
  /**
   * Deletes all entries of a range in one step; a namespace by `{ prefix }`.
   *
   * @param range Which keys; `{}` for all.
   * @returns How many there were.
   */
  deleteRange(range: KeyRange): Promise<number>;
  /**
   * Frees the room of entries that have ended. Writes do so too, for some more than they add, so that this need not be
   * called: it helps a store that is only read from for long.
   *
   * @param limit Most entries, 1 or more.
   * @returns How many there were; fewer than `limit` when none is left.
   * @default `limit` is 1,000
   */
  sweep(limit?: number): Promise<number>;
  /** Carries out what was called before, and ends the store; a second time does nothing. */
  close(): Promise<void>;
}
