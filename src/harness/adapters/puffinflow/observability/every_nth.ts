/**
 * Chance that comes out the same for every run: one draw of so many is low, at a fixed place.
 * @module
 */
import type { Random } from "puffinflow/observability";

/** Fractions that go round: 0, 1/n, 2/n and so on, then 0 again. */
export class EveryNth implements Random {
  readonly #n: number;
  #draws = 0;
  #ids = 0;

  /**
   * Makes one.
   *
   * @param n After how many draws of a fraction they begin again.
   */
  constructor(n: number) {
    this.#n = n;
  }

  float(): number {
    return this.#draws++ % this.#n / this.#n;
  }

  /** Numbers that name something: never 0, and not the same twice. */
  uint32(): number {
    return ++this.#ids >>> 0;
  }

  below(bound: number): number {
    return this.#draws++ % bound;
  }
}
