/**
 * Waits that survive a crash: what is recorded is when they are over, not how long they are.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { WallClock } from "../../time/wall_clock.ts";
import { type AnyStateContext, callKey, type Step, stepOf } from "./step_of.ts";

/** Longest wait before the wall clock is looked at again, in milliseconds: somebody may have set it. */
const LOOK_MS = 60_000;

/** Data of a record of kind `timer`. */
interface TimerData {
  readonly dueAtMs: number;
}

/**
 * Waits for a while, which goes on counting when the process does not run. The state is in flight meanwhile: its own
 * limits hold, and a place that it takes stays taken.
 *
 * @param context What the state was given.
 * @param delayMs How long, in milliseconds, 0 or more: counted from the first time that the state got here.
 * @returns Resolves when it is over; rejects with the reason of the state's signal when that is aborted.
 * @throws {RangeError} If `delayMs` is out of its bounds.
 * @throws {TypeError} If the run is not durable.
 */
export async function sleepFor(context: AnyStateContext, delayMs: number): Promise<void> {
  if (!(delayMs >= 0 && delayMs < Infinity)) {
    throw new RangeError(`Cannot sleep as 'delayMs' must be 0 or more and finite: current value is ${delayMs}`);
  }
  const step = stepOf(context, "sleep");
  const dueAtMs = await dueAt(step, { key: callKey(step, "sleep"), delayMs });
  await until(dueAtMs, { ...clocksOf(step), signal: context.signal });
}

/**
 * Waits until a moment, also one that comes when the process does not run.
 *
 * @param context What the state was given.
 * @param moment When, on the wall clock.
 * @returns Resolves when it has come; rejects with the reason of the state's signal when that is aborted.
 * @throws {RangeError} If `moment` is no date.
 * @throws {TypeError} If the run is not durable.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { durable, memoryCheckpoints, sleepUntil } from "puffinflow/durability";
 *
 * const reminder = agent("reminder").input<{ at: Date }>()
 *   .state("wait", async (context) => {
 *     await sleepUntil(context, context.input.at);
 *     return "sent";
 *   });
 * const reminders = durable(reminder, { store: memoryCheckpoints() });
 * const { wait } = (await reminders.run({ at: new Date(0) })).unwrap();
 * if (wait !== "sent") throw new Error(wait);
 * ```
 */
export async function sleepUntil(context: AnyStateContext, moment: Date): Promise<void> {
  const dueAtMs = moment.getTime();
  if (Number.isNaN(dueAtMs)) throw new RangeError("Cannot sleep as the moment must be a date: current value is none");
  await until(dueAtMs, { ...clocksOf(stepOf(context, "sleep")), signal: context.signal });
}

/**
 * Says when a wait is over, and records that.
 *
 * @param step The step that waits.
 * @param wait What names the wait, and how long it is.
 * @returns The moment on the wall clock, in milliseconds: the one that was recorded, if the step was here before.
 */
export async function dueAt(
  { scope }: Step,
  wait: { readonly key: string; readonly delayMs: number },
): Promise<number> {
  const { journal, wallClock } = scope.run, recorded = journal.find("timer", wait.key);
  if (recorded !== undefined) return (recorded.data as TimerData).dueAtMs;
  const data: TimerData = { dueAtMs: wallClock.wallNow() + wait.delayMs };
  const stored = await journal.put({ kind: "timer", key: wait.key, data });
  return (stored.data as TimerData).dueAtMs;
}

/** What tells time to a wait, and what ends it. */
export interface WaitClocks {
  readonly clock: Clock;
  readonly wallClock: WallClock;
}

/**
 * Finds the clocks of a step.
 *
 * @param step The step.
 */
export function clocksOf({ context, scope }: Step): WaitClocks {
  return { clock: context.execution.settings.clock, wallClock: scope.run.wallClock };
}

/**
 * Waits until a moment.
 *
 * @param dueAtMs When, on the wall clock, in milliseconds.
 * @param by What tells time, and what ends the wait.
 */
export async function until(dueAtMs: number, by: WaitClocks & { readonly signal: AbortSignal }): Promise<void> {
  for (let leftMs = dueAtMs - by.wallClock.wallNow(); leftMs > 0; leftMs = dueAtMs - by.wallClock.wallNow()) {
    by.signal.throwIfAborted();
    await new Nap(by.clock, by.signal).of(Math.min(leftMs, LOOK_MS));
  }
}

class Nap extends Alarm implements EventListenerObject {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #end = Promise.withResolvers<void>();

  constructor(clock: Clock, signal: AbortSignal) {
    super();
    this.#clock = clock;
    this.#signal = signal;
  }

  of(delayMs: number): Promise<void> {
    this.#signal.addEventListener("abort", this, { once: true });
    this.#clock.set(this, delayMs);
    return this.#end.promise;
  }

  override ring(): void {
    this.#signal.removeEventListener("abort", this);
    this.#end.resolve();
  }

  handleEvent(): void {
    this.#clock.clear(this);
    this.#end.reject(this.#signal.reason);
  }
}
