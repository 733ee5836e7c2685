/**
 * Workers between two benchmarks. With a fresh process per benchmark it is always empty; with one
 * process per pass it holds, from one benchmark of the pass to the next, the process of each subject.
 * @module
 */
import type { Random } from "../../random/random.ts";
import type { Profile } from "./profile.ts";
import type { WorkerCommand } from "./self_command.ts";
import { WorkerProcess } from "./worker_process.ts";

/** Bytes of padding in a worker's environment are drawn below this: a page. */
const PADDING_BOUND = 4_096;

/** How workers are started and for how long they live. */
export interface WorkerPoolOptions {
  readonly command: WorkerCommand;
  readonly random: Random;
  readonly isolation: Profile["isolation"];
}

/** A worker for one benchmark. */
export interface TakenWorker {
  readonly worker: WorkerProcess;
  /** Whether it has measured another benchmark before. */
  readonly isWarm: boolean;
}

/** The workers of a session. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #idle = new Map<string, WorkerProcess>();

  /**
   * Makes an empty pool.
   *
   * @param options How workers are started.
   */
  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /**
   * Gives a worker for a subject: one that is left from another benchmark, else a new one.
   *
   * @param subject Id, path or URL of the adapter.
   */
  take(subject: string): TakenWorker {
    const idle = this.#idle.get(subject);
    this.#idle.delete(subject);
    if (idle !== undefined) return { worker: idle, isWarm: true };
    const { command, random } = this.#options;
    return { worker: new WorkerProcess(command, { paddingBytes: random.below(PADDING_BOUND) }), isWarm: false };
  }

  /**
   * Takes a worker back that has done its benchmark.
   *
   * @param subject Id, path or URL of the adapter.
   * @param worker The worker.
   * @returns Whether it was kept: if not, the caller has to end it.
   */
  keep(subject: string, worker: WorkerProcess): boolean {
    if (this.#options.isolation.kind === "benchmark") return false;
    this.#idle.set(subject, worker);
    return true;
  }

  /** Ends all workers at rest. */
  async empty(): Promise<void> {
    const workers = [...this.#idle.values()];
    this.#idle.clear();
    await Promise.all(workers.map((worker) => worker.close()));
  }
}
