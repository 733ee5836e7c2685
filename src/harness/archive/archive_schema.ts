/**
 * The tables of the index of saved results. It holds nothing that the files do not say: an index of another version,
 * or a broken one, is thrown away and made again.
 * @module
 */
import { DatabaseSync } from "node:sqlite";

/** Version of the tables; an index of another one is made anew. */
const VERSION = 1;

const TABLES = `
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  started_at TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  host TEXT,
  version TEXT NOT NULL,
  revision TEXT,
  profile TEXT NOT NULL,
  grade TEXT
);
CREATE INDEX sessions_by_start ON sessions (started_ms);
CREATE INDEX sessions_by_host ON sessions (host, started_ms);
CREATE TABLE files (
  name TEXT PRIMARY KEY,
  changed_ms INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  session INTEGER REFERENCES sessions (id),
  problem TEXT
);
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  benchmark TEXT NOT NULL,
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  unit TEXT NOT NULL,
  better TEXT NOT NULL,
  work TEXT NOT NULL,
  title TEXT NOT NULL,
  UNIQUE (benchmark, subject, metric, work)
);
CREATE TABLE points (
  series INTEGER NOT NULL REFERENCES series (id),
  session INTEGER NOT NULL REFERENCES sessions (id),
  value REAL NOT NULL,
  lo REAL NOT NULL,
  hi REAL NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (series, session)
) WITHOUT ROWID;
CREATE INDEX points_by_session ON points (session);
PRAGMA user_version = ${VERSION};
`;

/**
 * Opens an index.
 *
 * @param path The file, or `:memory:`.
 * @returns The database with its tables; they are empty where there was no index that could be used.
 * @throws {Error} If there can be no such file.
 */
export function openArchive(path: string): DatabaseSync {
  const known = usable(path);
  if (known !== null) return known;
  if (path !== ":memory:") removeIndex(path);
  const database = new DatabaseSync(path);
  try {
    // What a power cut destroys is made again from the files.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; BEGIN; ${TABLES} COMMIT;`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The index that is there, or `null` where it cannot be used. */
function usable(path: string): DatabaseSync | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF;");
    if (database.prepare("PRAGMA user_version").get()?.user_version === VERSION) return database;
  } catch {
    // Whatever it is, it is no index.
  }
  database?.close();
  return null;
}

function removeIndex(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    try {
      Deno.removeSync(path + suffix);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
