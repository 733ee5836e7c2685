/**
 * Everything that belongs to one run and to no other: its input, its outputs, what is in flight. Data
 * with a few lazy parts; `scheduler.ts` moves it forward.
 *
 * What a run works on are *tasks*. A task below `plan.size` is the state of that number; those from there on
 * were sent to mapped states and are described in `sent`.
 * @module
 */
import type { RunData } from "../data/run_data.ts";
import { PENDING, type Plan } from "../graph/plan.ts";
import type { ResourcePool } from "../resources/resource_pool.ts";
import type { Clock } from "../../time/clock.ts";
import type { Random } from "../../random/random.ts";
import type { RunAlarm } from "./run_alarm.ts";
import type { Ending, Failures } from "./ending.ts";
import { fromViewOf } from "./from_view.ts";
import type { Holdings } from "./holdings.ts";
import type { Onces } from "./once.ts";
import type { Compensation, MissedOutcome } from "./outcome.ts";
import { ReadyQueue } from "./ready_queue.ts";
import type { Settled } from "./result.ts";
import { Routing } from "./routing.ts";
import type { SentTask } from "./sent_task.ts";
import type { TriggerState } from "./trigger_state.ts";

/** What becomes of a run after a failure. */
export type FailurePolicy =
  /** All that does not depend on the failed state goes on. */
  | "isolate"
  /** The run ends at once. */
  | "fail-fast"
  /** The run completes if enough of its last states do. */
  | Quorum;

/** How many of an agent's last states have to complete. */
export interface Quorum {
  /** What kind of policy it is. */
  readonly kind: "quorum";
  /** How many: a whole number of 1 or more. */
  readonly needs: number;
}

/** Something that runs are fitted with: made by the doors that know how, handed on to `instruments`. */
export interface Instrument {
  /** What it is, for messages. */
  readonly name: string;
}

/** What a run may be told beyond its input. */
export interface ExecutionSettings {
  readonly clock: Clock;
  readonly random: Random;
  /** Most attempts in flight at once; `Infinity` for no limit. */
  readonly maxConcurrent: number;
  /** Most activations by routing, sent tasks included. */
  readonly maxSteps: number;
  readonly onFailure: FailurePolicy;
  /** Deepest nesting of agents. */
  readonly maxDepth: number;
  /** Where states' resources come from; `null` when no state declares any. */
  readonly pool: ResourcePool | null;
  /** In whose name the pool is asked. */
  readonly user: string | undefined;
  /** Values that belong to the definition; frozen. */
  readonly constants: Readonly<Record<string, unknown>>;
  /** The instance whose methods the states are; `null` when they are functions. */
  readonly self: object | null;
  /** What the run is fitted with, and the runs inside it. */
  readonly instruments: readonly Instrument[];
}

/** Bits of an execution's `gate`: why the straight road is closed. */
export const Gate = {
  /** Nothing starts any more. */
  ended: 1,
  /** What is ready has to pass through the queue. */
  queued: 2,
  /** The user said so. */
  paused: 4,
  /** A reader of events is behind. */
  congested: 8,
  /** What it is fitted with does not let it begin yet. */
  fitting: 16,
  /** Bits under which nothing starts. */
  closed: 1 | 4 | 8 | 16,
} as const;

/** One retry after another of one task. */
export interface RetryCount {
  attemptsMade: number;
  /** Wait before the last attempt, in milliseconds. */
  delayMs: number;
  /** When the first attempt began, where that matters; else 0. */
  startedMs: number;
}

/**
 * Who watches a run: the one seam through which it tells what it does; events, metrics and traces are made of it. A
 * run that nobody watches pays a comparison with `null` per state. Called in the middle of scheduling: must return
 * at once and never throw.
 */
