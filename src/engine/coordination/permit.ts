/**
 * The right that a lock or semaphore gives, as an object of its own: whoever has it can give it back
 * once, and nobody can give back another's.
 * @module
 */
import type { Claim } from "./claim.ts";
import type { Owner } from "./owner.ts";

/** A right to be inside. Give it back with {@linkcode Permit.release}, or declare it with `using`. */
export class Permit implements Disposable, AsyncDisposable {
  /**
   * Fencing token: the rights of one primitive are numbered upwards from 1. Storage that remembers the
   * highest number it has seen can refuse a late write of an earlier holder.
   */
  readonly token: number;
  readonly #claim: Claim;
  #giveBack: ((permit: Permit) => void) | null;

  /**
   * Makes a right that is held. For primitives only.
   *
   * @param giveBack Called once, when it is released.
   * @param token Its number.
   * @param claim What is granted, and to whom.
   */
  constructor(giveBack: (permit: Permit) => void, token: number, claim: Claim) {
    this.token = token;
    this.#claim = claim;
    this.#giveBack = giveBack;
  }

  /** How many units of the primitive are held. */
  get units(): number {
    return this.#claim.units;
  }

  /** Whom it belongs to, if that was said. */
  get owner(): Owner | undefined {
    return this.#claim.owner;
  }

  /** Whether it has not been released yet. */
  get isHeld(): boolean {
    return this.#giveBack !== null;
  }

  /** Gives the right back; does nothing from the second call on. */
  release(): void {
    const giveBack = this.#giveBack;
    if (giveBack === null) return;
    this.#giveBack = null;
    giveBack(this);
  }

  /** Same as {@linkcode release}: for `using`. */
  [Symbol.dispose](): void {
    this.release();
  }

  /** Same as {@linkcode release}: for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    this.release();
    return Promise.resolve();
  }
}
