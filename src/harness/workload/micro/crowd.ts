/**
 * Counts who is inside at the same time. Programs fold the peak into their digests: tasks that were to run side by
 * side and ran one after the other have another one.
 * @module
 */

/** Those who are inside now, and the most that ever were. */
export class Crowd {
  /** Most that were inside at once. */
  peak = 0;
  #inside = 0;

  /** How many are inside. */
  get inside(): number {
    return this.#inside;
  }

  /**
   * Comes in.
   *
   * @param size As how many it counts.
   */
  enter(size = 1): void {
    this.#inside += size;
    this.peak = Math.max(this.peak, this.#inside);
  }

  /**
   * Goes out.
   *
   * @param size As how many it counted.
   */
  leave(size = 1): void {
    this.#inside -= size;
  }
}
