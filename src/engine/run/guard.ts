/**
 * What can end a run from outside: the caller's signal and the run's own time limit. Runs without
 * either never come here.
 * @module
 */
import { Alarm } from "../../time/clock.ts";
import type { Execution } from "./execution.ts";
import type { Settled } from "./result.ts";
import { end } from "./concluding.ts";
import { start } from "./scheduler.ts";
import { RunTimeoutError } from "./timeout_error.ts";

/** What ends a run early. */
export interface Limits {
  /** Cancels the run when aborted; its reason becomes the result's error. */
  readonly signal?: AbortSignal | undefined;
  /** Longest duration of the run in milliseconds; 0 for no limit. */
  readonly timeoutMs: number;
}

class RunAlarm extends Alarm {
  readonly #execution: Execution;
  readonly #timeoutMs: number;

  constructor(execution: Execution, timeoutMs: number) {
    super();
    this.#execution = execution;
    this.#timeoutMs = timeoutMs;
  }

  override ring(): void {
    const error = new RunTimeoutError(this.#execution.plan.agent, this.#timeoutMs);
    end(this.#execution, { status: "timed-out", error });
  }
}

/**
 * Starts a run under limits; when it is over, no listener and no alarm is left behind.
 *
 * @param execution A run that has not started.
 * @param limits What ends it early.
 * @returns Its result.
 */
export async function startGuarded(execution: Execution, limits: Limits): Promise<Settled> {
  const { signal, timeoutMs } = limits, { clock } = execution.settings;
  if (signal?.aborted) {
    end(execution, { status: "cancelled", error: signal.reason });
    return execution.result!;
  }
  const cancel = () => end(execution, { status: "cancelled", error: signal!.reason });
  const alarm = timeoutMs === 0 ? null : new RunAlarm(execution, timeoutMs);
  signal?.addEventListener("abort", cancel, { once: true });
  if (alarm !== null) clock.set(alarm, timeoutMs);
  try {
    return await start(execution);
  } finally {
    signal?.removeEventListener("abort", cancel);
    if (alarm !== null) clock.clear(alarm);
  }
}
