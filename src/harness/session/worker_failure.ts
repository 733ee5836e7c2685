/**
 * Why a worker could not answer, and words for whatever was thrown.
 * @module
 */
import type { WorkerFailureCode } from "./protocol.ts";

/** Why a request could not be answered, for the parent to sort. */
export class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";

  /**
   * Says what happened.
   *
   * @param code What it means for the cell.
   * @param message What happened, as a clause about the adapter.
   */
  constructor(readonly code: WorkerFailureCode, message: string) {
    super(message);
  }
}

/**
 * Puts what was thrown into words, whatever it is.
 *
 * @param thrown Anything.
 * @returns Name and message of an error, else the thing as text.
 */
export function wordsFor(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
