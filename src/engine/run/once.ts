/**
 * Doing something once per run.
 * @module
 */

/**
 * Does a deed unless it was done under the same key.
 *
 * @param done What was done so far.
 * @param key What names the deed.
 * @param deed What to do.
 * @returns What the first successful call gave, or gives.
 */
export function once(done: Map<string, Promise<unknown>>, key: string, deed: () => unknown): Promise<unknown> {
  const known = done.get(key);
  if (known !== undefined) return known;
  // Inside a promise, so that a deed that throws at once is a rejection like any other.
  const doing = new Promise((resolve) => resolve(deed()));
  done.set(key, doing);
  doing.catch(() => done.delete(key));
  return doing;
}
