/**
 * Records in memory: a map to find one, sorted keys to walk through them, and sorted times to know which
 * have ended.
 * @module
 */
import type { EncodedKey } from "./key_encoding.ts";
import type { Bounds } from "./key_range.ts";
import { bytesOfNumber } from "./number_encoding.ts";
import { OrderedKeys } from "./ordered_keys.ts";
import type { Selection, Shelf, StoredRecord } from "./shelf.ts";
import { StoreFullError } from "./store_error.ts";

/** Bytes of a time before the key. */
const TIME_LENGTH = 8;

/** A shelf in memory. */
export class MemoryShelf implements Shelf {
  readonly #name: string;
  readonly #maxEntries: number;
  readonly #records = new Map<EncodedKey, StoredRecord>();
  readonly #keys = new OrderedKeys();
  /** The time at which a record ends and its key, of those that do. */
  readonly #ends = new OrderedKeys();
  #version = 0;

  /**
   * Makes an empty shelf.
   *
   * @param name Name of the store.
   * @param maxEntries Most records.
   */
  constructor(name: string, maxEntries: number) {
    this.#name = name;
    this.#maxEntries = maxEntries;
  }

  version(): number {
    return this.#version;
  }

  nextVersion(): number {
    return ++this.#version;
  }

  get(key: EncodedKey): StoredRecord | undefined {
    return this.#records.get(key);
  }

  list({ from, before }: Bounds, { order, limit, nowMs }: Selection): StoredRecord[] {
    const keys = order === "ascending" ? this.#keys.ascending(from, before) : this.#keys.descending(from, before);
    const found: StoredRecord[] = [];
    for (const key of keys) {
      const record = this.#records.get(key)!;
      if (record.expiresAtMs > nowMs && found.push(record) >= limit) break;
    }
    return found;
  }

  apply(changes: ReadonlyMap<EncodedKey, StoredRecord | null>): void {
    let size = this.#records.size;
    for (const [key, record] of changes) {
      if (this.#records.has(key) === (record === null)) size += record === null ? -1 : 1;
    }
    if (size > this.#maxEntries) {
      throw new StoreFullError(
        this.#name,
        `it has ${this.#records.size} of at most ${this.#maxEntries} entries (raise 'maxEntries', or let entries end)`,
      );
    }
    for (const [key, record] of changes) {
      if (record === null) this.#remove(key);
      else this.#put(record);
    }
  }

  removeRange({ from, before }: Bounds, nowMs: number): number {
    let living = 0;
    for (const key of [...this.#keys.ascending(from, before)]) {
      if (this.#records.get(key)!.expiresAtMs > nowMs) living++;
      this.#remove(key);
    }
    return living;
  }

  removeExpired(nowMs: number, limit: number): number {
    const ended: EncodedKey[] = [];
    // Behind all that end at this very moment, whatever their keys are.
    for (const end of this.#ends.ascending("", `${bytesOfNumber(nowMs)}\xff`)) {
      if (ended.push(end.slice(TIME_LENGTH)) >= limit) break;
    }
    for (const key of ended) this.#remove(key);
    return ended.length;
  }

  #put(record: StoredRecord): void {
    const old = this.#records.get(record.key);
    if (old === undefined) this.#keys.add(record.key);
    else if (old.expiresAtMs < Infinity) this.#ends.remove(endOf(old));
    this.#records.set(record.key, record);
    if (record.expiresAtMs < Infinity) this.#ends.add(endOf(record));
  }

  #remove(key: EncodedKey): void {
    const old = this.#records.get(key);
    if (old === undefined) return;
    this.#records.delete(key);
    this.#keys.remove(key);
    if (old.expiresAtMs < Infinity) this.#ends.remove(endOf(old));
  }
}

function endOf({ key, expiresAtMs }: StoredRecord): string {
  return bytesOfNumber(expiresAtMs) + key;
}
