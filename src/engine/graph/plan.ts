/**
 * Compiles declared states to a plan of integer indices, once per definition. What the scheduler would
 * otherwise find out for every state of every run is decided here:
 *
 * - a state that waits for one other needs no counter: it is a *direct* successor;
 * - states that wait for the same set of others share one counter, a *join*, so that a layer of ten
 *   states after ten others counts ten completions and not a hundred;
 * - a state with exactly one direct successor and no join has it in `next`: the common straight piece
 *   of a chain is followed without looking at a list.
 * @module
 */
import type { RetryPolicy } from "../reliability/retry.ts";
import { cycleAmong } from "./cycle.ts";
import { DefinitionError } from "./definition_error.ts";
import type { StateDefinition } from "./state_definition.ts";

/** `next` of a state after which nothing follows. */
export const NOTHING = -1;
/** `next` of a state whose successors are in `direct` and `joins`. */
export const SEVERAL = -2;
/** Stands in a run's outputs for a state that has not completed. */
export const PENDING: unique symbol = Symbol("pending");

/** A compiled definition. States are numbered in the order in which they were declared. */
export interface Plan {
  readonly agent: string;
  readonly names: readonly string[];
  /** Number of each state by name. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly bodies: readonly ((context: never) => unknown)[];
  /** States that wait for nothing, in declared order. */
  readonly entries: readonly number[];
  /** Per state: its one successor, {@linkcode NOTHING} or {@linkcode SEVERAL}. */
  readonly next: readonly number[];
  /** Per state: those that wait for it alone. */
  readonly direct: readonly (readonly number[])[];
  /** Per state: the joins that count it. */
  readonly joins: readonly (readonly number[])[];
  /** Per join: how many completions it needs. */
  readonly joinNeeds: readonly number[];
  /** Per join: the states it releases. */
  readonly joinStates: readonly (readonly number[])[];
  /** Per state: limit of one attempt in milliseconds, 0 for none. */
  readonly timeoutMs: readonly number[];
  /** Per state: its retry policy. */
  readonly retry: readonly (RetryPolicy | null)[];
  /** {@linkcode PENDING} for each state: copied for each run. */
  readonly blank: readonly unknown[];
  /** Per state: those it waits for, as declared. States that wait for the same in the same order share one array. */
  readonly sources: readonly (readonly number[])[];
}

/**
 * Compiles states to a plan.
 *
 * @param agent Name of the agent, for messages.
 * @param states The declared states.
 * @returns The plan.
 * @throws {DefinitionError} If there is no state, a name or dependency is duplicate or unknown, or states wait in a cycle.
 */
export function compile(agent: string, states: readonly StateDefinition[]): Plan {
  if (states.length === 0) throw new DefinitionError(agent, { kind: "no-states" });
  const indexOf = indexNames(agent, states);
  const dependencies = states.map((state) => resolveDependencies(agent, state, indexOf));
  const names = states.map((state) => state.name);
  const cycle = cycleAmong(dependencies);
  if (cycle !== null) {
    throw new DefinitionError(agent, { kind: "cycle", path: cycle.map((index) => names[index]!) });
  }
  return {
    agent,
    names,
    indexOf,
    bodies: states.map((state) => state.body),
    timeoutMs: states.map((state) => state.timeoutMs),
    retry: states.map((state) => state.retry),
    blank: states.map(() => PENDING),
    sources: sourcesOf(states, indexOf),
    ...link(dependencies),
  };
}

function indexNames(agent: string, states: readonly StateDefinition[]): Map<string, number> {
  const indexOf = new Map<string, number>();
  for (const [index, { name }] of states.entries()) {
    if (indexOf.has(name)) throw new DefinitionError(agent, { kind: "duplicate-state", state: name });
    indexOf.set(name, index);
  }
  return indexOf;
}

/** Indices of a state's dependencies, ascending. */
function resolveDependencies(agent: string, state: StateDefinition, indexOf: ReadonlyMap<string, number>): number[] {
  const indices = state.after.map((dependency) => {
    const index = indexOf.get(dependency);
    if (index === undefined) {
      throw new DefinitionError(agent, { kind: "unknown-dependency", state: state.name, dependency });
    }
    return index;
  }).sort((a, b) => a - b);
  const twice = indices.find((index, i) => index === indices[i + 1]);
  if (twice !== undefined) {
    const dependency = state.after.find((name) => indexOf.get(name) === twice)!;
    throw new DefinitionError(agent, { kind: "duplicate-dependency", state: state.name, dependency });
  }
  return indices;
}

type Links = Pick<Plan, "entries" | "next" | "direct" | "joins" | "joinNeeds" | "joinStates">;

function link(dependencies: readonly (readonly number[])[]): Links {
  const entries: number[] = [];
  const direct: number[][] = dependencies.map(() => []);
  const joins: number[][] = dependencies.map(() => []);
  const joinNeeds: number[] = [];
  const joinStates: number[][] = [];
  const joinOfSet = new Map<string, number>();
  for (const [state, needed] of dependencies.entries()) {
    if (needed.length === 0) entries.push(state);
    else if (needed.length === 1) direct[needed[0]!]!.push(state);
    else {
      const key = needed.join();
      let join = joinOfSet.get(key);
      if (join === undefined) {
        join = joinNeeds.push(needed.length) - 1;
        joinStates.push([]);
        joinOfSet.set(key, join);
        for (const dependency of needed) joins[dependency]!.push(join);
      }
      joinStates[join]!.push(state);
    }
  }
  const next = direct.map((successors, state) => {
    if (joins[state]!.length > 0 || successors.length > 1) return SEVERAL;
    return successors[0] ?? NOTHING;
  });
  return { entries, next, direct, joins, joinNeeds, joinStates };
}

/** Indices of each state's dependencies as declared; equal lists are one. */
function sourcesOf(states: readonly StateDefinition[], indexOf: ReadonlyMap<string, number>): readonly number[][] {
  const sources = new Map<string, number[]>();
  return states.map(({ after }) => {
    const source = after.map((name) => indexOf.get(name)!), key = source.join();
    const known = sources.get(key);
    if (known === undefined) sources.set(key, source);
    return known ?? source;
  });
}
