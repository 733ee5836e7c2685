/**
 * In which order those who wait are served: the choices, and the line that each stands for.
 * @module
 */
import { fairShare } from "./fair_share.ts";
import { FifoLine } from "./fifo_line.ts";
import type { Inventory } from "./inventory.ts";
import type { Line } from "./line.ts";
import type { Scope } from "./owner.ts";
import { RankedLine } from "./ranked_line.ts";
import { roundRobin } from "./round_robin.ts";
import { SharedLine } from "./shared_line.ts";

/** First come, first served. */
export interface FifoPolicy {
  /** Kind of policy. */
  readonly kind: "fifo";
}

/** The highest priority first; waiting raises it, so that everybody's turn comes. */
export interface PriorityPolicy {
  /** Kind of policy. */
  readonly kind: "priority";
  /** Wait that counts as much as one level of priority, in milliseconds, above 0 and finite. @default {10_000} */
  readonly agingMs?: number;
}

/**
 * The smallest request first, by its share of the pool of the resource it needs most of. A large one has its
 * turn when no smaller one waits.
 */
export interface SmallestFirstPolicy {
  /** Kind of policy. */
  readonly kind: "smallest-first";
}

/** The request that is needed soonest first, by `deadlineMs`. */
export interface DeadlinePolicy {
  /** Kind of policy. */
  readonly kind: "deadline";
}

/** Requesters take turns, however many requests each of them has. */
export interface RoundRobinPolicy {
  /** Kind of policy. */
  readonly kind: "round-robin";
  /** Level at which requesters are told apart. @default {"user"} */
  readonly by?: Exclude<Scope, "global">;
}

/** The requester who now holds least first: dominant resource fairness. */
export interface FairSharePolicy {
  /** Kind of policy. */
  readonly kind: "fair-share";
  /** Level at which requesters are told apart. @default {"user"} */
  readonly by?: Exclude<Scope, "global">;
}

/** The requester who now holds least for its weight first. */
export interface WeightedPolicy {
  /** Kind of policy. */
  readonly kind: "weighted";
  /** Weight by name of requester, above 0 and finite: with twice the weight, twice the share. Who is not named has 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** Level at which requesters are told apart. @default {"user"} */
  readonly by?: Exclude<Scope, "global">;
}

/** In which order those who wait are served. Where nothing more is to be said, the kind alone will do: `"fifo"`. */
export type QueuePolicy =
  | FifoPolicy
  | PriorityPolicy
  | SmallestFirstPolicy
  | DeadlinePolicy
  | RoundRobinPolicy
  | FairSharePolicy
  | WeightedPolicy
  | Exclude<QueueKind, "weighted">;

/** Names of the orders. */
export type QueueKind =
  | "fifo"
  | "priority"
  | "smallest-first"
  | "deadline"
  | "round-robin"
  | "fair-share"
  | "weighted";

/**
 * Makes the line of a policy.
 *
 * @param policy The policy.
 * @param inventory What the pool has.
 * @param pool Name of the pool, for messages.
 * @throws {RangeError} If there is no such policy, or one of its numbers is out of its bounds.
 */
export function lineOf(policy: QueuePolicy, inventory: Inventory, pool: string): Line {
  // A kind alone stands for the policy with its defaults: only those that have no others can be named so.
  const spelled = typeof policy === "string" ? { kind: policy } as Exclude<QueuePolicy, string> : policy;
  const shared = { resources: inventory.resources.length, by: "user", ...spelled } as const;
  switch (spelled.kind) {
    case "fifo":
      return new FifoLine();
    case "priority":
      return agingLine(spelled, pool);
    case "smallest-first":
      return new RankedLine(({ claim }) => inventory.dominantShareOf(claim.need));
    case "deadline":
      return new RankedLine(({ deadlineAtMs }) => deadlineAtMs);
    case "round-robin":
      return new SharedLine(roundRobin(), shared);
    case "fair-share":
      return new SharedLine(fairShare(inventory, new Map()), shared);
    case "weighted":
      return new SharedLine(fairShare(inventory, weightsOf(spelled, pool)), shared);
    default:
      throw new RangeError(`Cannot make "${pool}" as 'queue' must be a known policy: current value is ${policy}`);
  }
}

/**
 * Everybody ages at the same pace, so who is ahead of whom never changes: with p + (now - joined) / aging
 * on both sides, `now` falls out of the comparison.
 */
function agingLine({ agingMs = 10_000 }: PriorityPolicy, pool: string): Line {
  if (!(agingMs > 0 && agingMs < Infinity)) {
    throw new RangeError(`Cannot make "${pool}" as 'agingMs' must be above 0 and finite: current value is ${agingMs}`);
  }
  return new RankedLine(({ joinedAtMs, claim }) => joinedAtMs / agingMs - claim.priority);
}

function weightsOf({ weights }: WeightedPolicy, pool: string): ReadonlyMap<string, number> {
  for (const [name, weight] of Object.entries(weights)) {
    if (weight > 0 && weight < Infinity) continue;
    throw new RangeError(
      `Cannot make "${pool}" as a weight must be above 0 and finite: current value of "${name}" is ${weight}`,
    );
  }
  return new Map(Object.entries(weights));
}
