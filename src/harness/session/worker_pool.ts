/**
 * Workers between two benchmarks. With a fresh process per benchmark it is always empty; with one
 * process per pass it holds, from one benchmark of the pass to the next, the process of each subject.
 * @module
 */
import { type ArmPlan, commandOf } from "./arm_plan.ts";
import { type DrawPlace, drawsFor } from "./draws.ts";
import { Guardian } from "./guardian.ts";
import type { Profile } from "./profile.ts";
import type { WorkerCommand } from "./self_command.ts";
import { WorkerProcess } from "./worker_process.ts";

/** Bytes of padding in a worker's environment are drawn below this: a page. */
export const PADDING_BOUND = 4_096;

type Isolation = Profile["isolation"];

/** How workers are started. */
export interface WorkerPoolOptions {
  /** Command of arms that have none of their own. */
  readonly command: WorkerCommand;
  /** Seed of the session: it decides about the padding of each worker. */
  readonly seed: number;
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
  readonly #guardian = new Guardian();
  readonly #idle = new Map<string, TakenWorker>();

  /**
   * Makes an empty pool.
   *
   * @param options How workers are started.
   */
  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /**
   * Gives a worker for an arm: where processes are shared one that is left from another benchmark, else a new one.
   *
   * @param arm The arm.
   * @param place Pass and benchmark that it is for.
   * @param isolation What a process is fresh for.
   */
  take(arm: ArmPlan, { pass, of }: Required<DrawPlace>, { kind }: Isolation): TakenWorker {
    const idle = kind === "pass" ? this.#idle.get(arm.id) : undefined;
    if (idle !== undefined) {
      this.#idle.delete(arm.id);
      return idle;
    }
    const { command, seed } = this.#options;
    const random = drawsFor(seed, "padding", { pass, of: `${of}/${arm.id}` });
    const worker = new WorkerProcess(commandOf(arm, command), { paddingBytes: random.below(PADDING_BOUND) });
    this.#guardian.watch(worker);
    return { worker, isWarm: false };
  }

  /**
   * Takes a worker back that has done its benchmark.
   *
   * @param arm Id of the arm.
   * @param taken The worker, and whether it has measured something by now.
   * @param isolation What a process is fresh for.
   * @returns Whether it was kept: if not, the caller has to end it.
   */
  keep(arm: string, taken: TakenWorker, { kind }: Isolation): boolean {
    if (kind === "benchmark") return false;
    this.#idle.set(arm, taken);
    return true;
  }

  /** Ends all workers at rest. */
  async empty(): Promise<void> {
    const idle = [...this.#idle.values()];
    this.#idle.clear();
    await Promise.all(idle.map(({ worker }) => worker.close()));
  }

  /** Ends all workers at rest, and stops watching over those that were given away. */
  async close(): Promise<void> {
    await this.empty();
    await this.#guardian.dismiss();
  }
}
