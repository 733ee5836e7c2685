/**
 * Attempts that are followed until their function has really ended: only then is what they held given back,
 * whether the run has waited for them or not, so that nothing is ever held by two.
 * @module
 */
import type { StateBody } from "../graph/state_definition.ts";
import { type Attempt, attempts } from "./attempt.ts";
import { ClaimedContext } from "./claimed_context.ts";
import type { Context } from "./context.ts";
import { holdingsOf } from "./holdings.ts";

/**
 * Calls the function of a state whose attempts are followed.
 *
 * @param context The attempt's context; it holds what it needs.
 * @param body The function.
 * @returns What the function returned: to be followed if it is a promise, else to be let go of.
 * @throws What the function throws; it is let go of then.
 */
export function callFollowed(context: Context, body: StateBody): unknown {
  holdingsOf(context.execution).began();
  try {
    return body(context as never);
  } catch (error) {
    letGo(context);
    throw error;
  }
}

/**
 * Leaves an attempt behind that is let go of, and goes on, when the promise settles.
 *
 * @param context The attempt's context.
 * @param value What its function returned.
 * @returns The attempt.
 */
export function follow(context: Context, value: PromiseLike<unknown>): Attempt {
  const { execution, task } = context, attempt = attempts.take(execution, task);
  execution.inFlight++;
  Promise.resolve(value).then((output) => {
    letGo(context);
    attempt.onFulfilled(output);
  }, (error) => {
    letGo(context);
    attempt.onRejected(causeOf(context, error));
  });
  return attempt;
}

/**
 * Gives back what an attempt holds whose function has ended.
 *
 * @param context The attempt's context.
 */
export function letGo(context: Context): void {
  if (context instanceof ClaimedContext) context.release();
  holdingsOf(context.execution).ended();
}

/** Whatever a function throws that was told to stop: what told it is why it failed. */
function causeOf(context: Context, error: unknown): unknown {
  return context instanceof ClaimedContext && context.loss !== null ? context.loss.reason : error;
}
