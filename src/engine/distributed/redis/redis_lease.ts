/**
 * A lock that has to be renewed: its holder's death ends it.
 * @module
 */
import type { Redis } from "ioredis";
import { Alarm, type Clock } from "../../../time/clock.ts";
import { RELEASE, RENEW } from "./run_scripts.ts";

/** What is leased. */
export interface Leased {
  readonly redis: Redis;
  /** Key of the lock. */
  readonly lock: string;
  /** What the lock holds. */
  readonly token: string;
  /** How long it lasts without being renewed, in milliseconds. */
  readonly leaseMs: number;
  readonly clock: Clock;
}

/** Parts of a lease after which it is renewed: two attempts may fail. */
const RENEWALS = 3;

/** A lock held here, renewed until it is given up or found to be lost. */
export class RedisLease extends Alarm {
  readonly #leased: Leased;
  #isOver = false;

  /**
   * Begins to renew it.
   *
   * @param leased What is held.
   */
  constructor(leased: Leased) {
    super();
    this.#leased = leased;
    leased.clock.set(this, leased.leaseMs / RENEWALS);
  }

  override ring(): void {
    this.#renew();
  }

  /** Gives it up. */
  async release(): Promise<void> {
    const { redis, lock, token, clock } = this.#leased;
    this.#isOver = true;
    clock.clear(this);
    await RELEASE.run(redis, [lock], [token]);
  }

  async #renew(): Promise<void> {
    const { redis, lock, token, leaseMs, clock } = this.#leased;
    try {
      if (await RENEW.run(redis, [lock], [token, leaseMs]) === 0) this.#isOver = true;
    } catch {
      // The server is away: whether the lease lasted until it is back, the next write finds out.
    }
    if (!this.#isOver) clock.set(this, leaseMs / RENEWALS);
  }
}
