/**
 * What callers hand in, checked and encoded before anything happens: a batch is refused as a whole or is ready
 * to be carried out.
 * @module
 */
import type { Batch, BatchCheck, BatchWrite, SetOptions } from "./key_value_store.ts";
import { type Key, keyText } from "./key.ts";
import { type EncodedKey, encodeKey } from "./key_encoding.ts";
import type { StoreSettings } from "./store_options.ts";
import { encodeValue } from "./value_encoding.ts";

/** A value that is to be written. */
export interface Draft {
  /** Encoded value. */
  readonly text: string;
  /** How long it lives; `Infinity` for ever. */
  readonly ttlMs: number;
}

/** What is to be written, by key; `null` is a deletion. */
export type Drafts = ReadonlyMap<EncodedKey, Draft | null>;

/** A condition with its key as it was given and encoded. */
export interface EncodedCheck extends BatchCheck {
  readonly encodedKey: EncodedKey;
}

/**
 * Encodes the key of an entry.
 *
 * @param key The key.
 * @param settings Limits.
 * @returns Its bytes.
 * @throws {TypeError | RangeError} If it is wrong.
 */
export function entryKey(key: Key, { maxKeyBytes }: StoreSettings): EncodedKey {
  const encoded = encodeKey(key, maxKeyBytes);
  if (encoded !== "") return encoded;
  throw new RangeError("Cannot use a key as it must have one part or more: current value is []");
}

/**
 * Encodes what is to be written.
 *
 * @param entry Key, value and options.
 * @param settings Limits.
 * @returns The draft.
 * @throws {TypeError | RangeError} If the value or its lifetime is wrong.
 */
export function draftOf(
  { key, value, ttlMs }: SetOptions & { key: Key; value: unknown },
  settings: StoreSettings,
): Draft {
  if (ttlMs !== undefined && !(ttlMs > 0 && ttlMs < Infinity)) {
    throw new RangeError(
      `Cannot write ${keyText(key)} as 'ttlMs' must be above 0 and finite: current value is ${ttlMs}` +
        (ttlMs === Infinity ? " (leave it out for ever)" : ""),
    );
  }
  return { text: encodeValue(value, settings.maxValueBytes), ttlMs: ttlMs ?? Infinity };
}

/**
 * Encodes a batch's writes.
 *
 * @param batch The batch.
 * @param settings Limits.
 * @returns What is to be written, the last write of each key.
 * @throws {TypeError | RangeError} If one is wrong, or they are too many.
 */
export function draftsOf({ checks = [], writes }: Batch, settings: StoreSettings): Drafts {
  const size = checks.length + writes.length;
  if (size > settings.maxBatchSize) {
    throw new RangeError(
      `Cannot commit a batch as it must have at most ${settings.maxBatchSize} checks and writes: it has ${size} ` +
        "(see 'maxBatchSize')",
    );
  }
  const drafts = new Map<EncodedKey, Draft | null>();
  for (const write of writes) drafts.set(entryKey(write.key, settings), draftOfWrite(write, settings));
  return drafts;
}

/**
 * Encodes a condition.
 *
 * @param check The condition.
 * @param settings Limits.
 * @returns The condition with its encoded key.
 * @throws {TypeError | RangeError} If its key or version is wrong.
 */
export function checkOf({ key, version }: BatchCheck, settings: StoreSettings): EncodedCheck {
  const encodedKey = entryKey(key, settings);
  if (version === null || typeof version === "number") return { key, version, encodedKey };
  throw new TypeError(
    `Cannot compare ${keyText(key)} as its version must be a number, or null for no entry: current value is ${version}`,
  );
}

function draftOfWrite(write: BatchWrite, settings: StoreSettings): Draft | null {
  switch (write.kind) {
    case "set":
      return draftOf(write, settings);
    case "delete":
      return null;
  }
  const { kind } = write as { kind: unknown };
  throw new TypeError(
    `Cannot commit a batch as its writes must be of kind "set" or "delete": current value is ${kind}`,
  );
}
