/**
 * Undoing what a run did before it failed: the saga. States that completed and know how to be undone are
 * undone one after another, the last to complete first. What cannot be undone does not keep the rest
 * from being undone.
 * @module
 */
import type { BadEnding } from "./ending.ts";
import type { Execution } from "./execution.ts";
import type { Compensation } from "./outcome.ts";

/** What the function that undoes a state is given. */
export interface CompensationContext<I, R> {
  /** What the run was started with. */
  readonly input: I;
  /** Output of the state that is undone. */
  readonly output: R;
  /** Why the run did not complete. */
  readonly error: unknown;
  /** Name of the state. */
  readonly state: string;
}

/** One call of a function that undoes: for those who put something around it. */
export interface Undo {
  readonly execution: Execution;
  /** Place of the completion in `completionOrder`. */
  readonly position: number;
  /** How the run ended. */
  readonly ending: BadEnding;
}

/** Calls by their contexts, which are the user's and hold no more than they say. */
const undos: WeakMap<object, Undo> = new WeakMap();

/**
 * Finds the call that a context belongs to.
 *
 * @param context What the function that undoes was given.
 * @returns The call.
 */
export function undoOf(context: CompensationContext<unknown, unknown>): Undo {
  return undos.get(context)!;
}

/**
 * Undoes what a run did.
 *
 * @param execution A run that has ended badly.
 * @param ending How it ended.
 * @returns What was undone, in that order.
 */
export async function compensate(execution: Execution, ending: BadEnding): Promise<Compensation[]> {
  const { plan, input, settings: { self } } = execution, done: Compensation[] = [];
  const order = execution.completionOrder ?? [];
  for (let position = order.length - 1; position >= 0; position--) {
    const { state: index, output } = order[position]!, state = plan.names[index]!;
    const context = { input, output, error: ending.error, state };
    undos.set(context, { execution, position, ending });
    try {
      await plan.compensate[index]!.call(self, context as never);
      done.push({ state, kind: "compensated" });
    } catch (error) {
      done.push({ state, kind: "failed", error });
    }
  }
  return done;
}
