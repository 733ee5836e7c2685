/**
 * Saved results as something that can be asked: an index beside the files, brought up to date from them whenever it
 * is opened. The files are what counts; the index can be thrown away at any time.
 * @module
 */
import { join } from "node:path";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { medianInterval } from "../../stats/order_statistic_interval.ts";
import { storedFigures } from "../compare/stored/stored_figures.ts";
import type { Result } from "../session/result.ts";
import { readResult, ResultFileError } from "../session/result_file.ts";
import { openArchive } from "./archive_schema.ts";

/** Name of the index in the directory of results. */
export const INDEX_NAME = "archive.sqlite";
const RESULT_NAME = /^benchmark_results_.*\.json$/;

/** A benchmark by one metric of one subject, with its sessions. */
export interface ArchivedSeries {
  readonly benchmark: string;
  readonly title: string;
  readonly subject: string;
  readonly metric: string;
  readonly unit: "ns" | "bytes" | "per-second";
  readonly better: "lower" | "higher";
  /** Sessions of one host, oldest first. */
  readonly points: readonly ArchivedPoint[];
}

/** A session's value. */
export interface ArchivedPoint {
  /** Start of the session, as ISO 8601. */
  readonly at: string;
  /** Version of the tool. */
  readonly version: string;
  /** Commit of the tool; `null` where it is not known. */
  readonly commit: string | null;
  readonly grade: string | null;
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  readonly n: number;
}

/** What is asked for. */
export interface SeriesQuery {
  /** Id of the subject. */
  readonly subject: string;
  /** Tells by the id of a benchmark whether it is meant. */
  readonly isMeant: (benchmark: string) => boolean;
  /** Fingerprint of the host; undefined for that of the newest session. */
  readonly host?: string | undefined;
  /** Latest sessions of each series, 1 or more. */
  readonly last: number;
}

/** What bringing the index up to date found. */
export interface SyncOutcome {
  /** Files that were read. */
  readonly read: number;
  /** Files of the directory that cannot be read as results, each with the reason. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
}

type Row = Record<string, SQLOutputValue>;

/** An index that is open. */
export class Archive implements Disposable {
  readonly #directory: string;
  readonly #database: DatabaseSync;

  /**
   * Opens the index of a directory of results; it is made if it is not there.
   *
   * @param directory The directory.
   * @param path The index. @default in the directory
   * @throws {Error} If there can be no index.
   */
  constructor(directory: string, path: string = join(directory, INDEX_NAME)) {
    this.#directory = directory;
    this.#database = openArchive(path);
  }

  /** Closes the index. */
  [Symbol.dispose](): void {
    this.#database.close();
  }

  /** Forgets all, so that the next {@linkcode sync} reads all files. */
  clear(): void {
    this.#database.exec(
      "BEGIN; DELETE FROM points; DELETE FROM series; DELETE FROM files; DELETE FROM sessions; COMMIT",
    );
  }

