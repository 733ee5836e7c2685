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

/**
 * Undoes what a run did.
 *
 * @param execution A run that has ended badly.
 * @param ending How it ended.
 * @returns What was undone, in that order.
 */
export async function compensate(execution: Execution, ending: BadEnding): Promise<Compensation[]> {
  const { plan, input, settings: { self } } = execution, done: Compensation[] = [];
  for (const { state: index, output } of execution.completionOrder?.toReversed() ?? []) {
    const state = plan.names[index]!;
    try {
      await plan.compensate[index]!.call(self, { input, output, error: ending.error, state } as never);
      done.push({ state, kind: "compensated" });
    } catch (error) {
      done.push({ state, kind: "failed", error });
    }
  }
  return done;
}
