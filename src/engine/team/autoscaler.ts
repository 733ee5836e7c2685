/**
 * Follows a scaling rule in time: not before the last change has had its effect. It looks when something has happened, or
 * when the passing of time alone may change its mind: one alarm, and no polling.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { type PoolObservation, type Scaling, type ScalingRule, scalingRule } from "./scaling.ts";

/** What an autoscaler sees and moves. */
export interface ScaledPool {
  readonly clock: Clock;
  readonly minWorkers: number;
  readonly maxWorkers: number;
  /** What is seen of the pool. */
  observe(): PoolObservation;
  /** Changes its number of workers, which is within the bounds. */
  resize(workers: number): void;
}

/** Changes the size of one pool. */
export class Autoscaler extends Alarm {
  readonly #pool: ScaledPool;
  readonly #rule: ScalingRule;
  readonly #upMs: number;
  readonly #downMs: number;
  #changedMs = -Infinity;
  #isStopped = false;

  /**
   * Makes one.
   *
   * @param scaling What a caller configured.
   * @param pool The pool.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {TypeError} If there is no such kind of scaling.
   */
  constructor(scaling: Scaling, pool: ScaledPool) {
    super();
    const { scaleUpCooldownMs = 1_000, scaleDownCooldownMs = 30_000 } = scaling;
    this.#pool = pool;
    this.#rule = scalingRule(scaling);
    this.#upMs = checkedMs(scaleUpCooldownMs, "scaleUpCooldownMs");
    this.#downMs = checkedMs(scaleDownCooldownMs, "scaleDownCooldownMs");
  }

  /** Looks at the pool, and changes its size if that is called for. What a caller's function throws is reported. */
  look(): void {
    if (this.#isStopped) return;
    this.#pool.clock.clear(this);
    try {
      this.#follow();
    } catch (error) {
      reportError(error);
    }
  }

  /** Takes note of a change that somebody else made. */
  noteChange(): void {
    this.#changedMs = this.#pool.clock.now();
  }

  /** Never looks again. */
  stop(): void {
    this.#isStopped = true;
    this.#pool.clock.clear(this);
  }

  override ring(): void {
    this.look();
  }

  #follow(): void {
    const { clock, minWorkers, maxWorkers } = this.#pool, seen = this.#pool.observe();
    const { workers: wanted, lookAgainMs } = this.#rule(seen);
    const workers = Math.min(Math.max(Math.ceil(wanted), minWorkers), maxWorkers);
    if (workers === seen.workers) {
      if (lookAgainMs !== Infinity) clock.set(this, lookAgainMs);
      return;
    }
    const restMs = this.#changedMs + (workers > seen.workers ? this.#upMs : this.#downMs) - clock.now();
    if (restMs > 0) return clock.set(this, restMs);
    this.noteChange();
    this.#pool.resize(workers);
    // Nothing may happen that would be a reason to look, and the change may not have been enough.
    clock.set(this, this.#upMs);
  }
}

function checkedMs(value: number, option: string): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`Cannot scale a pool as '${option}' must be 0 or more and finite: current value is ${value}`);
}
