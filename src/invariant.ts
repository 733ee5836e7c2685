/**
 * `invariant()` states what must hold if our own code is right. What a caller can get wrong is
 * reported with errors of its own instead.
 * @module
 */

/** Thrown when the project itself is wrong; never caused by a user's input. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/**
 * Throws when `condition` does not hold.
 *
 * @param condition What must be true.
 * @param message What was expected, as a statement about the program.
 * @throws {InvariantError} If `condition` is false.
 */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
