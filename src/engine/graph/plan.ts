/**
 * A definition compiled to integer indices, once. What the scheduler would otherwise find out for every
 * state of every run is decided here:
 *
 * - a state that waits for one other needs no counter: it is a *direct* successor;
 * - states that wait for the same set of others share one counter, a *join*, so that a layer of ten
 *   states after ten others counts ten completions and not a hundred;
 * - a state with exactly one direct successor, or exactly one join, and nothing else has it in `next`: the
 *   straight piece of a chain and the branch of a fan are followed without looking at a list, which would
 *   rarely be in the processor's cache;
 * - all that a plain state does not need (conditions, limits, soft dependencies, …) is behind `flags` and
 *   `next`, so that it costs those who do not use it nothing.
 *
 * `compile.ts` makes plans.
 * @module
 */
import type { NameTable } from "./name_table.ts";
import type { RetryPolicy } from "../reliability/retry.ts";
import type { StateBody, StateClaims } from "./state_definition.ts";

/** `next` of a state after which nothing follows. */
export const NOTHING = -1;
/** `next` of a state whose successors are in `direct` and `joins`. */
export const SEVERAL = -2;
/** `next` of a state that triggers listen to, beside what is in `direct` and `joins`. */
export const LISTENED = -3;
/** `next` of a state that one join counts, and nothing else follows, is `JOINED - join`. */
export const JOINED = -4;
/** Stands in a run's outputs for a state that has not completed. */
export const PENDING: unique symbol = Symbol("pending");

/** Bits of `flags`: what a state needs beyond a plain call. */
export const Flag = {
  /** It has a limit, so its attempts have signals of their own. */
  timed: 1,
  /** It is asked whether it wants to start. */
  conditional: 2,
  /** It runs once per Send. */
  mapped: 4,
  /** All its attempts together have a limit. */
  budgeted: 8,
  /** Its attempts have to acquire something first. */
  claiming: 16,
  /** It is noted when its function has really ended, also when the run went on without it. */
  followed: 32,
} as const;

/** A state that waits in another way than for all of some states. */
export interface Trigger {
  /** State that it starts. */
  readonly state: number;
  readonly kind: "any" | "xor" | "soft";
  /** States of which one (`any`, `xor`) or all (`soft`) must complete. */
  readonly firm: readonly number[];
  /** States that may be missing, with the longest wait for each; only with `soft`. */
  readonly soft: readonly { readonly state: number; readonly withinMs: number }[];
}

/** A compiled definition. States are numbered in the order in which they were declared. */
export interface Plan {
  readonly agent: string;
  /** Number of states. */
  readonly size: number;
  readonly names: readonly string[];
  /** Number of each state by name. */
  readonly indexOf: NameTable;
  readonly bodies: readonly StateBody[];
  /** States that start with the run, in declared order. */
  readonly entries: readonly number[];
  /** Per state: its one successor, {@linkcode NOTHING}, {@linkcode SEVERAL}, {@linkcode LISTENED} or a join below. */
  readonly next: readonly number[];
  /** Per state: those that wait for it alone. */
  readonly direct: readonly (readonly number[])[];
  /** Per state: the joins that count it. */
  readonly joins: readonly (readonly number[])[];
  /** Per join: how many completions it needs. */
  readonly joinNeeds: readonly number[];
  /** Per join: the states it releases. */
  readonly joinStates: readonly (readonly number[])[];
  /** Per join: the states it counts. */
  readonly joinSources: readonly (readonly number[])[];
  readonly triggers: readonly Trigger[];
  /** Per state: the triggers that it is part of. */
  readonly listeners: readonly (readonly number[])[];
  /** Per state: bits of {@linkcode Flag}. */
  readonly flags: readonly number[];
  /** Per state: its condition. */
  readonly when: readonly (((context: never) => boolean) | null)[];
  /** Per state: limit of one attempt in milliseconds, 0 for none. */
  readonly timeoutMs: readonly number[];
  /** Per state: its retry policy. */
  readonly retry: readonly (RetryPolicy | null)[];
  /** Per state: what its attempts acquire first. */
  readonly claims: readonly (StateClaims | null)[];
  /** Per state: what undoes it. */
  readonly compensate: readonly (((context: never) => unknown) | null)[];
  /** Whether any state has something that undoes it. */
  readonly compensates: boolean;
  /** Per state: where it may route to, as declared. */
  readonly to: readonly (readonly number[] | null)[];
  /** Per state: its priority's rank; `null` when all are normal. */
  readonly ranks: readonly number[] | null;
  /** Whether a run can come to a stop with states left over: some start by routing only, or are waited for softly. */
  readonly canStop: boolean;
  /** Whether a state starts with the run and again when what it waits for is there. */
  readonly reenters: boolean;
  /** States that nothing waits for and that route nowhere by declaration. */
  readonly leaves: readonly number[];
  /** {@linkcode PENDING} for each state: copied for each run. */
  readonly blank: readonly unknown[];
  /** Per state: those it waits for, as declared. States that wait for the same in the same order share one array. */
  readonly sources: readonly (readonly number[])[];
}
