/**
 * What a state's function is given. One object per attempt with getters, so that a state pays only for
 * what it reads: most never look at their signal, and then there is no AbortController.
 * @module
 */
import { Flag } from "../graph/plan.ts";
import type { TaskOwner } from "../resources/owner.ts";
import type { Execution } from "./execution.ts";
import { Onces } from "./once.ts";
import { ownerOf } from "./task_owner.ts";

/**
 * Context of one attempt of a state: `I` is the run's input, `F` the outputs of the states it depends on by
 * name, `V` the same in the order of `after`, `C` the channels, `K` the constants.
 */
export interface StateContext<I, F, V extends readonly unknown[] = readonly unknown[], C = unknown, K = unknown> {
  /** What the run was started with. */
  readonly input: I;
  /**
   * Outputs of the states named in `after`, by name.
   *
   * @throws {OutputNotReadyError} When any other state is read that has not completed.
   */
  readonly from: Readonly<F>;
  /** Outputs of the states named in `after`, in the same order. Shared by states with the same `after`. */
  readonly values: V;
  /** Values of the channels: all writes of states that this one comes after, merged. */
  readonly channels: Readonly<C>;
  /** Values that belong to the definition; frozen. */
  readonly constants: Readonly<K>;
  /** Aborted when the attempt exceeds its limit and when the run ends early: pass it on to whatever you wait for. */
  readonly signal: AbortSignal;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** How many times the state has been activated in this run, this time included. */
  readonly visit: number;
  /** Name of the state. */
  readonly state: string;
  /**
   * Who this attempt is, for pools and locks: in its name they know who holds and who waits, and its run's pool looks
   * for what it has not given back when the run is over.
   *
   * @example
   * ```ts
   * import { agent } from "puffinflow";
   * import { ReentrantLock } from "puffinflow/coordination";
   *
   * const lock = new ReentrantLock();
   * const write = agent("write")
   *   .state("entry", { holds: [lock.entry] }, ({ owner }) => lock.run(owner, () => lock.depth));
   * if ((await write.run()).unwrap().entry !== 2) throw new Error("not entered again");
   * ```
   */
  readonly owner: TaskOwner;
  /**
   * Does something once per run, however often the state is tried or visited: later calls with the same
   * key get the first call's result. A call that fails is forgotten, and the next one tries again.
   *
   * @param key What names the deed within the run.
   * @param deed What to do.
   * @returns What the first successful call gave.
   */
  once<T>(key: string, deed: () => T | PromiseLike<T>): Promise<T>;
  /**
   * Tells the run's listeners something; nothing happens when there are none.
   *
   * @param data Anything.
   */
  emit(data: unknown): void;
  /**
   * Passes a piece of text on to the run's listeners: a model's tokens as they arrive.
   *
   * @param text The text.
   */
  token(text: string): void;
  /** Holds the run: what is in flight goes on, nothing more starts until someone calls `resume()` on the run. */
  pause(): void;
}

/** The context of a mapped state, which is sent a payload of type `P`. */
export interface MappedContext<I, P, C = unknown, K = unknown>
  extends StateContext<I, Record<never, never>, readonly [], C, K> {
  /** A copy of what was sent. */
  readonly payload: P;
  /** Position among the tasks that were sent together, from 0. */
  readonly index: number;
}

const NO_SOURCES: readonly number[] = [];

/**
 * Controllers of the signals that attempts have of their own, from when somebody asks or the limit passes. Kept here
 * and not in the contexts: hardly any state asks, and contexts of two shapes cost each attempt 20 ns.
 */
const controllers = new WeakMap<Context, AbortController>();

/** The context of one attempt. */
export class Context {
  readonly execution: Execution;
  readonly task: number;

  constructor(execution: Execution, task: number) {
    this.execution = execution;
    this.task = task;
  }

  get input(): unknown {
    return this.execution.input;
  }

  get from(): Readonly<Record<string, unknown>> {
    return this.execution.from;
  }

  get values(): readonly unknown[] {
    // A sent task waits for nothing.
    return this.execution.valuesOf(this.execution.plan.sources[this.task] ?? NO_SOURCES);
  }

  get channels(): Readonly<Record<string, unknown>> {
    return this.execution.data?.valuesFor(this.task) ?? {};
  }

  get constants(): Readonly<Record<string, unknown>> {
    return this.execution.settings.constants;
  }

  get signal(): AbortSignal {
    return this.ownsSignal ? controllerOf(this).signal : this.execution.signal;
  }

  /** Whether the signal ends with the attempt, as that of a state with a limit, and not only with the run. */
  get ownsSignal(): boolean {
    const { execution, task } = this;
    return (execution.plan.flags[execution.stateOf(task)]! & Flag.timed) !== 0;
  }

  /**
   * Ends the attempt's own signal, also for those who ask for it later.
   *
   * @param reason What the signal gives as its reason.
   */
  abort(reason: unknown): void {
    controllerOf(this).abort(reason);
  }

  get attempt(): number {
    return (this.execution.retries?.get(this.task)?.attemptsMade ?? 0) + 1;
  }

  get visit(): number {
    return this.execution.visitOf(this.task);
  }

  get state(): string {
    return this.execution.nameOf(this.task);
  }

  get owner(): TaskOwner {
    return ownerOf(this);
  }

  get payload(): unknown {
    return this.execution.sent?.[this.task - this.execution.plan.size]?.payload;
  }

  get index(): number {
    return this.execution.sent?.[this.task - this.execution.plan.size]?.index ?? 0;
  }

  // Functions come from getters and not from methods, so that `({ emit }) => ...` can take them off the context.

  get once(): (key: string, deed: () => unknown) => Promise<unknown> {
    return (key, deed) => (this.execution.onces ??= new Onces()).once(key, deed);
  }

  get emit(): (data: unknown) => void {
    return (data) => this.execution.observer?.emitted(this.execution, this.task, { kind: "custom", data });
  }

  get token(): (text: string) => void {
    return (text) => this.execution.observer?.emitted(this.execution, this.task, { kind: "token", data: text });
  }

  get pause(): () => void {
    return () => this.execution.pause();
  }
}

// No private method: it would put a mark on every context.
function controllerOf(context: Context): AbortController {
  let controller = controllers.get(context);
  if (controller === undefined) controllers.set(context, controller = new AbortController());
  return controller;
}
