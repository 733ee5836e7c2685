/**
 * Which texts may name a run.
 * @module
 */

/** Longest id, in UTF-16 units. */
const LONGEST = 200;

/**
 * Checks the id of a run.
 *
 * @param id The id.
 * @returns The id.
 * @throws {TypeError} If it is not usable.
 */
export function checkRunId(id: string): string {
  if (typeof id !== "string" || id === "" || id.length > LONGEST || !id.isWellFormed()) {
    throw new TypeError(
      `Cannot name a run as its id must be text of 1 to ${LONGEST} characters: current value is ${JSON.stringify(id)}`,
    );
  }
  return id;
}
