/**
 * Random graphs of states, as data: how each state waits, what each of its attempts does and how long it
 * takes, what limits the run and what stops it. `dag_oracle.ts` foresees what comes of one, `dag_run.ts`
 * lets the engine run it.
 *
 * A graph follows from a few numbers, so that a failing one shrinks to a shorter piece of itself. Times have
 * random fractions: two things never happen at the same time by accident, and order is never a matter of taste.
 * @module
 */
import fc from "fast-check";
import type { Priority } from "puffinflow";
import type { Random } from "../../src/random/random.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";

/** What one attempt of a state does. */
export interface AttemptPlan {
  /** How long it takes in milliseconds; 0 is over before the function returns. */
  readonly durationMs: number;
  readonly fails: boolean;
}

/** How a state waits for another one. */
export interface DependencyPlan {
  readonly state: number;
  /** `null` when it must complete; else how long it is waited for in milliseconds, possibly without end. */
  readonly withinMs: number | null;
}

/** One state. */
export interface StatePlan {
  /** Whether it waits for all of `after`, or for the first of them. */
  readonly waits: "all" | "any";
  readonly after: readonly DependencyPlan[];
  /** As many as its retry policy allows. */
  readonly attempts: readonly AttemptPlan[];
  /** Wait before the second attempt in milliseconds, doubled for each one after; 0 tries again at once. */
  readonly backoffMs: number;
  /** Limit of one attempt in milliseconds; 0 for none. */
  readonly timeoutMs: number;
  /** Limit of all attempts in milliseconds, `Infinity` for none. */
  readonly totalTimeoutMs: number;
  readonly priority: Priority;
  /** What its condition says. */
  readonly isWanted: boolean;
  /** Whether it stops when its signal says so. */
  readonly heedsSignal: boolean;
}

/** A graph with the limits of its run. */
export interface Dag {
  readonly states: readonly StatePlan[];
  readonly maxConcurrent: number;
  readonly onFailure: "isolate" | "fail-fast";
  /** What ends the run early, at `stopAtMs`. */
  readonly stop: "cancelled" | "timed-out";
  /** `Infinity` for a run that may come to its own end. */
  readonly stopAtMs: number;
}

/** What a graph is made from. */
export interface DagRecipe {
  readonly size: number;
  readonly seed: number;
  /** How far back a state looks for what it waits for: 2 makes chains, 200 makes wide graphs. */
  readonly reach: number;
  /** Share of the attempts that fail, of the attempts that are synchronous, and of the states that have limits. */
  readonly failing: number;
  readonly synchronous: number;
  readonly limited: number;
  /** Whether states wait for some only, have conditions and differ in priority. */
  readonly isFancy: boolean;
  readonly maxConcurrent: number;
  readonly onFailure: Dag["onFailure"];
  readonly stop: Dag["stop"];
  /** When the run is stopped, as a share of a time in which most runs are over; 1 for never. */
  readonly stopAt: number;
}

/** Recipes for graphs of up to 200 states. */
export const dagRecipe: fc.Arbitrary<DagRecipe> = fc.record({
  size: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 200 })),
  seed: fc.noBias(fc.nat()),
  reach: fc.constantFrom(2, 8, 200),
  failing: fc.constantFrom(0, 0.1, 0.4),
  synchronous: fc.constantFrom(0, 0.3, 1),
  limited: fc.constantFrom(0, 0.3),
  isFancy: fc.boolean(),
  maxConcurrent: fc.constantFrom(1, 2, 3, 8, 1_000),
  onFailure: fc.constantFrom("isolate", "isolate", "fail-fast"),
  stop: fc.constantFrom("cancelled", "timed-out"),
  stopAt: fc.constantFrom(1, 1, 0.1, 0.5),
});

/**
 * Makes a graph.
 *
 * @param recipe What it is made from.
 * @returns The graph; equal recipes give equal graphs.
 */
export function dagFrom(recipe: DagRecipe): Dag {
  const { size, seed, maxConcurrent, onFailure, stop, stopAt } = recipe, random = randomFromSeed(seed);
  const stopAtMs = stopAt === 1 ? Infinity : stopAt * 2_000 * random.float();
  // States wait for those made before them; the order in which they are declared has nothing to do with that.
  const made = Array.from({ length: size }, (_, index) => ({ plan: stateFrom(recipe, index), key: random.float() }));
  const declared = made.toSorted((a, b) => a.key - b.key);
  const position = new Map(declared.map((state, index) => [made.indexOf(state), index]));
  const states = declared.map(({ plan }): StatePlan => ({
    ...plan,
    after: plan.after.map(({ state, withinMs }) => ({ state: position.get(state)!, withinMs })),
  }));
  return { states, maxConcurrent, onFailure, stop, stopAtMs };
}

function stateFrom(recipe: DagRecipe, index: number): StatePlan {
  const random = randomFromSeed((recipe.seed + 7_919 * index) % 2 ** 32), { isFancy, limited } = recipe;
  const waits = isFancy && index > 0 && random.float() < 0.15 ? "any" : "all";
  const isLimited = random.float() < limited;
  return {
    waits,
    after: dependenciesFrom(recipe, random, { index, waits }),
    attempts: Array.from({ length: 1 + random.below(4) }, () => ({
      durationMs: random.float() < recipe.synchronous ? 0 : 1 + 100 * random.float(),
      fails: random.float() < recipe.failing,
    })),
    backoffMs: random.below(2) * 50 * random.float(),
    timeoutMs: isLimited ? 1 + 100 * random.float() : 0,
    totalTimeoutMs: random.float() < limited ? 1 + 200 * random.float() : Infinity,
    priority: isFancy ? (["critical", "high", "normal", "low"] as const)[random.below(4)]! : "normal",
    isWanted: !isFancy || random.float() < 0.95,
    heedsSignal: random.float() < 0.8,
  };
}

function dependenciesFrom(
  { reach, isFancy }: DagRecipe,
  random: Random,
  { index, waits }: { readonly index: number; readonly waits: StatePlan["waits"] },
): DependencyPlan[] {
  const chosen = new Set<number>();
  const count = index === 0 ? 0 : waits === "any" ? 1 + random.below(3) : random.below(4);
  for (let i = 0; i < count; i++) chosen.add(index - 1 - random.below(Math.min(reach, index)));
  return [...chosen].map((state) => {
    if (!isFancy || waits === "any" || random.float() < 0.7) return { state, withinMs: null };
    return { state, withinMs: random.below(2) === 0 ? Infinity : 1 + 100 * random.float() };
  });
}
