/**
 * Records in the tables of a file. Each has a checksum: what the disk has changed is found when it is read,
 * and never taken for a value.
 * @module
 */
import { Buffer } from "node:buffer";
import type { StatementSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import { keyText } from "./key.ts";
import { decodeKey, type EncodedKey } from "./key_encoding.ts";
import type { Bounds } from "./key_range.ts";
import type { Selection, Shelf, StoredRecord } from "./shelf.ts";
import type { SqliteFile } from "./sqlite_file.ts";
import { StoreCorruptError } from "./store_error.ts";

/** A shelf in a file. What writes, or asks for versions, does so within a transaction. */
export class SqliteShelf implements Shelf {
  readonly #path: string;
  readonly #version: StatementSync;
  readonly #setVersion: StatementSync;
  readonly #get: StatementSync;
  readonly #ascending: StatementSync;
  readonly #descending: StatementSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #countRange: StatementSync;
  readonly #removeRange: StatementSync;
  readonly #removeExpired: StatementSync;
  /** Number of the newest commit, for as long as nobody else can make one. */
  #newest = 0;

  /**
   * Prepares the statements.
   *
   * @param file The file.
   */
  constructor(file: SqliteFile) {
    const select = "SELECT key, value, version, expires_at_ms, checksum FROM puffin_store WHERE";
    const inRange = "key >= ? AND key < ?", living = "(expires_at_ms IS NULL OR expires_at_ms > ?)";
    this.#path = file.path;
    this.#version = file.prepare("SELECT version FROM puffin_store_state");
    this.#setVersion = file.prepare("UPDATE puffin_store_state SET version = ?");
    this.#get = file.prepare(`${select} key = ?`);
    this.#ascending = file.prepare(`${select} ${inRange} AND ${living} ORDER BY key LIMIT ?`);
    this.#descending = file.prepare(`${select} ${inRange} AND ${living} ORDER BY key DESC LIMIT ?`);
    this.#put = file.prepare("INSERT OR REPLACE INTO puffin_store VALUES (?, ?, ?, ?, ?)");
    this.#remove = file.prepare("DELETE FROM puffin_store WHERE key = ?");
    this.#countRange = file.prepare(
      `SELECT count(*) AS living FROM puffin_store WHERE ${inRange} AND ${living}`,
    );
    this.#removeRange = file.prepare(`DELETE FROM puffin_store WHERE ${inRange}`);
    this.#removeExpired = file.prepare(
      "DELETE FROM puffin_store WHERE rowid IN (SELECT rowid FROM puffin_store WHERE expires_at_ms <= ? LIMIT ?)",
    );
  }

  /**
   * Carries out the steps of one transaction: the number of the newest commit is read once and written once.
   *
   * @param steps The steps.
   * @returns What they give.
   */
  inTransaction<T>(steps: () => T): T {
    const newest = this.#newest = this.#version.get()!["version"] as number;
    const result = steps();
    if (this.#newest > newest) this.#setVersion.run(this.#newest);
    return result;
  }

  version(): number {
    return this.#newest;
  }

  nextVersion(): number {
    return ++this.#newest;
  }

  get(key: EncodedKey): StoredRecord | undefined {
    const row = this.#get.get(blobOf(key));
    return row && this.#record(row);
  }

  list({ from, before }: Bounds, { order, limit, nowMs }: Selection): StoredRecord[] {
    const select = order === "ascending" ? this.#ascending : this.#descending;
    // Not by iterate(), which in Deno ends without a word where SQLite reports a damaged page.
    return select.all(blobOf(from), blobOf(before), nowMs, limit).map((row) => this.#record(row));
  }

  apply(changes: ReadonlyMap<EncodedKey, StoredRecord | null>): void {
    for (const [key, record] of changes) {
      if (record === null) this.#remove.run(blobOf(key));
      else this.#write(record);
    }
  }

  removeRange({ from, before }: Bounds, nowMs: number): number {
    const first = blobOf(from), end = blobOf(before);
    const { living } = this.#countRange.get(first, end, nowMs)!;
    this.#removeRange.run(first, end);
    return living as number;
  }

  removeExpired(nowMs: number, limit: number): number {
    return Number(this.#removeExpired.run(nowMs, limit).changes);
  }

  #write(record: StoredRecord): void {
    const { key, text, version, expiresAtMs } = record;
    const end = expiresAtMs === Infinity ? null : expiresAtMs;
    this.#put.run(blobOf(key), text, version, end, checksumOf(record));
  }

  #record(row: Record<string, unknown>): StoredRecord {
    const record: StoredRecord = {
      key: bytesOf(row["key"] as Uint8Array),
      text: row["value"] as string,
      version: row["version"] as number,
      expiresAtMs: row["expires_at_ms"] === null ? Infinity : row["expires_at_ms"] as number,
    };
    if (checksumOf(record) === row["checksum"]) return record;
    const key = decodeKey(record.key), name = key === undefined ? "an unreadable key" : keyText(key);
    throw new StoreCorruptError(this.#path, `the checksum of ${name} is wrong`);
  }
}

function checksumOf({ key, text, version, expiresAtMs }: StoredRecord): number {
  return crc32(`${version} ${expiresAtMs} ${key} ${text}`);
}

function blobOf(key: EncodedKey): Uint8Array {
  return Buffer.from(key, "latin1");
}

function bytesOf(blob: Uint8Array): EncodedKey {
  return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString("latin1");
}
