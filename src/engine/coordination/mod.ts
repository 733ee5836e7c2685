/**
 * Coordination of tasks within one process: locks and meeting points, leases and quotas, rate limiters,
 * an event bus, and a detector of deadlocks. States of agents list what they hold in their option `holds`.
 *
 * Whatever is waited for is given in the order in which it was asked for, and nobody overtakes. A wait
 * can be ended by an `AbortSignal` or after `timeoutMs`; every line has a limit, `maxWaiting`; and what is
 * held is an object that is released once, best by `using`.
 *
 * @example At most one at a time, and no longer than a second in line
 * ```ts
 * import assert from "node:assert/strict";
 * import { AcquireTimeoutError, Mutex } from "puffinflow/coordination";
 *
 * const lock = new Mutex({ name: "report" });
 * try {
 *   using permit = await lock.acquire({ timeoutMs: 1_000 });
 *   assert.equal(permit.token, 1);
 * } catch (error) {
 *   if (!(error instanceof AcquireTimeoutError)) throw error;
 * }
 * assert.equal(lock.isLocked, false);
 * ```
 *
 * Time is passed in as a {@linkcode Clock}: on a {@linkcode SimulatedClock}, limits of time and rates are tested
 * without waiting for them.
 * @module
 */
export { PuffinError } from "../puffin_error.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export type { Acquirable, Acquired, TryClaim, WaitingClaim } from "./acquirable.ts";
export { AdaptiveRateLimiter, type AdaptiveRateLimiterOptions, type CallOutcome } from "./adaptive_rate_limiter.ts";
export type { AimdOptions } from "./aimd_rate.ts";
export { allOf } from "./all_of.ts";
export { type Arrival, BarrierBrokenError, type BarrierOptions, CyclicBarrier } from "./cyclic_barrier.ts";
export { DeadlockDetector, type DeadlockDetectorOptions, type VictimPolicy } from "./deadlock_detector.ts";
export { DeadlockError, type DeadlockLink } from "./deadlock_error.ts";
export {
  EventBus,
  type EventBusOptions,
  EventHandlerError,
  type EventName,
  type HandlerOptions,
  type Subscription,
} from "./event_bus.ts";
export type { EventStream, StreamOptions } from "./event_stream.ts";
export { fixedWindow } from "./fixed_window.ts";
export { gcra, type GcraOptions } from "./gcra.ts";
export { Latch } from "./latch.ts";
export { leakyBucket } from "./leaky_bucket.ts";
export { type Lease, LeaseLostError } from "./lease.ts";
export { LeaseLock, type LeaseLockOptions } from "./lease_lock.ts";
export { Mutex } from "./mutex.ts";
export type { Owner } from "./owner.ts";
export type { Permit } from "./permit.ts";
export { Quota, type QuotaOptions, type QuotaTakeOptions } from "./quota.ts";
export { RateLimitedError, RateLimiter, type TakeOptions } from "./rate_limiter.ts";
export type { PaceOptions, RateRule, WindowOptions } from "./rate_rule.ts";
export { ReadWriteLock } from "./read_write_lock.ts";
export { ReentrantLock } from "./reentrant_lock.ts";
export { type LockOptions, Semaphore, type SemaphoreAcquireOptions } from "./semaphore.ts";
export { slidingCounter } from "./sliding_counter.ts";
export { slidingLog } from "./sliding_log.ts";
export { type TokenBucket, tokenBucket, type TokenBucketOptions } from "./token_bucket.ts";
export type { AcquireOptions, WaitInLineOptions, WaitOptions } from "./wait_options.ts";
export type { QueueOptions } from "./wait_queue.ts";
export { AcquireTimeoutError, DisposedError, LimitReachedError } from "./waiting_error.ts";
