/**
 * A run on many machines, for whoever submitted it or asks for it.
 * @module
 */
import type { RunResult } from "../run/result.ts";
import { RecordedResult } from "../durability/journal/recorded_result.ts";
import { toJson } from "../durability/journal/tagged_json.ts";
import { UnknownRunError } from "../durability/checkpoints/checkpoint_error.ts";
import type { NewRun } from "../durability/checkpoints/checkpoint_store.ts";
import type { StepPlace } from "../durability/journal/recorded_step.ts";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import { endAbandoned } from "./abandoned_run.ts";
import type { EndWatch } from "./end_watch.ts";
import type { Fleet } from "./fleet.ts";
import { CANCEL } from "./redis/run_scripts.ts";
import { jobId } from "./run_job.ts";

/** What has become of a run: `waiting` for a worker, `delayed` by its own wish, `running`, or how it ended. */
export type DistributedStatus = "waiting" | "delayed" | "running" | RunResult<unknown>["status"];

/** A step of a run that is recorded. */
export interface RecordedState {
  /** Name of the state. */
  readonly state: string;
  /** Which of its visits it is, from 1. */
  readonly visit: number;
  /** How it ended. */
  readonly kind: "completed" | "failed";
  /** The attempt that ended it, from 1. */
  readonly attempt: number;
  /** When it was recorded, on the worker's wall clock: milliseconds since 1970 in UTC. */
  readonly atMs: number;
}

/** A run: `O` are the outputs, `C` the channels. */
export interface DistributedRun<O, C = unknown> {
  /** What names it. */
  readonly id: string;
  /** Name of its agent. */
  readonly agent: string;
  /**
   * Waits for its end, wherever it is worked on.
   *
   * @returns How it ended.
   * @throws {DistributedClosedError} If the connection is closed meanwhile; the run goes on.
   * @throws {UnknownRunError} If the run was forgotten.
   */
  result(): Promise<RunResult<O, C>>;
  /** Says what has become of it. */
  status(): Promise<DistributedStatus>;
  /** Lists the steps that are recorded so far, in order. */
  states(): Promise<readonly RecordedState[]>;
  /**
   * Ends the run for good, wherever it is: its result is `cancelled`.
   *
   * @param reason What the states' signals and the result give as reason: plain data. @default {undefined} an `AbortError`
   * @returns Whether it was going on.
   */
  cancel(reason?: unknown): Promise<boolean>;
  /**
   * Sends something to a state that waits for it with `waitFor()`, now or later.
   *
   * @param name What the state waits for.
   * @param payload What it is given: plain data. @default {undefined}
   * @throws {UnknownRunError} If the run was forgotten.
   */
  signal(name: string, payload?: unknown): Promise<void>;
}

/** The implementation. */
export class RunOnFleet {
  readonly id: string;
  readonly agent: string;
  readonly #run: NewRun;
  readonly #fleet: Fleet;
  readonly #ends: EndWatch;

  /**
   * Makes one.
   *
   * @param run The run.
   * @param fleet Where it is.
   * @param ends Tells of its end.
   */
  constructor(run: NewRun, fleet: Fleet, ends: EndWatch) {
    this.id = run.id;
    this.agent = run.agent;
    this.#run = run;
    this.#fleet = fleet;
    this.#ends = ends;
  }

  async result(): Promise<RecordedResult> {
    await this.#ends.ended(this.id);
    return new RecordedResult(this.agent, await this.#fleet.store.load(this.id));
  }

  async status(): Promise<DistributedStatus> {
    const stored = await this.#fleet.store.find(this.id);
    if (stored === undefined) throw new UnknownRunError(this.id, this.#fleet.store.name);
    if (stored.status !== "open") return stored.status;
    for (const kind of ["runs", "quarantine"] as const) {
      const state = await (await this.#fleet.queue(kind, this.agent).getJob(jobId(this.id)))?.getState();
      if (state === "active") return "running";
      if (state === "delayed") return "delayed";
    }
    return "waiting";
  }

  async states(): Promise<readonly RecordedState[]> {
    const records = await this.#fleet.store.load(this.id);
    return records.flatMap(({ kind, data, atMs }) => {
      if (kind !== "step" && kind !== "failure") return [];
      const { state, visit, attempt } = data as StepPlace;
      return [{ state, visit, attempt, kind: kind === "step" ? "completed" : "failed", atMs } as const];
    });
  }

  async cancel(reason?: unknown): Promise<boolean> {
    const { redis, store } = this.#fleet, { keys } = store;
    const note = JSON.stringify({ reason: toJson(reason ?? null, "the reason of a cancellation") });
    const wasOpen = await CANCEL.run(redis, [keys.run(this.id), keys.cancelNews], [this.id, note]);
    if (wasOpen !== 1) return false;
    // A run that somebody works on cannot be removed; its worker has heard the news.
    const removed = await this.#fleet.queue("runs", this.agent).remove(jobId(this.id));
    if (removed === 1) await endAbandoned(this.#fleet, this.#run, { status: "cancelled", error: abortError(reason) });
    return true;
  }

  async signal(name: string, payload?: unknown): Promise<void> {
    const json = toJson(payload, `signal "${name}"`);
    await this.#fleet.store.send(this.id, { name, atMs: systemWallClock.wallNow(), payload: json });
  }
}

function abortError(reason: unknown): unknown {
  return reason ?? new DOMException("The run was cancelled", "AbortError");
}