  /**
   * Brings the index up to date: reads files that are new or changed, forgets those that are gone.
   *
   * @param onRead Hears of every file that is read.
   * @returns What there was to do.
   */
  async sync(onRead: (file: string) => void = () => {}): Promise<SyncOutcome> {
    const present = filesOf(this.#directory);
    const known = new Map(
      this.#all("SELECT name, changed_ms, bytes FROM files").map((
        row,
      ) => [String(row.name), `${row.changed_ms}/${row.bytes}`]),
    );
    for (const name of known.keys()) if (!present.has(name)) this.#forget(name);
    let read = 0;
    for (const [name, { changedMs, bytes }] of present) {
      if (known.get(name) === `${changedMs}/${bytes}`) continue;
      this.#forget(name);
      await this.#add(name, { changedMs, bytes });
      onRead(name);
      read += 1;
    }
    const problems = this.#all("SELECT name, problem FROM files WHERE problem IS NOT NULL ORDER BY name");
    return { read, problems: problems.map((row) => ({ file: String(row.name), problem: String(row.problem) })) };
  }

  /**
   * Adds a session.
   *
   * @param file Name and stamps of the file that it is from.
   * @param result The session.
   */
  add(file: { readonly name: string } & Stamps, result: Result): void {
    this.#transaction(() => {
      const { id, startedAt, hostFingerprint, tool, profile } = result.session;
      this.#run(
        `INSERT OR IGNORE INTO sessions (name, started_at, started_ms, host, version, revision, profile, grade)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          id,
          startedAt,
          Date.parse(startedAt),
          hostFingerprint,
          tool.version,
          tool.commit.value,
          profile.name,
          result.host.grade,
        ],
      );
      const [session] = this.#all("SELECT id FROM sessions WHERE name = ?", [id]);
      const sessionId = Number(session?.id);
      this.#run("INSERT INTO files VALUES (?, ?, ?, ?, NULL)", [file.name, file.changedMs, file.bytes, sessionId]);
      const titles = new Map(result.benchmarks.map(({ id, title }) => [id, title]));
      for (const { benchmark, subject, metric, work, values } of storedFigures(result)) {
        if (values.length === 0) continue;
        const title = titles.get(benchmark) ?? benchmark;
        const series = this.#seriesOf([benchmark, subject, metric.id, metric.unit, metric.better, work, title]);
        const { value, lo, hi, n } = medianInterval(values);
        this.#run("INSERT OR REPLACE INTO points VALUES (?, ?, ?, ?, ?, ?)", [series, sessionId, value, lo, hi, n]);
      }
    });
  }

  /**
   * Looks series up. Of a benchmark whose work was changed only the present work counts: what it took before was for
   * something else.
   *
   * @param query What is asked for.
   * @returns A series for each metric of each benchmark, in the order of their names.
   */
  series({ subject, isMeant, host, last }: SeriesQuery): ArchivedSeries[] {
    const [newest] = this.#all("SELECT host FROM sessions ORDER BY started_ms DESC LIMIT 1");
    const of = host ?? newest?.host ?? null;
    const candidates = this.#all("SELECT * FROM series WHERE subject = ? ORDER BY benchmark, metric", [subject])
      .filter((row) => isMeant(String(row.benchmark)));
    const present = Map.groupBy(candidates, (row) => `${row.benchmark} ${row.metric}`);
    return [...present.values()].flatMap((works): ArchivedSeries[] => {
      const row = works.length === 1 ? works[0]! : works.toSorted((a, b) => this.#latestMs(b) - this.#latestMs(a))[0]!;
      const points = this.#points(Number(row.id), { host: of, last });
      return points.length === 0 ? [] : [{
        benchmark: String(row.benchmark),
        title: String(row.title),
        subject,
        metric: String(row.metric),
        unit: row.unit as ArchivedSeries["unit"],
        better: row.better as ArchivedSeries["better"],
        points,
      }];
    });
  }

  /** Ids of all subjects, in the order of their names. */
  subjects(): string[] {
    return this.#all("SELECT DISTINCT subject FROM series ORDER BY subject").map((row) => String(row.subject));
  }

  /** How many sessions there are. */
  get sessions(): number {
    return Number(this.#all("SELECT count(*) AS count FROM sessions")[0]?.count);
  }

  /** When a series was measured last. */
  #latestMs({ id }: Row): number {
    const sql = "SELECT max(started_ms) AS ms FROM points JOIN sessions ON sessions.id = session WHERE series = ?";
    return Number(this.#all(sql, [id!])[0]?.ms);
  }

  #points(series: number, { host, last }: { host: SQLOutputValue; last: number }): ArchivedPoint[] {
    return this.#all(
      // A cross join keeps its order: from the newest session on, until there are enough.
      `SELECT started_at, version, revision, grade, value, lo, hi, n FROM sessions CROSS JOIN points
       ON series = ? AND session = sessions.id WHERE host IS ? ORDER BY started_ms DESC LIMIT ?`,
      [series, host, last],
    ).toReversed().map((row) => ({
      at: String(row.started_at),
      version: String(row.version),
      commit: row.revision === null ? null : String(row.revision),
      grade: row.grade === null ? null : String(row.grade),
      value: Number(row.value),
      lo: Number(row.lo),
      hi: Number(row.hi),
      n: Number(row.n),
    }));
  }

  async #add(name: string, stamps: Stamps): Promise<void> {
    try {
      this.add({ name, ...stamps }, await readResult(join(this.#directory, name)));
    } catch (error) {
      if (!(error instanceof ResultFileError)) throw error;
      this.#run("INSERT INTO files VALUES (?, ?, ?, NULL, ?)", [name, stamps.changedMs, stamps.bytes, error.message]);
    }
  }

  /** A session goes with the last of its files. */
  #forget(name: string): void {
    this.#transaction(() => {
      this.#run("DELETE FROM files WHERE name = ?", [name]);
      const orphans = "SELECT id FROM sessions WHERE id NOT IN (SELECT session FROM files WHERE session IS NOT NULL)";
      this.#run(`DELETE FROM points WHERE session IN (${orphans})`, []);
      this.#run(`DELETE FROM sessions WHERE id IN (${orphans})`, []);
    });
  }

  #seriesOf(values: readonly string[]): number {
    const [benchmark, subject, metric, , , work] = values;
    this.#run(
      "INSERT OR IGNORE INTO series (benchmark, subject, metric, unit, better, work, title) VALUES (?, ?, ?, ?, ?, ?, ?)",
      values,
    );
    const [row] = this.#all(
      "SELECT id FROM series WHERE benchmark = ? AND subject = ? AND metric = ? AND work = ?",
      [benchmark!, subject!, metric!, work!],
    );
    return Number(row?.id);
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #all(sql: string, values: readonly SQLOutputValue[] = []): Row[] {
    return this.#database.prepare(sql).all(...values);
  }

  #run(sql: string, values: readonly SQLOutputValue[]): void {
    this.#database.prepare(sql).run(...values);
  }
}

/** By these a file is known to be the one that was read. */
export interface Stamps {
  /** When it was changed last, in milliseconds since 1970. */
  readonly changedMs: number;
  readonly bytes: number;
}

function filesOf(directory: string): Map<string, Stamps> {
  const found = new Map<string, Stamps>();
  try {
    for (const { name } of Deno.readDirSync(directory)) {
      if (!RESULT_NAME.test(name)) continue;
      const { mtime, size } = Deno.statSync(join(directory, name));
      found.set(name, { changedMs: mtime?.getTime() ?? 0, bytes: size });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}
