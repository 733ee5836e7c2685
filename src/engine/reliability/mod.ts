/**
 * Policies for calls that may fail, be slow or be too many: retry and its budget, timeout and deadline, circuit
 * breaker, bulkhead, hedging, fallback, load shedding.
 *
 * All have one shape, {@linkcode Policy}: `execute(fn, options)` calls a function, which is told by a
 * {@linkcode CallContext} what attempt it is, when to stop, and until when its answer is wanted. {@linkcode all} puts
 * policies around each other, the outermost first. The context of a state is fit to be handed in as `options`.
 *
 * @example What guards a call of another service
 * ```ts
 * import assert from "node:assert/strict";
 * import { all, CircuitBreaker, Fallback, Retry, SimulatedClock, Timeout } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock(); // Leave it out for the real one.
 * const guarded = all(
 *   new Fallback({ answer: () => "the page of yesterday" }),
 *   new Retry({ maxAttempts: 3, clock }),
 *   new CircuitBreaker({ name: "pages", minimumCalls: 20, clock }),
 *   new Timeout({ timeoutMs: 1_000, clock }),
 * );
 * const page = await guarded.execute(({ attempt }) => {
 *   if (attempt === 1) throw new Error("not reachable");
 *   return "the page of today";
 * });
 * assert.equal(page, "the page of today");
 * ```
 *
 * A policy that is not listened to makes no events; what waits ends with the call's signal; all lines, windows
 * and maps have a limit. Time and chance are passed in as a {@linkcode Clock} and a {@linkcode Random}: on a
 * {@linkcode SimulatedClock}, minutes of outage are tested in no time.
 * @module
 */
export { PuffinError } from "../puffin_error.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export type { Random } from "../../random/random.ts";
export type { Backoff } from "./backoff.ts";
export { type BreakerEvent, BreakerOpenError, type BreakerReason, type BreakerState } from "./breaker_event.ts";
export type { BreakerWindow, CircuitBreakerOptions } from "./breaker_options.ts";
export { Bulkhead, type BulkheadEvent, type BulkheadOptions } from "./bulkhead.ts";
export { BulkheadFullError, BulkheadWaitError } from "./bulkhead_error.ts";
export { CircuitBreaker } from "./circuit_breaker.ts";
export { all } from "./compose.ts";
export { Deadline, DeadlineExceededError } from "./deadline.ts";
export { DeadlineGuard, type DeadlineGuardOptions } from "./deadline_guard.ts";
export { Fallback, type FallbackEvent, type FallbackOptions } from "./fallback.ts";
export { HedgeLostError } from "./hedged_call.ts";
export { type HedgeDelay, type HedgeEvent, Hedging, type HedgingOptions } from "./hedging.ts";
export { KeyedBreakers, type KeyedBreakersOptions } from "./keyed_breakers.ts";
export type { Listener, ListenerOptions, Listeners } from "./listeners.ts";
export { LoadShedder, type LoadShedderEvent, type LoadShedderOptions, OverloadedError } from "./load_shedding.ts";
export type { OutcomeCounts } from "./outcome_window.ts";
export type { CallContext, ExecuteOptions, Policy, SubstituteOf, Work } from "./policy.ts";
export { RetryBudget, type RetryBudgetOptions } from "./retry_budget.ts";
export { RetryAfterError, type RetryOptions } from "./retry.ts";
export { type GivingUpReason, Retry, type RetryEvent, type RetryingOptions } from "./retrying.ts";
export { CallTimeoutError, Timeout, type TimeoutEvent, type TimeoutOptions } from "./timeout.ts";
