/**
 * One execution of a durable run: the run itself, or one inside it. It names steps, and decides for each whether its
 * function is called or what it gave before is handed out again.
 *
 * A step is named by the runs that lead to it, its state, its visit and its place among tasks that were sent together:
 * the same in every life of the run.
 * @module
 */
import type { StateBody } from "../../graph/state_definition.ts";
import type { Context } from "../../run/context.ts";
import { GivenUp } from "../../run/control.ts";
import { type Execution, Gate } from "../../run/execution.ts";
import { DurableOnces } from "./durable_onces.ts";
import type { StepData } from "./earlier_life.ts";
import type { JournaledRun } from "./journaled_run.ts";
import { resultData, revivedResult, type StepPlace } from "./recorded_step.ts";
import { stepKey } from "./step_key.ts";
import { Turns } from "./turns.ts";

const scopes: WeakMap<Execution, RunScope> = new WeakMap();

/**
 * Finds the scope of an execution.
 *
 * @param execution The execution.
 * @returns Its scope, or `undefined` when it is no part of a durable run.
 */
export function scopeOf(execution: Execution): RunScope | undefined {
  return scopes.get(execution);
}

/** One execution of a durable run. */
export class RunScope {
  readonly run: JournaledRun;
  readonly execution: Execution;
  /** The runs that lead to the execution, as text: empty, or ending with a slash. */
  readonly path: string;
  readonly #turns: Turns;
  /** Attempts that the run waits for, by task. */
  readonly #current: Map<number, Context> = new Map();
  readonly #counts: Map<string, number> = new Map();

  /**
   * Makes a scope, which is found by its execution from now on.
   *
   * @param run The run.
   * @param execution The execution, before its first state.
   * @param path The runs that lead to it.
   */
  constructor(run: JournaledRun, execution: Execution, path: string) {
    this.run = run;
    this.execution = execution;
    this.path = path;
    const { clock } = execution.settings, isHeld = () => (execution.gate & (Gate.paused | Gate.congested)) !== 0;
    this.#turns = new Turns(run.earlier.orderOf(path), { clock, isHeld });
    execution.onces = new DurableOnces(run.journal, path);
    scopes.set(execution, this);
  }

  /**
   * Names a step.
   *
   * @param task A task of the execution.
   * @returns Text that names it within the run.
   */
  keyOf(task: number): string {
    const { execution, path } = this, index = execution.sent?.[task - execution.plan.size]?.index;
    return stepKey({ path, state: execution.nameOf(task), visit: execution.visitOf(task), index });
  }

  /**
   * Says where a step belongs.
   *
   * @param task A task of the execution.
   * @param attempt The attempt that ended it.
   */
  placeOf(task: number, attempt: number): StepPlace {
    const { execution, path } = this, sent = execution.sent?.[task - execution.plan.size];
    const place = { path, state: execution.nameOf(task), visit: execution.visitOf(task), attempt };
    return sent === undefined ? place : { ...place, index: sent.index };
  }

  /**
   * Names the next run inside a step.
   *
   * @param task The task that runs it.
   * @returns Its path.
   */
  innerPath(task: number): string {
    const attempt = (this.execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
    const step = `${this.keyOf(task)}@${attempt}`;
    return `${step}.${this.count(step)}/`;
  }

  /**
   * Counts what has no number of its own.
   *
   * @param what What is counted.
   * @returns How often it was, this time included.
   */
  count(what: string): number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count;
  }

  /**
   * Carries out one attempt of a step.
   *
   * @param context The attempt's context.
   * @param body The state's function.
   * @returns What it gave, once that is recorded; or what it gave before, once its turn has come.
   */
  perform(context: Context, body: StateBody): unknown {
    const key = this.keyOf(context.task), step = this.run.earlier.steps.get(key);
    if (step !== undefined) {
      return this.#turns.take(step.number, () => {
        this.run.handed++;
        return step.revive();
      });
    }
    if (this.run.isEnding) return endOf(context.execution);
    this.#restoreAttempts(context, key);
    this.#current.set(context.task, context);
    return new Promise((resolve, reject) => {
      const keep = (value: unknown) => this.#keep(context, { key, value, resolve, reject });
      // After what was recorded before it, so that the run hears of both in the order of the journal.
      const fail = (error: unknown) => void this.run.journal.settled().then(() => reject(error));
      try {
        const value = body(context as never);
        if (isThenable(value)) value.then(keep, fail);
        else keep(value);
      } catch (error) {
        fail(error);
      }
    });
  }

  /**
   * Takes note that the run does not wait for an attempt any more: what it still gives is not recorded.
   *
   * @param task The task.
   */
  dismiss(task: number): void {
    this.#current.delete(task);
  }

  #keep(context: Context, { key, value, resolve, reject }: Given): void {
    const { journal } = this.run, { execution, task } = context;
    if (execution.ending !== null || this.#current.get(task) !== context) return resolve(undefined);
    this.#current.delete(task);
    let data: StepData;
    try {
      data = { ...this.placeOf(task, context.attempt), result: resultData(value, context.state) };
    } catch (error) {
      // Another attempt would do the deed again, and give the same.
      const givenUp = new GivenUp({ kind: "failed", error, attempts: context.attempt });
      return void journal.settled().then(() => resolve(givenUp));
    }
    journal.put({ kind: "step", key, data }).then(
      (stored) => resolve(stored.data === data ? value : revivedResult((stored.data as StepData).result)),
      // The run has ended by now; what the attempt holds is given back when it has.
      reject,
    );
  }

  /** Attempts that failed before the run was resumed count: the next one is not the first. */
  #restoreAttempts({ execution, task }: Context, key: string): void {
    const earlier = this.run.earlier.attempts.get(key), now = execution.retries?.get(task);
    if (earlier === undefined || (now !== undefined && now.attemptsMade > 0)) return;
    const startedMs = now?.startedMs ?? execution.settings.clock.now();
    (execution.retries ??= new Map()).set(task, { ...earlier, startedMs });
  }
}

/** What a state's function gave, and those who wait for it. */
interface Given {
  readonly key: string;
  readonly value: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Waits for the end of an execution, whatever that is. */
function endOf({ signal }: Execution): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
