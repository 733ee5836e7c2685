/**
 * Writes to a database that share a transaction: all that is handed in during one turn of the event loop. A commit
 * waits for the disk; sixty-four runs that wait for it together wait once.
 * @module
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setImmediate } from "node:timers";
import { PuffinError } from "../../puffin_error.ts";
import type { Durability } from "./checkpoint_store.ts";
import type { WriteBoundary } from "./write_boundary.ts";

interface Job {
  readonly work: () => unknown;
  readonly isFull: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of a job inside the transaction. */
type Done = { readonly value: unknown } | { readonly refusal: PuffinError };

/** The writers of one database. */
export class CommitGroup {
  readonly #database: DatabaseSync;
  readonly #boundary: WriteBoundary | undefined;
  #jobs: Job[] = [];
  /** Whether a commit waits for the disk, as the database knows it. */
  #isFull = true;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;

  /**
   * Makes one.
   *
   * @param database An open database in WAL mode, `synchronous = FULL`.
   * @param boundary Called at each commit.
   */
  constructor(database: DatabaseSync, boundary?: WriteBoundary) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#end = database.prepare("COMMIT");
    this.#boundary = boundary;
  }

  /**
   * Does something within the next transaction.
   *
   * @param work What to do; it may throw a `PuffinError` before it writes anything, which concerns nobody else.
   * @param durability When it counts as done.
   * @returns What it gave, once it is committed.
   */
  run<T>(work: () => T, durability: Durability): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#jobs.push({ work, isFull: durability === "full", resolve, reject }) === 1) {
        setImmediate(() => this.flush());
      }
    });
  }

  /** Commits what was handed in so far. */
  flush(): void {
    const jobs = this.#jobs;
    if (jobs.length === 0) return;
    this.#jobs = [];
    try {
      const done = this.#commit(jobs);
      for (const [index, job] of jobs.entries()) {
        const end = done[index]!;
        if ("refusal" in end) job.reject(end.refusal);
        else job.resolve(end.value as never);
      }
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
  }

  #commit(jobs: readonly Job[]): Done[] {
    const database = this.#database, isFull = jobs.some((job) => job.isFull);
    this.#boundary?.("begin");
    if (isFull !== this.#isFull) {
      database.exec(`PRAGMA synchronous = ${isFull ? "FULL" : "NORMAL"}`);
      this.#isFull = isFull;
    }
    this.#begin.run();
    try {
      const done = jobs.map(doneBy);
      this.#boundary?.("middle");
      this.#end.run();
      this.#boundary?.("end");
      return done;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
}

function doneBy({ work }: Job): Done {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof PuffinError) return { refusal: error };
    throw error;
  }
}
