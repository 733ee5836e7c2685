/**
 * Errors of limits that were exceeded: one attempt of a state, or a whole run.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** An attempt of a state took longer than the state's `timeoutMs`. */
export class StateTimeoutError extends PuffinError {
  override readonly name = "StateTimeoutError";
  override readonly code = "state-timeout";

  constructor(
    /** Name of the agent. */
    readonly agent: string,
    /** Name of the state. */
    readonly state: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot complete state "${state}" of agent "${agent}" as an attempt must end within ${timeoutMs} ms: ` +
        `raise 'timeoutMs', or let the state's function stop on its signal and do less`,
    );
  }
}

/** A run took longer than its `timeoutMs`. */
export class RunTimeoutError extends PuffinError {
  override readonly name = "RunTimeoutError";
  override readonly code = "run-timeout";

  constructor(
    /** Name of the agent. */
    readonly agent: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(`Cannot complete the run of agent "${agent}" as it must end within ${timeoutMs} ms: raise 'timeoutMs'`);
  }
}
