/**
 * Errors of limits that were exceeded: one attempt of a state, or a whole run.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** An attempt of a state took longer than the state's `timeoutMs`. */
export class StateTimeoutError extends PuffinError {
  /** The class's name. */
  override readonly name = "StateTimeoutError";
  /** Stable name of this kind of error. */
  override readonly code = "state-timeout";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param state Name of the state.
   * @param timeoutMs The limit in milliseconds.
   */
  constructor(readonly agent: string, readonly state: string, readonly timeoutMs: number) {
    super(
      `Cannot complete state "${state}" of agent "${agent}" as an attempt must end within ${timeoutMs} ms: ` +
        `raise 'timeoutMs', or let the state's function stop on its signal and do less`,
    );
  }
}

/** A run took longer than its `timeoutMs`. */
export class RunTimeoutError extends PuffinError {
  /** The class's name. */
  override readonly name = "RunTimeoutError";
  /** Stable name of this kind of error. */
  override readonly code = "run-timeout";

  /**
   * Words the error.
   *
   * @param agent Name of the agent.
   * @param timeoutMs The limit in milliseconds.
   */
  constructor(readonly agent: string, readonly timeoutMs: number) {
    super(`Cannot complete the run of agent "${agent}" as it must end within ${timeoutMs} ms: raise 'timeoutMs'`);
  }
}