export interface Observer {
  /** The run begins. */
  began(execution: Execution): void;
  /** A task is ready but for resources that it has to wait for; `started` follows when it has them. */
  waiting(execution: Execution, task: number): void;
  /** A task's attempt begins. */
  started(execution: Execution, task: number): void;
  /** A task has completed. */
  completed(execution: Execution, task: number, output: unknown): void;
  /** An attempt failed and another one follows after `delayMs`. */
  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void;
  /** A task has failed, timed out, been skipped or lost what it depends on. */
  missed(execution: Execution, task: number, outcome: MissedOutcome): void;
  /** A state speaks for itself. */
  emitted(
    execution: Execution,
    task: number,
    message: { readonly kind: "token" | "custom"; readonly data: unknown },
  ): void;
  /** The run stops starting states, or goes on. */
  held(execution: Execution, held: boolean): void;
  /** The run is over. */
  ended(execution: Execution, result: Settled): void;
}

/** A completion that can be undone. */
export interface UndoableTask {
  readonly state: number;
  readonly output: unknown;
}

/** A task of another run. */
export interface ParentTask {
  readonly execution: Execution;
  readonly task: number;
}

const NO_VALUES: readonly unknown[] = Object.freeze([]);

/** What was waited for in vain, with `any()`, `xor()` or `optional()`, is `undefined` to the state. */
function present(output: unknown): unknown {
  return output === PENDING ? undefined : output;
}

/** One run. */
export class Execution {
  readonly plan: Plan;
  readonly input: unknown;
  readonly settings: ExecutionSettings;
  /** States to start with. */
  entries: readonly number[];
  /** Output per state, `PENDING` until it completes. */
  readonly outputs: unknown[];
  /** Completions that each join still needs; `null` when the plan has none. */
  readonly joinsOpen: number[] | null;
  /** Attempts that wait for their promise: each takes a place. */
  inFlight = 0;
  /** Backoffs, and waits of triggers and for resources: the run goes on because of them, but they take no place. */
  waits = 0;
  /** Loops at work on the run, one inside the other. */
  loops = 0;
  /** Bits of {@linkcode Gate}; 0 on the straight road. */
  gate = 0;
  /** Whether someone keeps track of each completion: a listener, channels, retries, routing, what can be undone. */
  attended = false;
  /** Set once, when nothing more will start. */
  ending: Ending | null = null;
  endedEarly = false;
  /** Set once, when the run is over. */
  result: Settled | null = null;
  /** Answers the caller; `null` while the run has not gone beyond synchronous states. */
  settle: ((result: Settled) => void) | null = null;
  /** First of the alarms that are set. */
  alarmed: RunAlarm | null = null;
  /** Tasks that have to wait for a place; `null` for a run on the straight road. */
  ready: ReadyQueue | null = null;
  /** Who watches, or a group of those who do. */
  observer: Observer | null = null;
  /** `null` until a state routes, unless the plan itself visits states twice. */
  routing: Routing | null = null;
  /** `null` in a plan without triggers, and until the first of them hears something. */
  triggers: TriggerState[] | null = null;
  /** `null` until a task is sent. */
  sent: SentTask[] | null = null;
  /** `null` in a plan without channels. */
  data: RunData | null = null;
  /** `null` until a state does not complete. */
  failures: Failures | null = null;
  /** `null` until a task is retried. */
  retries: Map<number, RetryCount> | null = null;
  /** What can be undone, in the order of completion; `null` until there is something. */
  completionOrder: UndoableTask[] | null = null;
  compensations: readonly Compensation[] | null = null;
  /** What its attempts hold; `null` until one does, or asks in its own name. */
  holdings: Holdings | null = null;
  /** What `once` remembers. */
  onces: Onces | null = null;
  #controller: AbortController | null = null;
  #from: Readonly<Record<string, unknown>> | null = null;
  /** What `#values` was made from. */
  #source: readonly number[] | null = null;
  #values: readonly unknown[] = NO_VALUES;

  /** Task of another run that this run was started for, or `null`. */
  readonly parent: ParentTask | null;

