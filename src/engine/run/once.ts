/**
 * Doing something once per run.
 * @module
 */

/** What a run has done once. */
export class Onces {
  readonly #done: Map<string, Promise<unknown>> = new Map();

  /**
   * Does a deed unless it was done under the same key.
   *
   * @param key What names the deed.
   * @param deed What to do.
   * @returns What the first successful call gave, or gives.
   */
  once(key: string, deed: () => unknown): Promise<unknown> {
    const known = this.#done.get(key);
    if (known !== undefined) return known;
    // Inside a promise, so that a deed that throws at once is a rejection like any other.
    const doing = new Promise((resolve) => resolve(this.perform(key, deed)));
    this.#done.set(key, doing);
    doing.catch(() => this.#done.delete(key));
    return doing;
  }

  /**
   * Does a deed that was not done: a durable run looks into its journal first.
   *
   * @param _key What names the deed.
   * @param deed What to do.
   * @returns What it gives.
   */
  protected perform(_key: string, deed: () => unknown): unknown {
    return deed();
  }
}
