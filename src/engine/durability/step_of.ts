/**
 * Which step of which durable run a context belongs to: for the functions of this door that a state calls with what it
 * was given.
 * @module
 */
import { Context, type StateContext } from "../run/context.ts";
import { type RunScope, scopeOf } from "./journal/run_scope.ts";

/** A context of a state, whatever its run's types are. */
export type AnyStateContext = StateContext<unknown, unknown>;

/** A step that is being carried out. */
export interface Step {
  readonly context: Context;
  readonly scope: RunScope;
  /** What names it within the run. */
  readonly key: string;
}

/** How often an attempt has called a function of this door, by what it asked for. */
const calls: WeakMap<object, Map<string, number>> = new WeakMap();

/**
 * Finds a step.
 *
 * @param context What the state was given.
 * @param action What is to be done, for the error: a verb and its object.
 * @throws {TypeError} If it was not given that by a durable run.
 */
export function stepOf(context: AnyStateContext, action: string): Step {
  const scope = context instanceof Context ? scopeOf(context.execution) : undefined;
  if (!(context instanceof Context) || scope === undefined) {
    throw new TypeError(
      `Cannot ${action} as the context must be the one that a state of a durable run was given: ` +
        `start the agent with durable(agent, { store }) and hand on the whole context`,
    );
  }
  return { context, scope, key: scope.keyOf(context.task) };
}

/**
 * Names one call of a function within a step: the same in every attempt and in every life of the run, as long as a
 * state does the same things in the same order.
 *
 * @param step The step.
 * @param what What is asked for.
 * @returns Text that names the call within the run.
 */
export function callKey({ context, key }: Step, what: string): string {
  let counts = calls.get(context);
  if (counts === undefined) calls.set(context, counts = new Map());
  const count = (counts.get(what) ?? 0) + 1;
  counts.set(what, count);
  return `${key}/${what}/${count}`;
}
