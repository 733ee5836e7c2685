/**
 * Agents on many machines: the same definitions, run by whichever worker is free.
 * @module
 */
import { systemClock } from "../../time/system_clock.ts";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import type { Agent } from "../agent/agent.ts";
import { DefinedAgent } from "../agent/defined_agent.ts";
import type { AgentExtras, Outputs, Runnable } from "../agent/typing.ts";
import type { NewRun } from "../durability/checkpoints/checkpoint_store.ts";
import { checkRunId } from "../durability/checkpoints/run_id.ts";
import { fingerprintOf } from "../durability/journal/fingerprint.ts";
import { toJson } from "../durability/journal/tagged_json.ts";
import { OtherAgentError } from "../durability/run_keeper.ts";
import { type DeadLetter, type DeadLetterQuery, deadLettersOf, reopened } from "./dead_letters.ts";
import {
  type DistributedOptions,
  type DistributedRunOptions,
  distributedSettings,
  submission,
  type WorkerOptions,
  workerSettings,
} from "./distributed_options.ts";
import { type DistributedRun, RunOnFleet } from "./distributed_run.ts";
import { EndWatch } from "./end_watch.ts";
import { Fleet } from "./fleet.ts";
import { problemsOf, ServerSettingsError, settingsOf } from "./redis/server_settings.ts";
import { jobId } from "./run_job.ts";
import { type DistributedWorker, WorkerGroup } from "./worker_group.ts";

/** How much there is to do for an agent. */
export interface AgentLoad {
  /** Name of the agent. */
  readonly agent: string;
  /** Runs that wait for a worker. */
  readonly waiting: number;
  /** Runs that wait for their time, or for a worker of their version. */
  readonly delayed: number;
  /** Runs that are worked on. */
  readonly running: number;
  /** Runs that a process died with, waiting to be gone on with alone. */
  readonly quarantined: number;
  /** Runs that failed or ran out of time and are still kept by the queue. */
  readonly dead: number;
}

/** An agent of any type: what `agent()` gave, or an instance's `definition`. */
export interface NamedAgent {
  /** Its name. */
  readonly name: string;
}

/** A connection to the fleet. */
export interface Distributed {
  /**
   * Submits a run. The same id is the same run: it is not begun a second time.
   *
   * @param agent The agent.
   * @param input What the states see as `input`: plain data, without secrets.
   * @param options Id, priority, delay, limit.
   * @returns A handle, once the server has acknowledged the run.
   * @throws {UnrecordableError} If the input is not plain data.
   * @throws {OtherAgentError} If the id names a run of another agent.
   * @throws {RangeError} If an option is out of its bounds.
   */
  run<I, O extends Outputs, X extends AgentExtras>(
    agent: Agent<I, O, X> & Runnable<O, X>,
    input: I,
    options?: DistributedRunOptions,
  ): Promise<DistributedRun<O, X["channels"]>>;
  /**
   * Finds a run that was submitted here or elsewhere.
   *
   * @param agent Its agent.
   * @param id What names it.
   * @returns `undefined` when there is no such run of this agent.
   */
  find<I, O extends Outputs, X extends AgentExtras>(
    agent: Agent<I, O, X> & Runnable<O, X>,
    id: string,
  ): Promise<DistributedRun<O, X["channels"]> | undefined>;
  /**
   * Begins to work on the runs of agents.
   *
   * @param agents The agents.
   * @param options How many runs at once.
   * @returns What ends it.
   * @throws {RangeError} If an option is out of its bounds.
   */
  worker(agents: readonly NamedAgent[], options?: WorkerOptions): DistributedWorker;
  /**
   * Lists an agent's runs that failed or ran out of time.
   *
   * @param agent The agent.
   * @param query Which.
   * @returns A page of them, by id.
   */
  deadLetters(agent: NamedAgent, query?: DeadLetterQuery): Promise<readonly DeadLetter[]>;
  /**
   * Begins a dead letter again: what ended before its first failure is not done again.
   *
   * @param agent Its agent.
   * @param id What names it.
   * @param options Its new limit.
   * @returns A handle.
   * @throws {UnknownRunError} If there is no such run.
   * @throws {NotRetryableError} If it neither failed nor ran out of time.
   */
  retry<I, O extends Outputs, X extends AgentExtras>(
    agent: Agent<I, O, X> & Runnable<O, X>,
    id: string,
    options?: Pick<DistributedRunOptions, "timeoutMs">,
  ): Promise<DistributedRun<O, X["channels"]>>;
  /**
   * Counts what there is to do.
   *
   * @param agents For which agents.
   * @returns A line for each.
   */
  load(agents: readonly NamedAgent[]): Promise<readonly AgentLoad[]>;
  /** Closes the connection and all its workers; runs go on elsewhere. */
  close(): Promise<void>;
  /** As `close()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The implementation: it knows agents by what they are defined as. */
class DistributedRunner {
  readonly #fleet: Fleet;
  readonly #ends: EndWatch;
  readonly #workers: Set<WorkerGroup> = new Set();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
    this.#ends = new EndWatch(fleet, systemClock);
  }

