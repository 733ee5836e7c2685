/**
 * Durable agents: the same definition, whose runs survive the process that they run in.
 * @module
 */
import type { Agent } from "../agent/agent.ts";
import { DefinedAgent } from "../agent/defined_agent.ts";
import type { AgentExtras, Outputs, Runnable } from "../agent/typing.ts";
import type { RunResult } from "../run/result.ts";
import {
  type DurableOptions,
  type DurableRunOptions,
  durableSettings,
  type ResumeAllOptions,
  type ResumeOptions,
  type RunInfo,
  type RunListOptions,
} from "./durable_options.ts";
import type { DurableRun } from "./durable_run.ts";
import { RunKeeper } from "./run_keeper.ts";

/** An agent whose runs are kept: `I` is the type of the input, `O` that of the outputs, `C` that of the channels. */
export interface DurableAgent<I, O, C> {
  /** Name of the agent. */
  readonly name: string;
  /**
   * Runs the agent to its end. The same id is the same run: one that is over is not run again, its recorded result is
   * returned; one that was cut off goes on; the input of the first call counts.
   *
   * @param input What the states see as `input`: plain data, without secrets.
   * @param options The run's id, and what `run()` of an agent takes.
   * @returns How it ended, once that is recorded.
   * @throws {UnrecordableError} If the input is not plain data.
   * @throws {RunLockedError} If another process works on the run.
   * @throws {WorkflowChangedError} If the run began with another definition.
   * @throws {CheckpointStoreError} If the run cannot be stored.
   */
  run(input: I, options?: DurableRunOptions): Promise<RunResult<O, C>>;
  /**
   * Starts a run, or goes on with the one that has the id.
   *
   * @param input What the states see as `input`: plain data, without secrets.
   * @param options The run's id, and what `start()` of an agent takes.
   * @returns A handle, once the run is stored.
   * @throws As `run()`.
   */
  start(input: I, options?: DurableRunOptions): Promise<DurableRun<O, C>>;
  /**
   * Goes on with a run. States that ended are not run again: what they gave is handed out as it was then.
   *
   * @param id What names the run.
   * @param options What `start()` of an agent takes, apart from the limit, which the run began with.
   * @returns A handle; a run that is over has its result at once.
   * @throws {UnknownRunError} If there is no such run.
   * @throws {CorruptRecordError} If its journal is damaged.
   * @throws As `run()`.
   */
  resume(id: string, options?: ResumeOptions): Promise<DurableRun<O, C>>;
  /**
   * Goes on with all runs of the agent that are not over and that nobody works on: when a program starts.
   *
   * @param options How many, and as `resume()`.
   * @returns Their handles.
   */
  resumeAll(options?: ResumeAllOptions): Promise<readonly DurableRun<O, C>[]>;
  /**
   * Sends something to a run, for a state that waits for it with `waitFor()` now or later.
   *
   * @param id What names the run; it need not be worked on, here or anywhere.
   * @param name What the state waits for.
   * @param payload What it is given: plain data. @default {undefined}
   * @throws {UnknownRunError} If there is no such run.
   * @throws {SignalRefusedError} If the run is over, or was sent too many.
   */
  signal(id: string, name: string, payload?: unknown): Promise<void>;
  /**
   * Says what is known of a run.
   *
   * @param id What names it.
   * @returns `undefined` when there is no such run of this agent.
   */
  status(id: string): Promise<RunInfo | undefined>;
  /**
   * Lists runs of the agent, by id.
   *
   * @param options Which.
   * @returns A page of them.
   */
  list(options?: RunListOptions): Promise<readonly RunInfo[]>;
  /**
   * Forgets a run.
   *
   * @param id What names it.
   * @returns Whether it was there.
   * @throws {RunLockedError} If somebody works on it.
   */
  drop(id: string): Promise<boolean>;
}

/**
 * Makes an agent durable. Each step's result is recorded before anything follows from it; whoever resumes a run gets
 * the recorded results, in the order in which they came, and goes on with what is left.
 *
 * A state's function runs at least once: it runs again if the process ends between what it does and the record of it.
 * What it gave is recorded once. `idempotencyKey(context)` keeps others from doing a thing twice.
 *
 * Inputs, outputs, payloads and channel writes have to be plain data: JSON, and also `undefined`, dates, maps, sets, big
 * integers, bytes and errors (which come back as {@linkcode RecordedError}). A state that gives anything else fails.
 * Secrets are refused: hand them in as constants. Conditions (`when`) are asked again, so they should look at nothing
 * but their context.
 *
 * @param agent The agent; for one in class form, its `definition`.
 * @param options Where runs are kept, and how.
 * @returns The durable agent. The agent itself is not changed.
 * @throws {TypeError} If the agent is none, or an option is not usable.
 * @throws {RangeError} If a number in the options is out of its bounds.
 *
 * @example
 * A run is cut off in its second state, and goes on in the next process:
 * ```ts
 * import { agent } from "puffinflow";
 * import { durable, memoryCheckpoints } from "puffinflow/durability";
 *
 * let charges = 0, isDown = true;
 * const order = agent("order").input<{ item: string }>()
 *   .state("charge", ({ input }) => `${++charges} x ${input.item}`)
 *   .state("ship", { after: ["charge"] }, ({ from, signal }) =>
 *     isDown ? new Promise<string>((_, reject) => signal.onabort = () => reject(signal.reason)) : `sent ${from.charge}`);
 *
 * const orders = durable(order, { store: memoryCheckpoints() });
 * const first = await orders.start({ item: "book" }, { id: "order-42" });
 * await first.suspend(); // Or the process is killed.
 *
 * isDown = false;
 * const second = await orders.resume("order-42");
 * const { ship } = (await second.result).unwrap();
 * if (ship !== "sent 1 x book") throw new Error(ship);
 * ```
 */
export function durable<I, O extends Outputs, X extends AgentExtras>(
  agent: Agent<I, O, X> & Runnable<O, X>,
  options: DurableOptions,
): DurableAgent<I, O, X["channels"]> {
  if (!(agent instanceof DefinedAgent)) {
    throw new TypeError(
      `Cannot make durable what is no agent: hand in what agent() gave, or an instance's 'definition'`,
    );
  }
  // The implementation knows states only by name and leaves all types to the interface.
  return new RunKeeper(agent, durableSettings(options)) as never;
}
