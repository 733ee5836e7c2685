/**
 * The file of a store: opened with a write-ahead log, so that readers never wait, and made ready by whichever
 * process comes first. Here transactions begin and end, and SQLite's errors become the store's.
 * `sqlite_shelf.ts` says what is in the tables.
 * @module
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { retryWhileBusy } from "../sqlite_wait.ts";
import { StoreBusyError, StoreCorruptError, StoreError, StoreFullError, StoreUnavailableError } from "./store_error.ts";

/** What a commit waits for. */
export type StoreDurability = "full" | "normal" | "off";

/** Settings of a file. */
export interface SqliteFileSettings {
  /** Where it is. */
  readonly path: string;
  /** What a commit waits for. */
  readonly durability: StoreDurability;
  /** How long another process may keep it locked, in milliseconds. */
  readonly busyTimeoutMs: number;
  /** Most bytes of the file; `Infinity` for what SQLite and the disk allow. */
  readonly maxFileBytes: number;
  /** When the whole file is looked through for damage. */
  readonly verify: "on-open" | "never";
}

/** Layout of the tables: raised when older programs could not read them any more. */
const FORMAT = 1;

const SCHEMA: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS puffin_store (
    key BLOB NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    version INTEGER NOT NULL,
    expires_at_ms REAL,
    checksum INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX IF NOT EXISTS puffin_store_ends ON puffin_store (expires_at_ms) WHERE expires_at_ms IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS puffin_store_state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    format INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT`,
  `INSERT OR IGNORE INTO puffin_store_state VALUES (1, ${FORMAT}, 0)`,
];

/** SQLite's numbers for kinds of errors. */
const BUSY = 5, LOCKED = 6, CORRUPT = 11, FULL = 13, NOT_A_DATABASE = 26;

/** An open file. */
export class SqliteFile {
  readonly path: string;
  readonly #busyTimeoutMs: number;
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;

  /**
   * Opens a file, and makes it if there is none.
   *
   * @param settings Path and limits.
   * @throws {StoreError} If it cannot be opened, or is none of a store.
   */
  constructor(settings: SqliteFileSettings) {
    this.path = settings.path;
    this.#busyTimeoutMs = settings.busyTimeoutMs;
    this.#database = this.guard(() => new DatabaseSync(settings.path, { timeout: settings.busyTimeoutMs }));
    try {
      // Only what is prepared tells what kind of error it was.
      this.#begin = this.prepare("BEGIN IMMEDIATE");
      this.#commit = this.prepare("COMMIT");
      this.#rollback = this.prepare("ROLLBACK");
      this.guard(() => retryWhileBusy(settings.busyTimeoutMs, () => this.#setUp(settings)));
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Prepares a statement. */
  prepare(sql: string): StatementSync {
    return this.guard(() => this.#database.prepare(sql));
  }

  /** Carries out work in one transaction: all of it, or nothing if it throws. */
  transaction<T>(work: () => T): T {
    return this.guard(() => {
      this.#begin.run();
      try {
        const result = work();
        this.#commit.run();
        return result;
      } catch (error) {
        // Some errors, such as a full disk, have undone it already.
        if (this.#database.isTransaction) this.#rollback.run();
        throw error;
      }
    });
  }

  /** Carries out work, and gives SQLite's errors as the store's. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.#storeError(error);
    }
  }

  /** Closes the file. */
  close(): void {
    this.#database.close();
  }

  #setUp({ durability, maxFileBytes, verify }: SqliteFileSettings): void {
    const mode = this.#pragma("journal_mode = WAL");
    if (mode !== "wal") {
      const reason = `SQLite keeps a write-ahead log only for a file on a local disk, and here chose "${mode}"`;
      throw new StoreUnavailableError(this.path, reason);
    }
    this.#pragma(`synchronous = ${durability}`);
    const pageBytes = this.#pragma("page_size") as number;
    if (maxFileBytes < Infinity) this.#pragma(`max_page_count = ${Math.max(1, Math.floor(maxFileBytes / pageBytes))}`);
    const format = this.transaction(() => {
      for (const sql of SCHEMA) this.#database.prepare(sql).run();
      return this.#database.prepare("SELECT format FROM puffin_store_state").get()!["format"];
    });
    if (verify === "on-open") this.#verify();
    if (format === FORMAT) return;
    const reason =
      `its format must be ${FORMAT} and is ${format} (use the version of PuffinFlow that wrote it, or a newer one)`;
    throw new StoreUnavailableError(this.path, reason);
  }

  #verify(): void {
    const finding = this.#pragma("integrity_check(1)");
    if (finding !== "ok") throw new StoreCorruptError(this.path, String(finding));
  }

  #pragma(setting: string): unknown {
    return Object.values(this.#database.prepare(`PRAGMA ${setting}`).get() ?? {})[0];
  }

  #storeError(error: unknown): unknown {
    if (error instanceof StoreError || !isSqliteError(error)) return error;
    const options = { cause: error };
    // The low byte is the kind, the rest a detail.
    switch ((error.errcode ?? 0) & 0xff) {
      case BUSY:
      case LOCKED:
        return new StoreBusyError(this.path, this.#busyTimeoutMs, options);
      case FULL:
        return new StoreFullError(this.path, `${error.message} (free some, or raise 'maxFileBytes')`, options);
      case CORRUPT:
      case NOT_A_DATABASE:
        return new StoreCorruptError(this.path, error.message, options);
    }
    return new StoreUnavailableError(this.path, error.message, options);
  }
}

interface SqliteError extends Error {
  /** Number of the error; missing where a file cannot be opened. */
  readonly errcode?: number;
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}
