/**
 * A store as plain as can be, a map that is searched and sorted, to compare the real ones with. Keys are pairs
 * of small numbers.
 * @module
 */
import type { StoreEntry } from "../../../../src/engine/durability/store/mod.ts";

/** A key of the model. */
export type PairKey = readonly [namespace: number, item: number];

/** The model. */
export class StoreModel {
  #entries: StoreEntry<number>[] = [];
  /** All versions that there ever were, the newest last. */
  readonly versions: number[] = [];

  constructor(
    /** Reads the time. */
    readonly nowMs: () => number,
  ) {}

  /** All entries that have not ended, in order. */
  living(): readonly StoreEntry<number>[] {
    const order = ({ key }: StoreEntry) => Number(key[0]) * 1_000 + Number(key[1]);
    const nowMs = this.nowMs();
    return this.#entries
      .filter(({ expiresAtMs = Infinity }) => expiresAtMs > nowMs)
      .sort((a, b) => order(a) - order(b));
  }

  /** Finds an entry that has not ended. */
  find(key: PairKey): StoreEntry<number> | undefined {
    return this.living().find((entry) => isSame(entry.key as PairKey, key));
  }

  /** Writes an entry. */
  set(key: PairKey, value: number, { version, ttlMs }: { version: number; ttlMs: number | undefined }): void {
    this.remove(key);
    this.#entries.push({ key, value, version, expiresAtMs: ttlMs && this.nowMs() + ttlMs });
  }

  /** Removes an entry, if there is one. */
  remove(key: PairKey): void {
    this.#entries = this.#entries.filter((entry) => !isSame(entry.key as PairKey, key));
  }
}

function isSame(a: PairKey, b: PairKey): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
