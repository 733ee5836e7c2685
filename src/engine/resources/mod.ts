/**
 * Resources that tasks share: amounts of processors, memory or whatever has a name, on one node or several.
 * What is had is a lease, given back once, best by `using`; what is waited for comes in the order of a
 * policy, and nobody slips past. A wait can be ended by an `AbortSignal` or after `timeoutMs`, and every line
 * has a limit, `maxWaiting`.
 *
 * The known ways of sharing things out are two choices here. Which node meets a request is the `placement`:
 * first fit, best fit or worst fit. Whose request is next is the `queue`: first come, by priority with
 * aging, smallest first, by deadline, round robin, fair share, or fair share with weights.
 *
 * @example Two users share a pool fairly, and no user has more than six processors
 * ```ts
 * import assert from "node:assert/strict";
 * import { QuotaBook, ResourcePool } from "puffinflow/resources";
 *
 * const pool = new ResourcePool([
 *   { name: "left", capacity: { cpu: 4, memory: 16_384 } },
 *   { name: "right", capacity: { cpu: 4, memory: 16_384 } },
 * ], {
 *   placement: "best-fit",
 *   queue: { kind: "fair-share", by: "user" },
 *   quotas: new QuotaBook([{ scope: "user", policy: "hard", limit: { cpu: 6 } }]),
 * });
 * const answer = await pool.run({ cpu: 2, memory: 512 }, ({ node }) => `42 from ${node}`, {
 *   owner: { user: "ada", agent: "digest", state: "words" },
 *   timeoutMs: 1_000,
 * });
 * assert.equal(answer, "42 from left");
 * ```
 *
 * Time is passed in as a {@linkcode Clock}: on a {@linkcode SimulatedClock}, limits of time are tested without
 * waiting for them.
 * @module
 */
export { PuffinError } from "../puffin_error.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export {
  DeadlockDetector,
  type DeadlockDetectorOptions,
  type VictimPolicy,
} from "../coordination/deadlock_detector.ts";
export { DeadlockError, type DeadlockLink } from "../coordination/deadlock_error.ts";
export type { Owner } from "../coordination/owner.ts";
export type { AcquireOptions, TryAcquireOptions } from "./acquire_options.ts";
export type { Amounts } from "./amounts.ts";
export type { NodeOptions, NodeReport } from "./inventory.ts";
export type { Lease } from "./lease.ts";
export type { ResourceOwner, Scope, TaskOwner } from "./owner.ts";
export type { Placement } from "./placement.ts";
export { PoolDisposedError, RequestTooLargeError, ResourceLimitError, ResourceTimeoutError } from "./pool_error.ts";
export type { AuditOptions, ResourcePoolOptions } from "./pool_options.ts";
export { PreemptedError } from "./preemption.ts";
export type {
  DeadlinePolicy,
  FairSharePolicy,
  FifoPolicy,
  PriorityPolicy,
  QueueKind,
  QueuePolicy,
  RoundRobinPolicy,
  SmallestFirstPolicy,
  WeightedPolicy,
} from "./queue_policy.ts";
export { QuotaBook, type QuotaBookOptions, type QuotaCharge } from "./quota_book.ts";
export { QuotaExceededError, type QuotaFinding } from "./quota_error.ts";
export type { BurstQuota, HardQuota, QuotaBase, QuotaRule, RateQuota, SoftQuota } from "./quota_rule.ts";
export { ResourcePool } from "./resource_pool.ts";
export type { ResourceRequest } from "./resource_request.ts";
export type {
  HeldTooLongWarning,
  LeakWarning,
  LeaseReport,
  QuotaWarning,
  ResourceWarning,
} from "./resource_warning.ts";
