/**
 * Stretches of keys, and places in them from which a listing goes on.
 * @module
 */
import { Buffer } from "node:buffer";
import type { Key } from "./key.ts";
import { type EncodedKey, encodeKey, LAST } from "./key_encoding.ts";

/** Some keys that follow one another. What is left out does not limit; `{}` is all keys. */
export interface KeyRange {
  /** Namespace: only keys that begin with these parts, the key that is nothing but them included. */
  readonly prefix?: Key | undefined;
  /** Lowest key, included, whether or not it exists. */
  readonly from?: Key | undefined;
  /** Where the keys end: only keys that come before this one. */
  readonly before?: Key | undefined;
}

/** A range in bytes. */
export interface Bounds {
  /** Lowest key, included. */
  readonly from: EncodedKey;
  /** Comes after the highest key. */
  readonly before: EncodedKey;
}

/** Direction of a listing. */
export type KeyOrder = "ascending" | "descending";

/**
 * Encodes a range.
 *
 * @param range The range.
 * @param maxKeyBytes Most bytes of a key.
 * @returns Its bounds; with nothing between them if it excludes everything.
 * @throws {TypeError | RangeError} If one of its keys is wrong.
 */
export function boundsOf({ prefix = [], from = [], before }: KeyRange, maxKeyBytes: number): Bounds {
  const namespace = encodeKey(prefix, maxKeyBytes), start = encodeKey(from, maxKeyBytes);
  const end = before === undefined ? LAST : encodeKey(before, maxKeyBytes), namespaceEnd = namespace + LAST;
  return { from: start > namespace ? start : namespace, before: end < namespaceEnd ? end : namespaceEnd };
}

/**
 * Makes a cursor.
 *
 * @param last The key that a page ended with.
 * @returns A text, good for ever and for all stores.
 */
export function cursorAfter(last: EncodedKey): string {
  return Buffer.from(last, "latin1").toString("base64url");
}

/**
 * Leaves out of a range what earlier pages had.
 *
 * @param bounds The range.
 * @param cursor What the last page gave.
 * @param order Direction of the listing.
 * @returns What is left of the range.
 * @throws {RangeError} If the cursor is not one of this range.
 */
export function boundsAfter(bounds: Bounds, cursor: string, order: KeyOrder): Bounds {
  const last = Buffer.from(cursor, "base64url").toString("latin1");
  if (last === "" || last < bounds.from || last >= bounds.before || cursorAfter(last) !== cursor) {
    throw new RangeError(
      `Cannot go on listing as 'cursor' must come from a page of the same range: current value is ` +
        JSON.stringify(cursor.slice(0, 100)),
    );
  }
  // Nothing comes between a key's bytes and the same with a zero behind them.
  return order === "ascending" ? { ...bounds, from: `${last}\0` } : { ...bounds, before: last };
}
