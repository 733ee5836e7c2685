/**
 * A request's life, from being asked for to being given back, as the pool's books have it. What its holder
 * has is the lease of `lease.ts`, what it is while it waits is in `wait.ts`. The claims that are held form a
 * list in which joining and leaving take constant time.
 * @module
 */
import type { Need } from "./inventory.ts";
import type { ResourceOwner } from "./owner.ts";
import type { QuotaCharge } from "./quota_book.ts";

/** Number of the node of a claim that has none. */
export const NOWHERE = -1;

/** What a claim is made of. */
export interface ClaimTerms {
  /** What is asked for. */
  readonly need: Need;
  /** In whose name. */
  readonly owner: ResourceOwner;
  /** Higher is more important. */
  readonly priority: number;
  /** Whether a more important claim may take its place. */
  readonly isPreemptible: boolean;
}

/** One claim. */
export class Claim {
  readonly need: Need;
  readonly owner: ResourceOwner;
  readonly priority: number;
  readonly isPreemptible: boolean;
  /** What the quotas were charged; `null` without quotas. */
  charge: QuotaCharge | null = null;
  /** Number of the node that meets it, {@linkcode NOWHERE} while it is not held. */
  node = NOWHERE;
  acquiredAtMs = 0;
  /** Order in which claims were met: later is higher. */
  turn = 0;
  /** Where it was acquired; only with full diagnostics. */
  stack: string | undefined = undefined;
  isOverdue = false;
  /** Whether it must stop. */
  isStopping = false;
  previous: Claim | null = null;
  next: Claim | null = null;
  #controller: AbortController | null = null;
  #reason: unknown = undefined;

  /** Makes a claim that is not held. */
  constructor({ need, owner, priority, isPreemptible }: ClaimTerms) {
    this.need = need;
    this.owner = owner;
    this.priority = priority;
    this.isPreemptible = isPreemptible;
  }

  /** Whether it is held. */
  get isHeld(): boolean {
    return this.node !== NOWHERE;
  }

  /** Aborted when the claim is told to stop. Made when somebody asks for it first: most never do. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.isStopping) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /**
   * Decides that whoever holds it must stop.
   *
   * @param reason Why.
   */
  mark(reason: unknown): void {
    this.isStopping = true;
    this.#reason = reason;
  }

  /** Tells whoever holds it to stop. */
  tell(): void {
    this.#controller?.abort(this.#reason);
  }
}

/** The claims that are held, in the order in which they were met. */
export class HeldClaims {
  #first: Claim | null = null;
  #last: Claim | null = null;
  #size = 0;

  /** Number of claims. */
  get size(): number {
    return this.#size;
  }

  /** Adds a claim at the end. */
  add(claim: Claim): void {
    claim.previous = this.#last;
    if (this.#last === null) this.#first = claim;
    else this.#last.next = claim;
    this.#last = claim;
    this.#size++;
  }

  /** Takes a member out. */
  remove(claim: Claim): void {
    const { previous, next } = claim;
    if (previous === null) this.#first = next;
    else previous.next = next;
    if (next === null) this.#last = previous;
    else next.previous = previous;
    claim.previous = claim.next = null;
    this.#size--;
  }

  /** Walks from the oldest to the youngest. */
  *[Symbol.iterator](): Generator<Claim> {
    for (let claim = this.#first; claim !== null; claim = claim.next) yield claim;
  }
}
