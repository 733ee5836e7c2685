/**
 * What happens when a step cannot be recorded.
 * @module
 */
import { PuffinError } from "../../puffin_error.ts";

/** A run that could not go on as a step could not be recorded. */
export class SaveFailedError extends PuffinError {
  /** The class's name. */
  override readonly name = "SaveFailedError";
  /** Stable name of this kind of error. */
  override readonly code = "save-failed";

  /**
   * Words the error.
   *
   * @param run The run.
   * @param cause Why it could not be recorded.
   */
  constructor(readonly run: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Cannot go on with run "${run}" as each step must be recorded: ${why}; mend that and resume the run`, {
      cause,
    });
  }
}

/** Something was not stored, and the run goes on all the same. */
export interface DurabilityWarning {
  /** `save-failed`: a step was not recorded. `prune-failed`: runs that need not be kept could not be removed. */
  readonly kind: "save-failed" | "prune-failed";
  /** The run. */
  readonly run: string;
  /** What the store said. */
  readonly error: unknown;
  /** How many records wait to be tried again with the next one. */
  readonly unsaved: number;
}

/**
 * What a step that cannot be recorded does to its run. `fail-run` ends it at once, with nothing undone: it can be
 * resumed when the store works again. `warn` lets it go on; what was not recorded is tried again, in order, with the
 * next record.
 */
export type SaveFailurePolicy = "fail-run" | "warn";
