/**
 * How a state waits for others: for all of them, for the first, for exactly one, or for some only as
 * long as it is worth it. A user writes a list of names or one of the functions here.
 * @module
 */

/** A state that is waited for only while there is hope or time. */
export interface SoftDependency<N extends string = string> {
  /** What kind of dependency it is. */
  readonly kind: "soft";
  /** Name of the state. */
  readonly state: N;
  /** Longest wait in milliseconds, counted from when all firm dependencies are there; `Infinity` until it is settled. */
  readonly withinMs: number;
}

/** Waits for the first of several states to complete. */
export interface AnyOf<N extends string = string> {
  /** What kind of dependency it is. */
  readonly kind: "any";
  /** Names of the states. */
  readonly states: readonly N[];
}

/** Waits for the one of several states that completes; a second one is an error. */
export interface ExactlyOneOf<N extends string = string> {
  /** What kind of dependency it is. */
  readonly kind: "xor";
  /** Names of the states. */
  readonly states: readonly N[];
}

/** What a user may write for `after`. */
export type After<N extends string = string> = readonly (N | SoftDependency<N>)[] | AnyOf<N> | ExactlyOneOf<N>;

/** How a state waits, in one form. */
export interface Waiting {
  readonly kind: "all" | "any" | "xor";
  /** States that must complete, in the order in which they were written. */
  readonly firm: readonly string[];
  /** States that may be missing; only with `all`. */
  readonly soft: readonly SoftDependency[];
  /** All of them in the order in which they were written. */
  readonly order: readonly string[];
}

/**
 * Waits for whichever of the states completes first. What the others do later changes nothing; when none
 * can complete any more, the waiting state cannot start either.
 *
 * @param states Names of the states, one or more.
 * @returns A value for `after`; outputs of states that have not completed are `undefined`.
 * @throws {RangeError} If no state is named.
 *
 * @example
 * ```ts
 * import { agent, any } from "puffinflow";
 *
 * const quickest = agent("quickest")
 *   .state("cache", () => "from the cache")
 *   .state("network", async () => await Promise.resolve("from afar"))
 *   .state("use", { after: any("cache", "network") }, ({ from }) => from.cache ?? from.network);
 * if ((await quickest.run()).unwrap().use !== "from the cache") throw new Error("the cache was not first");
 * ```
 */
export function any<const N extends string>(...states: readonly N[]): AnyOf<N> {
  return { kind: "any", states: oneOrMore("any", states) };
}

/**
 * Waits for the one of the states that completes: after a choice between branches. If a second one
 * completes, the run fails at once with an `ExclusiveDependencyError`.
 *
 * @param states Names of the states, one or more.
 * @returns A value for `after`; outputs of states that have not completed are `undefined`.
 * @throws {RangeError} If no state is named.
 */
export function xor<const N extends string>(...states: readonly N[]): ExactlyOneOf<N> {
  return { kind: "xor", states: oneOrMore("xor", states) };
}

function oneOrMore<N extends string>(choice: "any" | "xor", states: readonly N[]): readonly N[] {
  if (states.length > 0) return states;
  throw new RangeError(`Cannot wait with ${choice}() as it must name one state or more: current value is ${choice}()`);
}

/**
 * Waits for a state, but starts without it when it fails, is skipped or never starts.
 *
 * @param state Name of the state.
 * @returns A member for the list in `after`; its output may be `undefined`.
 */
export function optional<const N extends string>(state: N): SoftDependency<N> {
  return { kind: "soft", state, withinMs: Infinity };
}

/**
 * Waits for a state, but no longer than a limit: counted from when all other dependencies are there.
 *
 * @param withinMs Longest wait in milliseconds, above 0 and finite.
 * @param state Name of the state.
 * @returns A member for the list in `after`; its output may be `undefined`.
 * @throws {RangeError} If `withinMs` is out of its bounds.
 */
export function within<const N extends string>(withinMs: number, state: N): SoftDependency<N> {
  if (!(withinMs > 0 && withinMs < Infinity)) {
    throw new RangeError(
      `Cannot wait for state "${state}" as 'withinMs' must be above 0 and finite: current value is ${withinMs}`,
    );
  }
  return { kind: "soft", state, withinMs };
}

const NONE: readonly SoftDependency[] = [];
/** How a state waits that waits for nothing. */
const FOR_NOTHING: Waiting = { kind: "all", firm: [], soft: NONE, order: [] };

/**
 * Brings what a user wrote for `after` into one form.
 *
 * @param after A list, `any()` or `xor()`.
 * @returns The same, sorted by firmness.
 */
export function waitingFor(after: After): Waiting {
  if (Array.isArray(after) && after.length === 0) return FOR_NOTHING;
  if ("kind" in after) return { kind: after.kind, firm: after.states, soft: NONE, order: after.states };
  if (after.every((dependency) => typeof dependency === "string")) {
    return { kind: "all", firm: after, soft: NONE, order: after };
  }
  const firm = after.filter((dependency) => typeof dependency === "string");
  const soft = after.filter((dependency) => typeof dependency !== "string");
  const order = after.map((dependency) => typeof dependency === "string" ? dependency : dependency.state);
  return { kind: "all", firm, soft, order };
}
