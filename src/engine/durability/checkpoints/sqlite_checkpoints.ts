/**
 * Runs kept in a SQLite database: the store for most programs on one machine. One file, any number of processes,
 * thousands of runs, and commits that runs share.
 * @module
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { basename, dirname } from "node:path";
import { PuffinError } from "../../puffin_error.ts";
import { CheckpointStoreError, ClaimLostError, RunLockedError, UnknownRunError } from "./checkpoint_error.ts";
import type {
  CheckpointStore,
  Durability,
  JournalRecord,
  NewRun,
  NewSignal,
  PruneQuery,
  RunClaim,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "./checkpoint_store.ts";
import { CommitGroup } from "./commit_group.ts";
import { isLocked, lockFile } from "./locked_file.ts";
import { inSequence, openLine, sealedLine } from "./sealed_line.ts";
import { openDatabase, type SqliteOptions } from "./sqlite_schema.ts";
import type { WriteBoundary } from "./write_boundary.ts";

/** A row of the table of runs. */
interface RunRow {
  readonly number: number;
  readonly id: string;
  readonly head: string;
  readonly status: StoredRun["status"];
  readonly ended_at_ms: number | null;
  readonly holder: string | null;
  readonly holder_file: string | null;
  readonly fence: number;
}

/** A store in a database. */
export class SqliteCheckpoints implements CheckpointStore {
  readonly name: string;
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #group: CommitGroup;
  readonly #statements: Map<string, StatementSync> = new Map();
  /** Shows other processes that this one lives; made with the first claim. */
  #holderFile: { readonly name: string; readonly lock: Deno.FsFile } | null = null;

  /**
   * Opens one.
   *
   * @param path The file.
   * @param options How it is opened.
   * @param boundary Called at each commit.
   * @throws {CheckpointStoreError} If it cannot be opened.
   */
  constructor(path: string, options: SqliteOptions = {}, boundary?: WriteBoundary) {
    this.name = `the database ${JSON.stringify(path)}`;
    this.#path = path;
    try {
      Deno.mkdirSync(dirname(path), { recursive: true });
      this.#database = openDatabase(path, options);
    } catch (error) {
      throw new CheckpointStoreError(this.name, "open a store of runs", error);
    }
    this.#group = new CommitGroup(this.#database, boundary);
  }