  async run(agent: NamedAgent, input: unknown, options: DistributedRunOptions = {}): Promise<RunOnFleet> {
    const { name, fingerprint } = defined(agent), { id, timeoutMs, ...when } = submission(options);
    const createdAtMs = systemWallClock.wallNow();
    const limit = timeoutMs === undefined ? {} : { deadlineMs: createdAtMs + timeoutMs };
    const json = toJson(input, `the input of agent "${name}"`);
    const asked: NewRun = { id: checkRunId(id), agent: name, fingerprint, createdAtMs, ...limit, input: json };
    const { status, endedAtMs: _endedAtMs, ...run } = await this.#fleet.store.create(asked);
    if (run.agent !== name) throw new OtherAgentError(id, { asked: name, own: run.agent });
    if (status === "open") await this.#submit(run, { ...when, resumes: run.createdAtMs !== createdAtMs });
    return new RunOnFleet(run, this.#fleet, this.#ends);
  }

  async find(agent: NamedAgent, id: string): Promise<RunOnFleet | undefined> {
    const run = await this.#fleet.store.find(id);
    return run?.agent === agent.name ? new RunOnFleet(run, this.#fleet, this.#ends) : undefined;
  }

  worker(agents: readonly NamedAgent[], options: WorkerOptions = {}): DistributedWorker {
    const definitions = agents.map((agent) => defined(agent).definition);
    const group = new WorkerGroup({ fleet: this.#fleet, agents: definitions, ...workerSettings(options) });
    this.#workers.add(group);
    return group;
  }

  async deadLetters(agent: NamedAgent, query: DeadLetterQuery = {}): Promise<readonly DeadLetter[]> {
    return await deadLettersOf(this.#fleet, agent.name, query);
  }

  async retry(
    agent: NamedAgent,
    id: string,
    { timeoutMs }: Pick<DistributedRunOptions, "timeoutMs"> = {},
  ): Promise<RunOnFleet> {
    const known = await this.#fleet.store.find(id);
    if (known !== undefined && known.agent !== agent.name) {
      throw new OtherAgentError(id, { asked: agent.name, own: known.agent });
    }
    const run = await reopened(this.#fleet, id, timeoutMs);
    for (const kind of ["runs", "quarantine"] as const) await this.#fleet.queue(kind, run.agent).remove(jobId(id));
    await this.#submit(run, { priority: 0, delayMs: 0, resumes: true });
    return new RunOnFleet(run, this.#fleet, this.#ends);
  }

  async load(agents: readonly NamedAgent[]): Promise<readonly AgentLoad[]> {
    return await Promise.all(agents.map(async ({ name }): Promise<AgentLoad> => {
      const counts = await this.#fleet.queue("runs", name)
        .getJobCounts("waiting", "prioritized", "delayed", "active", "failed");
      const alone = await this.#fleet.queue("quarantine", name)
        .getJobCounts("waiting", "prioritized", "delayed", "active", "failed");
      return {
        agent: name,
        waiting: counts["waiting"]! + counts["prioritized"]!,
        delayed: counts["delayed"]!,
        running: counts["active"]! + alone["active"]!,
        quarantined: alone["waiting"]! + alone["prioritized"]! + alone["delayed"]!,
        dead: counts["failed"]! + alone["failed"]!,
      };
    }));
  }

  async close(): Promise<void> {
    this.#ends.close();
    await Promise.all(Array.from(this.#workers, (worker) => worker.close()));
    await this.#fleet.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #submit(
    run: NewRun,
    { priority, delayMs, resumes }: {
      readonly priority: number;
      readonly delayMs: number;
      readonly resumes: boolean;
    },
  ): Promise<void> {
    const { version, maxRedeliveries } = this.#fleet.settings;
    await this.#fleet.queue("runs", run.agent).add("run", { run, version, resumes }, {
      jobId: jobId(run.id),
      priority,
      delay: delayMs,
      attempts: maxRedeliveries + 1,
      backoff: REDELIVERY_BACKOFF,
      // The store has the run; the queue keeps what failed, for those who look at it with tools of BullMQ.
      removeOnComplete: true,
      removeOnFail: { count: MOST_FAILED_JOBS },
    });
  }
}

/** How long a run waits before it is given out again after trouble that is not its own. */
const REDELIVERY_BACKOFF = { type: "exponential", delay: 500, jitter: 0.5 } as const;

/** Most failed jobs that a queue keeps; the store keeps all runs. */
const MOST_FAILED_JOBS = 1_000;

function defined(agent: NamedAgent): {
  readonly name: string;
  readonly fingerprint: string;
  readonly definition: DefinedAgent;
} {
  if (!(agent instanceof DefinedAgent)) {
    throw new TypeError(
      `Cannot run on many machines what is no agent: hand in what agent() gave, or an instance's 'definition'`,
    );
  }
  return { name: agent.name, fingerprint: fingerprintOf(agent.describe()), definition: agent };
}

/**
 * Connects to the server that hands out runs to workers: Redis or Valkey.
 *
 * A state's function runs at least once: it runs again if its process dies between what it does and the record of it.
 * Its output, and the result of the run, are recorded once. `idempotencyKey(context)` keeps others from doing a thing
 * twice. Inputs and outputs have to be plain data, as for {@linkcode durable} agents.
 *
 * @param options Where the server is, and what it must keep.
 * @returns The connection, once the server is found to keep what it acknowledges.
 * @throws {ServerSettingsError} If the server would lose what it acknowledged.
 * @throws {RangeError} If a number in the options is out of its bounds.
 * @throws {TypeError} If another option is not usable.
 */
export async function distributed(options: DistributedOptions): Promise<Distributed> {
  const settings = distributedSettings(options), fleet = new Fleet(settings);
  try {
    const problems = problemsOf(await settingsOf(fleet.redis), settings.durability);
    if (problems.length > 0) throw new ServerSettingsError(problems);
  } catch (error) {
    await fleet.close();
    throw error;
  }
  // The implementation knows states only by name and leaves all types to the interface.
  return new DistributedRunner(fleet) as never;
}
