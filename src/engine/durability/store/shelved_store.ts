/**
 * The store, for everything that keeps records in order: keys and values are encoded here, versions compared,
 * and entries that have ended hidden, so that all backends agree on it. `memory_shelf.ts` and
 * `sqlite_shelf.ts` do the keeping.
 * @module
 */
import { checkOf, draftOf, type Drafts, draftsOf, type EncodedCheck, entryKey } from "./drafts.ts";
import { type Key, keyText } from "./key.ts";
import { decodeKey, type EncodedKey } from "./key_encoding.ts";
import { boundsAfter, boundsOf, cursorAfter, type KeyRange } from "./key_range.ts";
import type {
  Batch,
  CommitResult,
  ConditionalSet,
  KeyValueStore,
  ListOptions,
  ScanOptions,
  SetOptions,
  StoreEntry,
  StorePage,
  VersionConflict,
} from "./key_value_store.ts";
import type { Shelf, ShelfKeeper, StoredRecord } from "./shelf.ts";
import { StoreClosedError, StoreCorruptError } from "./store_error.ts";
import { checkLimits, type StoreSettings } from "./store_options.ts";
import { decodeValue } from "./value_decoding.ts";

/** A store on a shelf. */
export class ShelvedStore implements KeyValueStore {
  readonly #keeper: ShelfKeeper;
  readonly #settings: StoreSettings;
  #closed: Promise<void> | undefined;
  /** Moment up to which nothing that has ended is left to sweep; others may have written since. */
  #sweptMs = -Infinity;

  /**
   * Makes a store.
   *
   * @param keeper What keeps its records; the store closes it.
   * @param settings Clock and limits.
   */
  constructor(keeper: ShelfKeeper, settings: StoreSettings) {
    this.#keeper = keeper;
    this.#settings = settings;
  }

  async get<T = unknown>(key: Key): Promise<StoreEntry<T> | undefined> {
    const encoded = entryKey(key, this.#settings);
    const record = await this.#read((shelf) => this.#living(shelf, encoded));
    return record && this.#entry<T>(record);
  }

  async set(key: Key, value: unknown, options: SetOptions = {}): Promise<number> {
    const encoded = entryKey(key, this.#settings);
    const draft = draftOf({ key, value, ttlMs: options.ttlMs }, this.#settings);
    return await this.#write((shelf) => this.#apply(shelf, new Map([[encoded, draft]])));
  }

  async compareAndSet(key: Key, { ifVersion, value, ttlMs }: ConditionalSet): Promise<CommitResult> {
    return await this.commit({ checks: [{ key, version: ifVersion }], writes: [{ kind: "set", key, value, ttlMs }] });
  }

  async delete(key: Key): Promise<boolean> {
    const encoded = entryKey(key, this.#settings);
    return await this.#write((shelf) => {
      if (this.#living(shelf, encoded) === undefined) return false;
      this.#apply(shelf, new Map([[encoded, null]]));
      return true;
    });
  }

  async commit(batch: Batch): Promise<CommitResult> {
    const drafts = draftsOf(batch, this.#settings);
    const checks = (batch.checks ?? []).map((check) => checkOf(check, this.#settings));
    return await this.#write((shelf): CommitResult => {
      const conflicts = checks.flatMap((check) => this.#conflict(shelf, check));
      if (conflicts.length > 0) return { status: "conflict", conflicts };
      return { status: "committed", version: drafts.size === 0 ? shelf.version() : this.#apply(shelf, drafts) };
    });
  }

  async list<T = unknown>(range: KeyRange, options: ListOptions = {}): Promise<StorePage<T>> {
    const { limit = 100, order = "ascending", cursor } = options;
    checkLimits("list a range", { limit });
    const whole = boundsOf(range, this.#settings.maxKeyBytes);
    const bounds = cursor === undefined ? whole : boundsAfter(whole, cursor, order);
    // One more than asked for tells whether there is another page.
    const records = await this.#read((shelf) => shelf.list(bounds, { order, limit: limit + 1, nowMs: this.#nowMs() }));
    const entries = records.slice(0, limit).map((record) => this.#entry<T>(record));
    return { entries, cursor: records.length > limit ? cursorAfter(records[limit - 1]!.key) : undefined };
  }

  async *scan<T = unknown>(range: KeyRange, options: ScanOptions = {}): AsyncGenerator<StoreEntry<T>, void> {
    let cursor: string | undefined;
    do {
      const page: StorePage<T> = await this.list<T>(range, { ...options, cursor });
      yield* page.entries;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }

  async deleteRange(range: KeyRange): Promise<number> {
    const bounds = boundsOf(range, this.#settings.maxKeyBytes);
    return await this.#write((shelf) => shelf.removeRange(bounds, this.#nowMs()));
  }

  async sweep(limit = 1_000): Promise<number> {
    checkLimits("sweep a store", { limit });
    return await this.#write((shelf) => shelf.removeExpired(this.#nowMs(), limit));
  }

  async close(): Promise<void> {
    await (this.#closed ??= (async () => await this.#keeper.close())());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #read<T>(step: (shelf: Shelf) => T): T | Promise<T> {
    this.#checkOpen();
    return this.#keeper.read(step);
  }

  #write<T>(step: (shelf: Shelf) => T): T | Promise<T> {
    this.#checkOpen();
    return this.#keeper.write(step);
  }

  #checkOpen(): void {
    if (this.#closed !== undefined) throw new StoreClosedError(this.#keeper.name);
  }

  #nowMs(): number {
    return this.#settings.wallClock.wallNow();
  }

  #living(shelf: Shelf, key: EncodedKey): StoredRecord | undefined {
    const record = shelf.get(key);
    return record !== undefined && record.expiresAtMs > this.#nowMs() ? record : undefined;
  }

  #conflict(shelf: Shelf, { key, version, encodedKey }: EncodedCheck): VersionConflict[] {
    const found = this.#living(shelf, encodedKey)?.version ?? null;
    return found === version ? [] : [{ key, expected: version, found }];
  }

  /** Writes as one commit. */
  #apply(shelf: Shelf, drafts: Drafts): number {
    const nowMs = this.#nowMs();
    this.#sweepFor(shelf, nowMs, drafts.size + 1);
    const version = shelf.nextVersion(), changes = new Map<EncodedKey, StoredRecord | null>();
    for (const [key, draft] of drafts) {
      changes.set(key, draft && { key, text: draft.text, version, expiresAtMs: nowMs + draft.ttlMs });
    }
    shelf.apply(changes);
    return version;
  }

  /** Lets a write pay with a little sweeping, more than it can have added, unless this very moment has been swept. */
  #sweepFor(shelf: Shelf, nowMs: number, limit: number): void {
    if (nowMs !== this.#sweptMs && shelf.removeExpired(nowMs, limit) < limit) this.#sweptMs = nowMs;
  }

  #entry<T>({ key: encoded, text, version, expiresAtMs }: StoredRecord): StoreEntry<T> {
    const key = decodeKey(encoded);
    if (key === undefined) throw new StoreCorruptError(this.#keeper.name, "a key is none that a store writes");
    return {
      key,
      value: this.#value(key, text) as T,
      version,
      expiresAtMs: expiresAtMs === Infinity ? undefined : expiresAtMs,
    };
  }

  #value(key: Key, text: string): unknown {
    try {
      return decodeValue(text);
    } catch (cause) {
      throw new StoreCorruptError(this.#keeper.name, `the value of ${keyText(key)} is none that a store writes`, {
        cause,
      });
    }
  }
}