  constructor(plan: Plan, input: unknown, settings: ExecutionSettings, parent: ParentTask | null = null) {
    this.plan = plan;
    this.input = input;
    this.settings = settings;
    this.parent = parent;
    this.entries = plan.entries;
    this.outputs = plan.blank.slice();
    this.joinsOpen = plan.joinNeeds.length === 0 ? null : plan.joinNeeds.slice();
    if (plan.compensates) this.attended = true;
    if (plan.reenters) {
      this.attended = true;
      this.routing = new Routing(this);
    }
    if (settings.maxConcurrent !== Infinity || plan.ranks !== null) this.queue();
  }

  /**
   * Lets someone watch the run instead of who did so far; `watch()` of `observer_group.ts` adds someone.
   *
   * @param observer Who watches.
   */
  watch(observer: Observer): void {
    this.observer = observer;
    this.attended = true;
  }

  /**
   * Leaves the straight road: from now on all that is ready passes through a queue.
   *
   * @returns The queue.
   */
  queue(): ReadyQueue {
    this.gate |= Gate.queued;
    return this.ready ??= new ReadyQueue(this.plan);
  }

  /** Keeps anything more from starting until `wake()`; what is in flight goes on. */
  pause(): void {
    if (this.ending !== null || (this.gate & Gate.paused) !== 0) return;
    this.queue();
    this.gate |= Gate.paused;
    this.observer?.held(this, true);
  }

  /** Whether nothing is in flight, nothing waits to start and no alarm will change that. */
  get isIdle(): boolean {
    return this.inFlight === 0 && this.waits === 0 && (this.ready === null || this.ready.size === 0);
  }

  /**
   * Gives the state of a task.
   *
   * @param task The task.
   * @returns Index of its state.
   */
  stateOf(task: number): number {
    return task < this.plan.size ? task : this.sent![task - this.plan.size]!.state;
  }

  /**
   * Gives the number of the visit that a task belongs to, from 1.
   *
   * @param task The task.
   */
  visitOf(task: number): number {
    if (this.routing === null) return 1;
    return task < this.plan.size ? this.routing.visitsOf(task) : this.sent![task - this.plan.size]!.group.visit;
  }

  /**
   * Names the state of a task.
   *
   * @param task The task.
   */
  nameOf(task: number): string {
    return this.plan.names[this.stateOf(task)]!;
  }

  /** Signal of the run, made when first asked for. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.ending !== null && this.ending.status !== "completed") this.#controller.abort(this.ending.error);
    }
    return this.#controller.signal;
  }

  /** View of the outputs by name, made when first asked for. */
  get from(): Readonly<Record<string, unknown>> {
    return this.#from ??= new (fromViewOf(this.plan))(this.outputs);
  }

  /** Values of the channels as they are now, all writes of the run considered. */
  get channelValues(): Readonly<Record<string, unknown>> {
    return this.data === null ? {} : this.data.finalValues();
  }

  /**
   * Collects the outputs of the states that a state waits for. Siblings that wait for the same states
   * usually start one after another: they share the last array that was made.
   *
   * @param source Indices of the states.
   * @returns Their outputs in the same order.
   */
  valuesOf(source: readonly number[]): readonly unknown[] {
    // In a loop the outputs change under the same source.
    if (this.#source === source && this.routing === null && this.plan.triggers.length === 0) return this.#values;
    const { outputs } = this;
    // A literal for the commonest case: pushing to an empty array reserves room for seventeen.
    const values = source.length === 1 ? [present(outputs[source[0]!])] : new Array<unknown>(source.length);
    if (source.length > 1) { for (let i = 0; i < source.length; i++) values[i] = present(outputs[source[i]!]); }
    this.#source = source;
    return this.#values = values;
  }

  /**
   * Ends the run's signal for those who hold it.
   *
   * @param reason What the signal gives as its reason.
   */
  abortSignal(reason: unknown): void {
    this.#controller?.abort(reason);
  }
}
