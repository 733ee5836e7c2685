/**
 * What a holder has: an object that gives back exactly what it stands for, once, and nothing else can.
 * The pool's books know the claim and not the lease, so that a lease which is lost can be told from one
 * that is kept.
 * @module
 */
import type { Amounts } from "./amounts.ts";
import type { Claim } from "./claim.ts";
import type { ResourceOwner } from "./owner.ts";

/** What a lease needs of its pool. */
export interface LeaseOffice {
  /** Writes what a claim holds in amounts. */
  amountsOf(claim: Claim): Amounts;
  /** Name of a node by its number. */
  nodeName(node: number): string;
  /** Takes back what a claim that is held holds. */
  takeBack(claim: Claim): void;
}

/** Resources that are held. Give them back with {@linkcode Lease.release}, or declare the lease with `using`. */
export class Lease implements Disposable, AsyncDisposable {
  /** Name of the node that meets the request. */
  readonly node: string;
  readonly #office: LeaseOffice;
  readonly #claim: Claim;

  /**
   * Makes a lease. For pools only.
   *
   * @param office The pool.
   * @param claim A claim that is held.
   */
  constructor(office: LeaseOffice, claim: Claim) {
    this.#office = office;
    this.#claim = claim;
    this.node = office.nodeName(claim.node);
  }

  /** What is held. */
  get amounts(): Amounts {
    return this.#office.amountsOf(this.#claim);
  }

  /** In whose name. */
  get owner(): ResourceOwner {
    return this.#claim.owner;
  }

  /** How important it is. */
  get priority(): number {
    return this.#claim.priority;
  }

  /** Whether it has not been given back yet. A lease that was told to stop is held until it is released. */
  get isHeld(): boolean {
    return this.#claim.isHeld;
  }

  /**
   * Aborted with a {@linkcode PreemptedError} when something more important needs the resources: stop, and
   * release. Until then nobody else gets them.
   */
  get signal(): AbortSignal {
    return this.#claim.signal;
  }

  /** Gives everything back; does nothing from the second call on. */
  release(): void {
    if (this.#claim.isHeld) this.#office.takeBack(this.#claim);
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