  create(run: NewRun, durability: Durability): Promise<StoredRun> {
    return this.#write(`create run "${run.id}"`, () => {
      this.#sql(
        "INSERT INTO run (id, agent, head, status, fence) VALUES (?, ?, ?, 'open', 0) ON CONFLICT DO NOTHING",
      ).run(run.id, run.agent, sealedLine(run.id, run));
      return this.#stored(this.#row(run.id));
    }, durability);
  }

  find(id: string): Promise<StoredRun | undefined> {
    return Promise.try(() => {
      const row = this.#sql("SELECT * FROM run WHERE id = ?").get(id);
      return row === undefined ? undefined : this.#stored(rowOf(row));
    });
  }

  claim(id: string, holder: string): Promise<RunClaim> {
    return this.#write(`claim run "${id}"`, () => {
      const row = this.#row(id);
      if (this.#isHeld(row)) throw new RunLockedError(id, row.holder!);
      this.#holderFile ??= this.#newHolderFile();
      const fence = row.fence + 1;
      this.#sql("UPDATE run SET holder = ?, holder_file = ?, fence = ? WHERE number = ?")
        .run(holder, this.#holderFile.name, fence, row.number);
      return new SqliteClaim(this, { id, run: row.number, fence });
      // A power cut that takes the claim takes its holder, too.
    }, "normal");
  }

  load(id: string): Promise<readonly JournalRecord[]> {
    return Promise.try(() => {
      const { number } = this.#row(id);
      const rows = this.#sql("SELECT key, line FROM record WHERE run = ? ORDER BY sequence").all(number);
      const records = rows.map(({ key, line }) =>
        openLine<JournalRecord>(line as string, { id, place: () => `record "${key}" of ${this.name}` })
      );
      return inSequence(records, { id, place: () => this.name });
    });
  }

  send(id: string, signal: NewSignal): Promise<StoredSignal> {
    return this.#write(`send a signal to run "${id}"`, () => {
      const { number: run } = this.#row(id);
      const last = this.#sql("SELECT coalesce(max(number), 0) AS last FROM signal WHERE run = ?").get(run)!.last;
      const stored: StoredSignal = { number: last as number + 1, ...signal };
      this.#sql("INSERT INTO signal (run, number, line) VALUES (?, ?, ?)")
        .run(run, stored.number, sealedLine(id, stored));
      return stored;
    });
  }

  signals(id: string): Promise<readonly StoredSignal[]> {
    return Promise.try(() => {
      const rows = this.#sql(
        "SELECT signal.number, line FROM signal JOIN run ON run.number = run WHERE id = ? ORDER BY signal.number",
      ).all(id);
      return rows.map(({ number, line }) =>
        openLine<StoredSignal>(line as string, { id, place: () => `signal ${number} of ${this.name}` })
      );
    });
  }

  list({ agent, status, after = "", limit }: RunQuery): Promise<readonly StoredRun[]> {
    return Promise.try(() =>
      this.#sql(
        "SELECT * FROM run WHERE id > ?1 AND agent = coalesce(?2, agent) AND status = coalesce(?3, status) ORDER BY id LIMIT ?4",
      ).all(after, agent ?? null, status ?? null, limit).map((row) => this.#stored(rowOf(row)))
    );
  }

  drop(id: string): Promise<boolean> {
    return this.#write(`drop run "${id}"`, () => {
      const found = this.#sql("SELECT * FROM run WHERE id = ?").get(id);
      if (found === undefined) return false;
      const row = rowOf(found);
      if (this.#isHeld(row)) throw new RunLockedError(id, row.holder!);
      this.#delete(row.number);
      return true;
    });
  }

  prune({ agent, endedBeforeMs, maxCount }: PruneQuery): Promise<number> {
    return this.#write(`prune the runs of agent "${agent}"`, () => {
      const rows = this.#sql(
        "SELECT number, ended_at_ms FROM run WHERE agent = ? AND status <> 'open' ORDER BY ended_at_ms DESC, id DESC",
      ).all(agent);
      const gone = rows.filter((row, index) => (row.ended_at_ms as number) < endedBeforeMs || index >= maxCount);
      for (const { number } of gone) this.#delete(number as number);
      return gone.length;
    });
  }

  close(): Promise<void> {
    return Promise.try(() => {
      this.#group.flush();
      if (this.#holderFile !== null) {
        const { name, lock } = this.#holderFile;
        this.#database.prepare("UPDATE run SET holder = NULL, holder_file = NULL WHERE holder_file = ?").run(name);
        Deno.removeSync(this.#holderPath(name));
        lock.close();
        this.#holderFile = null;
      }
      this.#database.close();
    });
  }

  /**
   * Keeps a record for a claim.
   *
   * @param claim The claim.
   * @param record The record.
   * @param durability When it counts as kept.
   */
  put(claim: SqliteClaim, record: JournalRecord, durability: Durability): Promise<JournalRecord> {
    const { id, run } = claim.of;
    return this.#write(`record a step of run "${id}"`, () => {
      const { changes } = this.#sql(
        "INSERT INTO record (run, key, sequence, line) SELECT ?1, ?2, ?3, ?4 " +
          "WHERE EXISTS (SELECT 1 FROM run WHERE number = ?1 AND fence = ?5 AND holder_file = ?6) ON CONFLICT DO NOTHING",
      ).run(run, record.key, record.sequence, sealedLine(id, record), claim.fence, this.#holderFile?.name ?? null);
      if (changes === 0) return this.#earlier(claim, record.key);
      if (record.ends !== undefined) {
        this.#sql("UPDATE run SET status = ?, ended_at_ms = ? WHERE number = ?").run(record.ends, record.atMs, run);
      }
      return record;
    }, durability);
  }

  /**
   * Gives a run up.
   *
   * @param claim The claim.
   */
  release(claim: SqliteClaim): Promise<void> {
    const { run, fence } = claim.of;
    return this.#write("release a run", () => {
      this.#sql("UPDATE run SET holder = NULL, holder_file = NULL WHERE number = ? AND fence = ?").run(run, fence);
    }, "off");
  }

  /** Why a record was not inserted: the claim is over, or another one has its key. */
  #earlier({ of: { id, run, fence } }: SqliteClaim, key: string): JournalRecord {
    const row = this.#sql("SELECT fence, holder_file FROM run WHERE number = ?").get(run);
    if (row?.fence !== fence || row.holder_file !== this.#holderFile?.name) throw new ClaimLostError(id, fence);
    const { line } = this.#sql("SELECT line FROM record WHERE run = ? AND key = ?").get(run, key)!;
    return openLine(line as string, { id, place: () => `record "${key}" of ${this.name}` });
  }

  #delete(run: number): void {
    this.#sql("DELETE FROM record WHERE run = ?").run(run);
    this.#sql("DELETE FROM signal WHERE run = ?").run(run);
    this.#sql("DELETE FROM run WHERE number = ?").run(run);
  }

  #row(id: string): RunRow {
    const row = this.#sql("SELECT * FROM run WHERE id = ?").get(id);
    if (row === undefined) throw new UnknownRunError(id, this.name);
    return rowOf(row);
  }

  #stored(row: RunRow): StoredRun {
    const run = openLine<NewRun>(row.head, { id: row.id, place: () => `the head of the run in ${this.name}` });
    const { status, ended_at_ms: endedAtMs } = row;
    return {
      ...run,
      status,
      ...(endedAtMs !== null && { endedAtMs }),
      ...(this.#isHeld(row) && { holder: row.holder! }),
    };
  }

  #isHeld({ holder_file: name }: RunRow): boolean {
    return name !== null && (name === this.#holderFile?.name || isLocked(this.#holderPath(name)));
  }

  #newHolderFile(): { readonly name: string; readonly lock: Deno.FsFile } {
    this.#sweepHolderFiles();
    const name = crypto.randomUUID(), lock = lockFile(this.#holderPath(name));
    if (lock === null) throw new Error(`a file with a new name is locked: ${this.#holderPath(name)}`);
    return { name, lock };
  }

  /** Processes that were killed left theirs behind. */
  #sweepHolderFiles(): void {
    const prefix = basename(this.#holderPath(""));
    for (const { name } of Deno.readDirSync(dirname(this.#path))) {
      if (!name.startsWith(prefix)) continue;
      const path = this.#holderPath(name.slice(prefix.length)), lock = lockFile(path);
      if (lock === null) continue;
      Deno.removeSync(path);
      lock.close();
    }
  }

  #holderPath(name: string): string {
    return `${this.#path}-holder-${name}`;
  }

  /** Statements are compiled once. */
  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (statement === undefined) this.#statements.set(text, statement = this.#database.prepare(text));
    return statement;
  }

  async #write<T>(action: string, work: () => T, durability: Durability = "full"): Promise<T> {
    try {
      return await this.#group.run(work, durability);
    } catch (error) {
      throw error instanceof PuffinError ? error : new CheckpointStoreError(this.name, action, error);
    }
  }
}

/** A claim on a run in a database. */
class SqliteClaim implements RunClaim {
  readonly #store: SqliteCheckpoints;
  readonly of: { readonly id: string; readonly run: number; readonly fence: number };

  constructor(store: SqliteCheckpoints, of: SqliteClaim["of"]) {
    this.#store = store;
    this.of = of;
  }

  get fence(): number {
    return this.of.fence;
  }

  putIfAbsent(record: JournalRecord, durability: Durability): Promise<JournalRecord> {
    return this.#store.put(this, record, durability);
  }

  release(): Promise<void> {
    return this.#store.release(this);
  }
}

/** What is selected from the table of runs is a row of it. */
function rowOf(row: Record<string, unknown>): RunRow {
  return row as never;
}

/**
 * Opens a store in a SQLite database.
 *
 * @param path The file; made when it is not there, with others beside it whose names begin with its own.
 * @param options How long to wait for other processes.
 * @returns The store.
 * @throws {CheckpointStoreError} If it cannot be opened.
 */
export function sqliteCheckpoints(path: string, options: SqliteOptions = {}): CheckpointStore {
  return new SqliteCheckpoints(path, options);
}
