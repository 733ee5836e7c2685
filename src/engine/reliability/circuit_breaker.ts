/**
 * Stops calling what keeps failing, and finds out with a few calls when it works again. It judges by the rates of
 * failed and slow calls among the latest ones, and one breaker serves one thing that is called:
 * `keyed_breakers.ts` has one for each key.
 *
 * Our own and no library's: cockatiel reads the system's time, knows no slow calls and probes one by one while all
 * other calls wait; and what a guarded call costs is among the things that this project measures.
 * @module
 */
import { type BreakerEvent, BreakerOpenError, type BreakerReason, type BreakerState } from "./breaker_event.ts";
import { type BreakerRules, breakerRules, type CircuitBreakerOptions } from "./breaker_options.ts";
import { Call } from "./call.ts";
import { type Listener, Listeners } from "./listeners.ts";
import type { CallVerdict, OutcomeCounts, OutcomeWindow } from "./outcome_window.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";

/** A state begins with a new object: a call that began under another one has nothing to say any more. */
type State =
  | { readonly kind: "closed"; readonly window: OutcomeWindow }
  | { readonly kind: "open"; readonly untilMs: number }
  | { readonly kind: "half-open"; successes: number }
  | { readonly kind: "forced-open" };

const NOTHING: OutcomeCounts = Object.freeze({ calls: 0, failures: 0, slowCalls: 0 });

/**
 * A circuit breaker.
 *
 * Closed, it lets all calls through, and opens when the failed or slow ones among the latest are too many. Open, it
 * refuses all for `openMs`. The first call after that makes it half-open: no more than `halfOpenMax` calls are under
 * way then, `successThreshold` good ones close it at once, a bad one opens it again. Calls whose signal is aborted
 * count as neither; calls that never end never count and keep their place as a probe, so put a {@linkcode Timeout}
 * inside of the breaker, not around it.
 *
 * @example Ask nobody who does not answer
 * ```ts
 * import assert from "node:assert/strict";
 * import { BreakerOpenError, CircuitBreaker } from "puffinflow/reliability";
 *
 * const breaker = new CircuitBreaker({ name: "search", minimumCalls: 2, openMs: 5_000 });
 * for (let i = 0; i < 2; i++) {
 *   await assert.rejects(breaker.execute(() => Promise.reject(new Error("no answer"))), { message: "no answer" });
 * }
 * assert.equal(breaker.state, "open");
 * await assert.rejects(breaker.execute(() => "never called"), BreakerOpenError);
 * ```
 */
export class CircuitBreaker implements Policy {
  readonly #rules: BreakerRules;
  readonly #listeners: Listeners<BreakerEvent>;
  /** The clock costs more than all the rest: it is read only where time decides something. */
  readonly #isTimed: boolean;
  #state: State;
  /** Probes under way, also those of an earlier half-open state. */
  #probes = 0;

  /**
   * Makes a closed breaker.
   *
   * @param options When it opens and closes.
   * @param listeners Its listeners, where several breakers share them: `keyed_breakers.ts` hands them in.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: CircuitBreakerOptions = {}, listeners?: Listeners<BreakerEvent>) {
    this.#rules = breakerRules(options);
    this.#listeners = listeners ?? new Listeners(options);
    this.#isTimed = this.#rules.slowCallMs !== Infinity || options.window?.kind === "time";
    this.#state = { kind: "closed", window: this.#rules.newWindow() };
  }

  /** Name for messages and events. */
  get name(): string {
    return this.#rules.name;
  }

  /** What it does with calls. It is "open" until the first call that comes after `openMs`. */
  get state(): BreakerState {
    return this.#state.kind;
  }

  /** Probes under way. */
  get probes(): number {
    return this.#probes;
  }

