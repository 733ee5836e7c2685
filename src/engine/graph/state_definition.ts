/**
 * A state as it was declared, after the builder has checked its options. Pure data; `plan.ts` compiles
 * a list of these, `run/` executes the plan.
 * @module
 */
import type { RetryPolicy } from "../reliability/retry.ts";
import type { Acquirable } from "../coordination/acquirable.ts";
import type { ResourceRequest } from "../resources/resource_request.ts";
import type { Priority } from "./priority.ts";
import type { Waiting } from "./waiting.ts";

/** What a state's function is, to everyone but the builder, which knows its context's type. */
export type StateBody = (context: never) => unknown;

/** What an attempt of a state has while it runs. */
export interface StateClaims {
  /** What it takes from the pool of its run; `null` for nothing. */
  readonly resources: ResourceRequest | null;
  /** Locks and the like, in the order in which they are acquired, after the resources. */
  readonly holds: readonly Acquirable[];
}

/** A declared state. */
export interface StateDefinition {
  readonly name: string;
  readonly body: StateBody;
  /** Which states it waits for, and how. */
  readonly waiting: Waiting;
  /** Whether it starts with the run; `null` when that follows from the rest of the definition. */
  readonly entry: boolean | null;
  /** Whether it runs once per `Send` and has an array of outputs. */
  readonly mapped: boolean;
  /** Asked when it is about to start; `null` for always. */
  readonly when: ((context: never) => boolean) | null;
  /** States it may route to, as declared; `null` when it did not say. */
  readonly to: readonly string[] | null;
  readonly priority: Priority;
  readonly retry: RetryPolicy | null;
  /** Longest duration of one attempt in milliseconds; 0 when there is no limit. */
  readonly timeoutMs: number;
  /** What its attempts acquire first; `null` for nothing. */
  readonly claims: StateClaims | null;
  /** Whether its agent has a pool, so that what its function acquires by itself is looked after. */
  readonly pooled: boolean;
  /** Undoes it when the run does not complete; `null` when there is nothing to undo. */
  readonly compensate: ((context: never) => unknown) | null;
}
