/**
 * Waiting for what somebody else decides: a signal that is sent to the run, before or after it is waited for, in this
 * process or another one, with crashes in between.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { StoredSignal } from "./checkpoints/checkpoint_store.ts";
import { fromJson } from "./journal/tagged_json.ts";
import { clocksOf, dueAt, until } from "./sleep.ts";
import { type AnyStateContext, callKey, type Step, stepOf } from "./step_of.ts";

/** A signal did not come in time. */
export class SignalTimeoutError extends PuffinError {
  /** The class's name. */
  override readonly name = "SignalTimeoutError";
  /** Stable name of this kind of error. */
  override readonly code = "signal-timeout";

  /**
   * Words the error.
   *
   * @param run The run.
   * @param signal Name of the signal.
   * @param timeoutMs The limit in milliseconds.
   */
  constructor(readonly run: string, readonly signal: string, readonly timeoutMs: number) {
    super(`Cannot go on waiting for signal "${signal}" to run "${run}" as it had to come within ${timeoutMs} ms`);
  }
}

/** How long a signal is waited for. */
export interface WaitForOptions {
  /**
   * Longest wait in milliseconds, above 0, counted from the first time that the state got here, also while the process
   * does not run. @default {undefined} no limit
   */
  readonly timeoutMs?: number;
}

/** Data of a record of kind `signal`. */
interface SignalData {
  readonly name: string;
  readonly number: number;
  readonly payload: unknown;
}

/**
 * Waits for a signal. Each signal goes to one wait: the first takes the oldest signal of its name. Which one a wait
 * took is recorded, so a state that is tried again, or resumed, is given the same.
 *
 * @param context What the state was given.
 * @param name Name of the signal.
 * @param options How long to wait.
 * @returns What was sent with it.
 * @throws {SignalTimeoutError} If it did not come in time.
 * @throws {TypeError} If the run is not durable.
 * @throws {RangeError} If `timeoutMs` is out of its bounds.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { durable, memoryCheckpoints, waitFor } from "puffinflow/durability";
 *
 * const article = agent("article")
 *   .state("draft", () => "All about puffins")
 *   .state("publish", { after: ["draft"] }, async (context) => {
 *     const { by } = await waitFor<{ by: string }>(context, "approval");
 *     return `${context.from.draft}, approved by ${by}`;
 *   });
 *
 * const articles = durable(article, { store: memoryCheckpoints() });
 * const run = await articles.start(undefined, { id: "puffins" });
 * await articles.signal("puffins", "approval", { by: "Ada" });
 * const { publish } = (await run.result).unwrap();
 * if (publish !== "All about puffins, approved by Ada") throw new Error(publish);
 * ```
 */
export async function waitFor<T = unknown>(
  context: AnyStateContext,
  name: string,
  options: WaitForOptions = {},
): Promise<T> {
  const { timeoutMs } = options, step = stepOf(context, `wait for signal "${name}"`);
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs < Infinity)) {
    throw new RangeError(
      `Cannot wait for signal "${name}" as 'timeoutMs' must be above 0 and finite: current value is ${timeoutMs}`,
    );
  }
  const { journal } = step.scope.run, key = callKey(step, `signal/${name}`);
  const recorded = journal.find("signal", key);
  if (recorded !== undefined) return fromJson((recorded.data as SignalData).payload) as T;
  const { number, payload } = await received(step, { key, name, timeoutMs });
  await journal.put({ kind: "signal", key, data: { name, number, payload } satisfies SignalData });
  return fromJson(payload) as T;
}

interface Wait {
  readonly key: string;
  readonly name: string;
  readonly timeoutMs: number | undefined;
}

async function received(step: Step, { key, name, timeoutMs }: Wait): Promise<StoredSignal> {
  const { run } = step.scope, clocks = clocksOf(step), { signal } = step.context;
  if (timeoutMs === undefined) return await run.mailbox.take(name, signal, clocks.clock);
  const dueAtMs = await dueAt(step, { key, delayMs: timeoutMs }), present = await run.mailbox.tryTake(name);
  // It came before anyone asked, and maybe while the process did not run: then the limit has passed, and is kept.
  if (present !== undefined) return present;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]), late = new AbortController();
  const timer = until(dueAtMs, { ...clocks, signal: AbortSignal.any([signal, late.signal]) })
    .then(() => over.abort(new SignalTimeoutError(run.journal.id, name, timeoutMs)), () => {});
  try {
    return await run.mailbox.take(name, either, clocks.clock);
  } finally {
    late.abort();
    await timer;
  }
}
