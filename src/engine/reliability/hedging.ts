/**
 * A second attempt while the first one is still under way: against the few calls that take far longer than the
 * rest. It is for calls that may be made twice, and after Dean and Barroso, "The Tail at Scale" (2013): wait for
 * the latency that most calls keep to, then ask once more, and take the first answer.
 *
 * Our own, as the libraries at hand have none that runs on the engine's clock.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { Call } from "./call.ts";
import { HedgedCall } from "./hedged_call.ts";
import { LatencyWindow } from "./latency_window.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import { duration, share, wholeNumber } from "./number_check.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";
import type { RetryBudget } from "./retry_budget.ts";

/** How long the first attempt has for itself. */
export type HedgeDelay =
  /** Always the same time. */
  | {
    readonly kind: "fixed";
    /** The time in milliseconds, above 0. */
    readonly delayMs: number;
  }
  /** As long as this share of the latest first attempts took at most. */
  | {
    readonly kind: "percentile";
    /** The share: above 0, up to 1. @default {0.95} */
    readonly quantile?: number;
    /** The time until `minSamples` latencies are known, in milliseconds, above 0. */
    readonly initialDelayMs: number;
    /** Least latencies that tell enough: a whole number of 1 or more, up to `maxSamples`. @default {20}, or `maxSamples` if that is less */
    readonly minSamples?: number;
    /** Most latencies that are kept: a whole number of 1 or more. @default {200} */
    readonly maxSamples?: number;
  };

/** Options of {@linkcode Hedging}. */
export interface HedgingOptions extends ListenerOptions {
  /** How long the first attempt has for itself. */
  readonly delay: HedgeDelay;
  /** Gives each second attempt, or does not. @default {undefined} each call may have one */
  readonly budget?: RetryBudget;
  /** Name for messages and events. @default {"hedging"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/** What {@linkcode Hedging} tells. */
export type HedgeEvent =
  /** A second attempt began, or there was no budget for it. */
  | {
    readonly kind: "hedged" | "no-budget";
    /** Name of the policy. */
    readonly policy: string;
  }
  /** A call with two attempts was answered. */
  | {
    readonly kind: "won";
    /** Name of the policy. */
    readonly policy: string;
    /** Number of the attempt whose answer it was. */
    readonly attempt: number;
  };

/**
 * Hedging. At most two attempts are under way for a call. The first answer is taken, and the other attempt is
 * aborted by its signal, with a {@linkcode HedgeLostError} as the reason. An error is no answer: the other attempt
 * still may give one, and if neither does, the first one's error is thrown. A first attempt that fails before
 * the second begins fails the call: hedging is not a retry.
 *
 * @example The second one is faster
 * ```ts
 * import assert from "node:assert/strict";
 * import { Hedging, SimulatedClock } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock();
 * const hedging = new Hedging({ delay: { kind: "fixed", delayMs: 50 }, clock });
 * const answer = hedging.execute(({ attempt }) => attempt === 1 ? new Promise<string>(() => {}) : "the second");
 * await clock.advance(50);
 * assert.equal(await answer, "the second");
 * ```
 */
export class Hedging implements Policy {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #budget: RetryBudget | undefined;
  readonly #delay: HedgeDelay;
  readonly #latencies: LatencyWindow | null;
  readonly #minSamples: number;
  readonly #listeners: Listeners<HedgeEvent>;

  /**
   * Makes a policy.
   *
   * @param options When a second attempt begins, and its budget.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: HedgingOptions) {
    const { delay, budget, name = "hedging", clock = systemClock } = options, action = `make "${name}"`;
    this.#name = name;
    this.#clock = clock;
    this.#budget = budget;
    this.#delay = delay;
    this.#listeners = new Listeners(options);
    if (delay.kind === "fixed") {
      duration(delay.delayMs, { action, option: "delay.delayMs" });
      this.#minSamples = 0;
      this.#latencies = null;
      return;
    }
    const { quantile = 0.95, maxSamples = 200, minSamples = Math.min(20, maxSamples) } = delay;
    duration(delay.initialDelayMs, { action, option: "delay.initialDelayMs" });
    share(quantile, { action, option: "delay.quantile" });
    wholeNumber(maxSamples, { action, option: "delay.maxSamples" });
    this.#minSamples = wholeNumber(minSamples, { action, option: "delay.minSamples", max: maxSamples });
    this.#latencies = new LatencyWindow(maxSamples, quantile);
  }

  /** How long the first attempt of a call that began now would have for itself, in milliseconds. */
  get delayMs(): number {
    if (this.#delay.kind === "fixed") return this.#delay.delayMs;
    const latencies = this.#latencies!;
    return latencies.count < this.#minSamples ? this.#delay.initialDelayMs : latencies.percentileMs();
  }

  /**
   * Calls a function, and once more if it takes long.
   *
   * @param fn What to call; its context tells which of the two attempts it is.
   * @param options The call's signal and deadline.
   * @returns The first answer.
   * @throws What the first attempt threw, if no attempt answers.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const outer = Call.begin(options), clock = this.#clock;
    this.#budget?.deposit();
    const startedMs = this.#latencies === null ? 0 : clock.now();
    const call = new HedgedCall(fn, outer, { clock, mayHedge: () => this.#mayHedge() });
    const { value, attempt } = await call.start(this.delayMs);
    // Of a first attempt that lost it is only known that it takes longer.
    this.#latencies?.record(clock.now() - startedMs);
    if (call.isHedged) this.#tell({ kind: "won", policy: this.#name, attempt });
    return value;
  }

  /**
   * Listens.
   *
   * @param listener Is called for each second attempt.
   * @returns What takes it away.
   */
  on(listener: Listener<HedgeEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  #mayHedge(): boolean {
    const mayHedge = this.#budget === undefined || this.#budget.tryWithdraw();
    this.#tell({ kind: mayHedge ? "hedged" : "no-budget", policy: this.#name });
    return mayHedge;
  }

  #tell(event: HedgeEvent): void {
    if (this.#listeners.isHeard) this.#listeners.tell(event);
  }
}
