/**
 * The agents that a process works on, and how it stops.
 * @module
 */
import { Alarm } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { DefinedAgent } from "../agent/defined_agent.ts";
import { AgentWorker, type AgentWorkerParts } from "./agent_worker.ts";
import type { Fleet } from "./fleet.ts";

/** How a worker stops. */
export interface CloseOptions {
  /**
   * How long runs in flight may go on, in milliseconds, 0 or more; then they are given back and go on elsewhere.
   * @default {Infinity} until they end
   */
  readonly graceMs?: number;
}

/** A process's share of the work. */
export interface DistributedWorker {
  /** Resolves when it takes runs, and hears of cancellations. */
  readonly ready: Promise<void>;
  /**
   * Takes no more runs, and waits for those in flight: what a process does when it is asked to end.
   *
   * @param options How long it waits.
   */
  close(options?: CloseOptions): Promise<void>;
  /** As `close()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Settings of the group. */
export interface WorkerGroupParts extends Pick<AgentWorkerParts, "fleet" | "concurrency" | "onWarning"> {
  readonly agents: readonly DefinedAgent[];
}

/** Cancellations that are remembered for runs that are on their way here. */
const REMEMBERED = 1_000;

/** The workers of all agents. */
export class WorkerGroup implements DistributedWorker {
  readonly ready: Promise<void>;
  readonly #fleet: Fleet;
  readonly #common: readonly AgentWorker[];
  readonly #quarantines: readonly AgentWorker[];
  readonly #justCancelled: Set<string> = new Set();
  #stopListening: (() => void) | null = null;
  /** Settles when the last run of the quarantine is over. */
  #alone: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  /**
   * Starts them.
   *
   * @param parts Agents and settings.
   */
  constructor({ fleet, agents, concurrency, onWarning }: WorkerGroupParts) {
    this.#fleet = fleet;
    const alone = (work: () => Promise<void>) => this.#workAlone(work);
    const shared = { fleet, onWarning, alone, justCancelled: this.#justCancelled };
    this.#common = agents.map((agent) => new AgentWorker({ ...shared, agent, kind: "runs", concurrency }));
    this.#quarantines = agents.map((agent) =>
      new AgentWorker({ ...shared, agent, kind: "quarantine", concurrency: 1 })
    );
    this.ready = this.#listen();
    this.ready.catch(onWarning);
  }

  close({ graceMs = Infinity }: CloseOptions = {}): Promise<void> {
    return this.#closing ??= this.#close(graceMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #listen(): Promise<void> {
    const { bulletin, store } = this.#fleet;
    this.#stopListening = await bulletin.listen(store.keys.cancelNews, (run) => this.#cancel(run));
  }

  #cancel(run: string): void {
    this.#justCancelled.add(run);
    if (this.#justCancelled.size > REMEMBERED) {
      this.#justCancelled.delete(this.#justCancelled.values().next().value!);
    }
    for (const worker of [...this.#common, ...this.#quarantines]) void worker.cancel(run);
  }

  /** Whatever the work does to this process, no other run is hurt. */
  #workAlone(work: () => Promise<void>): Promise<void> {
    const turn = this.#alone.then(async () => {
      // Not for ever: a run that heeds no signal must not keep this one from being done.
      await withinMs(this.#fleet.settings.lockMs, Promise.all(this.#common.map((worker) => worker.pause())));
      try {
        await work();
      } finally {
        if (this.#closing === null) await Promise.all(this.#common.map((worker) => worker.resume()));
      }
    });
    this.#alone = turn.catch(() => {});
    return turn;
  }

  async #close(graceMs: number): Promise<void> {
    const workers = [...this.#common, ...this.#quarantines];
    const closed = Promise.all(workers.map((worker) => worker.close()));
    const end = new EndOfGrace(workers);
    if (graceMs !== Infinity) systemClock.set(end, graceMs);
    await closed;
    systemClock.clear(end);
    this.#stopListening?.();
  }
}

/** Gives back what is still worked on. */
class EndOfGrace extends Alarm {
  readonly #workers: readonly AgentWorker[];

  constructor(workers: readonly AgentWorker[]) {
    super();
    this.#workers = workers;
  }

  override ring(): void {
    for (const worker of this.#workers) void worker.suspend();
  }
}

/** Waits for something, and for no longer than it may take. */
async function withinMs(limitMs: number, work: Promise<unknown>): Promise<void> {
  const limit = new Limit();
  systemClock.set(limit, limitMs);
  try {
    await Promise.race([work, limit.passed]);
  } finally {
    systemClock.clear(limit);
  }
}

class Limit extends Alarm {
  readonly #passed = Promise.withResolvers<void>();
  readonly passed: Promise<void> = this.#passed.promise;

  override ring(): void {
    this.#passed.resolve();
  }
}
