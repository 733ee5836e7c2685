/**
 * Looks for claims that are held too long, with one alarm for all of them: it is due when the oldest is.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import type { Claim, HeldClaims } from "./claim.ts";

/** What a watch needs to know. */
export interface HeldWatchOptions {
  readonly clock: Clock;
  /** What is too long, in milliseconds. */
  readonly limitMs: number;
  /** Is told of each claim once. */
  onTooLong(claim: Claim): void;
}

/** The watch of one pool. */
export class HeldWatch extends Alarm {
  readonly #held: HeldClaims;
  readonly #options: HeldWatchOptions;
  #isSet = false;

  /** Makes a watch over claims. */
  constructor(held: HeldClaims, options: HeldWatchOptions) {
    super();
    this.#held = held;
    this.#options = options;
  }

  /** A claim was added. */
  added(): void {
    if (this.#isSet) return;
    this.#isSet = true;
    this.#options.clock.set(this, this.#options.limitMs);
  }

  /** A claim was taken out: with none left there is nothing to wait for. */
  removed(): void {
    if (this.#held.size > 0 || !this.#isSet) return;
    this.#isSet = false;
    this.#options.clock.clear(this);
  }

  override ring(): void {
    const { clock, limitMs, onTooLong } = this.#options;
    const nowMs = clock.now(), overdue: Claim[] = [];
    this.#isSet = false;
    for (const claim of this.#held) {
      if (claim.isOverdue) continue;
      const leftMs = claim.acquiredAtMs + limitMs - nowMs;
      if (leftMs > 0) {
        this.#isSet = true;
        clock.set(this, leftMs);
        break;
      }
      claim.isOverdue = true;
      overdue.push(claim);
    }
    for (const claim of overdue) onTooLong(claim);
  }
}
