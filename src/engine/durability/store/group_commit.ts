/**
 * Steps that are asked for in one turn of the event loop share one transaction, as waiting for the disk is
 * what a commit costs. Nobody is answered before it is committed; what comes after steps that wait, waits
 * behind them, so that all happen in the order of their calls.
 * @module
 */
import { clearImmediate, setImmediate } from "node:timers";
import type { Shelf, ShelfKeeper } from "./shelf.ts";
import type { SqliteFile } from "./sqlite_file.ts";
import { SqliteShelf } from "./sqlite_shelf.ts";
import { StoreBusyError } from "./store_error.ts";

interface WaitingStep {
  /** Carries it out, and gives what answers the caller once it is committed. */
  run(): () => void;
  reject(error: unknown): void;
}

/** Keeps a shelf in a file. */
export class GroupCommit implements ShelfKeeper {
  readonly name: string;
  readonly #file: SqliteFile;
  readonly #shelf: SqliteShelf;
  readonly #maxGroupSize: number;
  #waiting: WaitingStep[] = [];
  #turnEnd: ReturnType<typeof setImmediate> | undefined;

  /**
   * Begins to keep a file.
   *
   * @param file The file; it is closed at the end.
   * @param maxGroupSize Most steps of a transaction.
   */
  constructor(file: SqliteFile, maxGroupSize: number) {
    this.name = file.path;
    this.#file = file;
    this.#shelf = new SqliteShelf(file);
    this.#maxGroupSize = maxGroupSize;
  }

  read<T>(step: (shelf: Shelf) => T): T | Promise<T> {
    return this.#waiting.length === 0 ? this.#file.guard(() => step(this.#shelf)) : this.write(step);
  }

  write<T>(step: (shelf: Shelf) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({
      run: () => {
        const result = step(this.#shelf);
        return () => resolve(result);
      },
      reject,
    });
    this.#turnEnd ??= setImmediate(() => this.#carryOutAll());
    if (this.#waiting.length >= this.#maxGroupSize) this.#carryOutAll();
    return promise;
  }

  close(): void {
    this.#carryOutAll();
    this.#file.close();
  }

  #carryOutAll(): void {
    clearImmediate(this.#turnEnd);
    this.#turnEnd = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) this.#carryOut(group);
  }

  #carryOut(group: readonly WaitingStep[]): void {
    try {
      const answers = this.#file.transaction(() => this.#shelf.inTransaction(() => group.map((step) => step.run())));
      for (const answer of answers) answer();
    } catch (error) {
      // Alone, each step fails for its own reasons only; but a lock would be waited for once per step.
      const isShared = group.length === 1 || error instanceof StoreBusyError;
      for (const step of group) isShared ? step.reject(error) : this.#carryOut([step]);
    }
  }
}
