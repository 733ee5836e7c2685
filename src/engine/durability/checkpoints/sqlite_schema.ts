/**
 * The tables of a database of runs.
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { retryWhileBusy } from "../sqlite_wait.ts";

/** Number of the layout below. */
const VERSION = 1;

/**
 * Records stand in the order in which they came, whichever run they are of: what is committed together lies together.
 * The first writer of a run and key wins. Lines are sealed; the columns beside them are what the store itself asks for.
 *
 * Note: records clustered by run and key were tried. Sixty-four runs at once touched three times as many pages a commit,
 * and lines of more than a quarter of a page went to pages of their own.
 */
const TABLES = `
  CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL,
    head TEXT NOT NULL,
    status TEXT NOT NULL,
    ended_at_ms REAL,
    holder TEXT,
    holder_file TEXT,
    fence INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX run_by_end ON run (agent, status, ended_at_ms);
  CREATE TABLE record (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    key TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    line TEXT NOT NULL,
    UNIQUE (run, key)
  ) STRICT;
  CREATE TABLE signal (
    run INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (run, number)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/** How a database is opened. */
export interface SqliteOptions {
  /**
   * Longest wait for another process that is writing, in milliseconds, a whole number of 0 or more. The event loop
   * stands still meanwhile. @default {5_000}
   */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database of runs; makes it when it is not there.
 *
 * @param path The file.
 * @param options How long to wait for others.
 * @returns The database, in WAL mode: a commit waits for the disk.
 * @throws If the file is no database of runs, or of a later layout, or cannot be written.
 */
export function openDatabase(path: string, { busyTimeoutMs = 5_000 }: SqliteOptions): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    // Only what is prepared tells what kind of error it was.
    retryWhileBusy(busyTimeoutMs, () => database.prepare("PRAGMA journal_mode = WAL").get());
    database.exec("PRAGMA synchronous = FULL");
    retryWhileBusy(busyTimeoutMs, () => database.prepare("BEGIN IMMEDIATE").run());
    const { user_version: version } = database.prepare("PRAGMA user_version").get()!;
    if (version === 0) database.exec(TABLES);
    else if (version !== VERSION) throw new Error(`its layout is ${version}, and this program knows ${VERSION}`);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
