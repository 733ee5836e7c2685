/**
 * A right that ends by itself, and its end. Who gets it next is `lease_lock.ts`'s decision.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { PuffinError } from "../puffin_error.ts";

/** A lease ended before its holder was done with it. */
export class LeaseLostError extends PuffinError {
  /** Name of the class. */
  override readonly name = "LeaseLostError";
  /** Kind of error, for programs. */
  override readonly code = "lease-lost";

  /** Makes the error of a lease that has ended. */
  constructor(
    /** Name of the lock. */
    readonly resource: string,
    /** Number of the lease. */
    readonly token: number,
    /** How long a lease lasts, in milliseconds. */
    readonly ttlMs: number,
  ) {
    super(
      `Cannot go on with lease ${token} of "${resource}" as it must be renewed within ${ttlMs} ms and not be released: ` +
        `it has ended (renew() it more often, or raise 'ttlMs')`,
    );
  }
}

/** A right that ends by itself. */
export interface Lease extends Disposable, AsyncDisposable {
  /**
   * Fencing token: the leases of one lock are numbered upwards from 1. Storage that remembers the highest
   * number it has seen can refuse a late write of an earlier holder.
   */
  readonly token: number;
  /** When it ends unless it is renewed, in milliseconds of the lock's clock. */
  readonly expiresAtMs: number;
  /** Whether it has neither ended nor been released. */
  readonly isHeld: boolean;
  /** Aborted with a {@linkcode LeaseLostError} when the lease ends without having been released. */
  readonly signal: AbortSignal;
  /**
   * Makes the lease last its full time from now on. To be called where the work makes progress: a timer
   * would renew the lease of a holder that hangs.
   *
   * @throws {LeaseLostError} If it has ended or was released.
   */
  renew(): void;
  /** Gives the right back; does nothing when it has ended or was released. */
  release(): void;
}

/** What a lease needs of its lock. */
export interface LeaseOffice {
  readonly name: string;
  readonly ttlMs: number;
  readonly clock: Clock;
  /** Called once, when the lease has ended or was released. */
  onVacant(): void;
}

/** A lease and the alarm that ends it. */
export class TimedLease extends Alarm implements Lease {
  readonly token: number;
  readonly #office: LeaseOffice;
  readonly #controller = new AbortController();
  #expiresAtMs = 0;
  #hasEnded = false;

  constructor(office: LeaseOffice, token: number) {
    super();
    this.#office = office;
    this.token = token;
    this.#start();
  }

  get expiresAtMs(): number {
    return this.#expiresAtMs;
  }

  get isHeld(): boolean {
    return !this.#hasEnded && this.#office.clock.now() < this.#expiresAtMs;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(): void {
    // A clock rings late: what is over by the reading of the clock is over, whether it has rung or not.
    if (!this.#hasEnded && !this.isHeld) this.#lose();
    if (this.#hasEnded) throw this.#lost();
    this.#office.clock.clear(this);
    this.#start();
  }

  release(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#office.clock.clear(this);
    this.#office.onVacant();
  }

  override ring(): void {
    this.#lose();
  }

  [Symbol.dispose](): void {
    this.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  #start(): void {
    const { clock, ttlMs } = this.#office;
    this.#expiresAtMs = clock.now() + ttlMs;
    clock.set(this, ttlMs);
  }

  #lose(): void {
    this.release();
    this.#controller.abort(this.#lost());
  }

  #lost(): LeaseLostError {
    return new LeaseLostError(this.#office.name, this.token, this.#office.ttlMs);
  }
}