  /** The latest calls, counted; nothing unless it is closed. */
  get counts(): OutcomeCounts {
    if (this.#state.kind !== "closed") return NOTHING;
    const { calls, failures, slowCalls } = this.#state.window.countsAt(this.#rules.clock.now());
    return { calls, failures, slowCalls };
  }

  /**
   * Calls a function, unless the breaker is open.
   *
   * @param fn What to call.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws {BreakerOpenError} If the breaker is open, or all its probes are under way.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options), state = this.#admit();
    const isProbe = state.kind === "half-open";
    if (isProbe) this.#probes++;
    const startedMs = this.#isTimed ? this.#rules.clock.now() : 0;
    try {
      const value = await fn(call);
      this.#record(state, startedMs, false);
      return value;
    } catch (error) {
      if (!call.isAborted) this.#record(state, startedMs, this.#rules.isFailure(error));
      throw error;
    } finally {
      if (isProbe) this.#probes--;
    }
  }

  /** Refuses all calls until {@linkcode reset}. Calls that are under way go on, and count no more. */
  forceOpen(): void {
    this.#change({ kind: "forced-open" }, "forced");
  }

  /** Closes it, whatever it is, and forgets how earlier calls went. */
  reset(): void {
    this.#change({ kind: "closed", window: this.#rules.newWindow() }, "reset");
  }

  /**
   * Listens.
   *
   * @param listener Is called when the state has changed, and when a call was refused.
   * @returns What takes it away.
   */
  on(listener: Listener<BreakerEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  #admit(): State {
    // Common case first: a closed breaker looks at nothing else.
    if (this.#state.kind === "closed") return this.#state;
    let retryAfterMs: number | undefined;
    if (this.#state.kind === "open") {
      const leftMs = this.#state.untilMs - this.#rules.clock.now();
      if (leftMs > 0) retryAfterMs = leftMs;
      else this.#change({ kind: "half-open", successes: 0 }, "waited");
    }
    if (this.#state.kind === "half-open" && this.#probes < this.#rules.halfOpenMax) return this.#state;
    const { name: breaker } = this.#rules, state = this.#state.kind;
    if (this.#listeners.isHeard) this.#listeners.tell({ kind: "rejected", breaker, state });
    throw new BreakerOpenError(breaker, state, retryAfterMs);
  }

  #record(state: State, startedMs: number, isFailure: boolean): void {
    if (state !== this.#state) return;
    const nowMs = this.#isTimed ? this.#rules.clock.now() : 0;
    const verdict = { isFailure, isSlow: nowMs - startedMs >= this.#rules.slowCallMs };
    if (state.kind === "closed") this.#judge(state.window, verdict, nowMs);
    else if (state.kind === "half-open") this.#judgeProbe(state, verdict);
  }

  #judge(window: OutcomeWindow, verdict: CallVerdict, nowMs: number): void {
    window.record(verdict, nowMs);
    const { calls, failures, slowCalls } = window.countsAt(nowMs);
    const { minimumCalls, failureRate, slowCallRate } = this.#rules;
    if (calls < minimumCalls) return;
    if (failures / calls >= failureRate) this.#open("failure-rate");
    else if (slowCalls / calls >= slowCallRate) this.#open("slow-call-rate");
  }

  #judgeProbe(state: Extract<State, { kind: "half-open" }>, { isFailure, isSlow }: CallVerdict): void {
    if (isFailure || isSlow) this.#open("probe-failed");
    else if (++state.successes >= this.#rules.successThreshold) {
      this.#change({ kind: "closed", window: this.#rules.newWindow() }, "probes-succeeded");
    }
  }

  #open(reason: BreakerReason): void {
    this.#change({ kind: "open", untilMs: this.#rules.clock.now() + this.#rules.openMs }, reason);
  }

  #change(state: State, reason: BreakerReason): void {
    const from = this.#state.kind, to = state.kind;
    this.#state = state;
    if (!this.#listeners.isHeard) return;
    this.#listeners.tell({ kind: "state-changed", breaker: this.#rules.name, from, to, reason });
  }
}
