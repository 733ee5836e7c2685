/**
 * What is wrong with a file that was to be gone on with.
 * @module
 */

/** Thrown when a file cannot be continued as a journal. */
export class JournalError extends Error {
  override readonly name = "JournalError";

  /**
   * Says what is wrong with a journal.
   *
   * @param path The file.
   * @param requirement What must be, and what is instead.
   */
  constructor(readonly path: string, requirement: string, options?: ErrorOptions) {
    super(`Cannot resume ${path} as ${requirement}`, options);
  }
}
