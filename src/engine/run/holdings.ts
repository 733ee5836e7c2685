/**
 * What the attempts of one run hold: which of them may start now, and how many functions have not really
 * ended. When the run is over and all of them have, whatever is still held in the run's name was left behind:
 * then the pool looks for it.
 * @module
 */
import type { ResourcePool } from "../resources/resource_pool.ts";

/** An attempt that has all it needs: a context that holds something. */
export interface GrantedAttempt {
  /** Gives everything back. */
  release(): void;
}

/** A run, as far as its holdings know it. */
export interface HoldingRun {
  /** `null` until it holds something. */
  holdings: Holdings | null;
  readonly plan: { readonly agent: string };
  readonly settings: { readonly pool: ResourcePool | null };
}

/** The holdings of one run. */
export class Holdings {
  /** Stands for the run in the books of pools. */
  readonly run: object;
  /** Attempts that waited and have all they need, by task, until they start. */
  readonly granted: Map<number, GrantedAttempt> = new Map();
  readonly #pool: ResourcePool | null;
  #underWay = 0;
  #isOver = false;

  /**
   * Makes the holdings of a run that holds nothing.
   *
   * @param agent Name of the agent, for whoever reads a report of the pool.
   * @param pool The run's pool.
   */
  constructor(agent: string, pool: ResourcePool | null) {
    this.run = Object.freeze({ agent });
    this.#pool = pool;
  }

  /** A state's function, or a wait for what it needs, has begun. */
  began(): void {
    this.#underWay++;
  }

  /** One of them has really ended. */
  ended(): void {
    this.#underWay--;
    this.#audit();
  }

  /** The run is over; functions that it does not wait for may not be. */
  runEnded(): void {
    this.#isOver = true;
    this.#audit();
  }

  #audit(): void {
    if (this.#isOver && this.#underWay === 0) this.#pool?.auditRun(this.run);
  }
}

/**
 * Gives the holdings of a run.
 *
 * @param run The run.
 * @returns The same ones each time.
 */
export function holdingsOf(run: HoldingRun): Holdings {
  return run.holdings ??= new Holdings(run.plan.agent, run.settings.pool);
}
