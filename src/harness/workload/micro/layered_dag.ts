/**
 * A random graph in layers, the same on every machine: each state waits for one to three of the layer above it, each
 * is waited for, and the last state waits for the whole last layer. So every state's value enters the last one's.
 * @module
 */
import type { Random } from "../../../random/random.ts";
import { randomFromSeed } from "../../../random/xoshiro128.ts";

/** Seed of the graph; another one is another graph, and so another benchmark. */
const GRAPH_SEED = 0x0da6;
const NARROWEST_LAYER = 10;
const WIDEST_LAYER = 30;
const MOST_DEPENDENCIES = 3;

/** A graph of states, each after those that it waits for. */
export interface LayeredDag {
  /** What each state waits for, ascending; none for those of the first layer. */
  readonly dependencies: readonly (readonly number[])[];
  /** States on the longest path. */
  readonly layers: number;
}

/**
 * Draws the graph.
 *
 * @param states How many states it has: the last one included, and enough for a layer.
 */
export function layeredDag(states: number): LayeredDag {
  const random = randomFromSeed(GRAPH_SEED);
  const dependencies: number[][] = [];
  let above: readonly number[] = [], layers = 1;
  while (dependencies.length < states - 1) {
    const width = NARROWEST_LAYER + random.below(WIDEST_LAYER - NARROWEST_LAYER + 1);
    const first = dependencies.length, count = Math.min(width, states - 1 - first);
    dependencies.push(...drawLayer(above, { count, random }));
    above = Array.from({ length: count }, (_, i) => first + i);
    layers++;
  }
  dependencies.push([...above]);
  return { dependencies, layers };
}

/** Draws what the states of one layer wait for. */
function drawLayer(above: readonly number[], layer: { readonly count: number; readonly random: Random }): number[][] {
  const { count, random } = layer;
  const drawn = Array.from({ length: count }, () => new Set<number>());
  if (above.length === 0) return drawn.map(() => []);
  for (const state of drawn) {
    const wanted = 1 + random.below(MOST_DEPENDENCIES);
    for (let draw = 0; draw < wanted; draw++) state.add(above[random.below(above.length)]!);
  }
  // Nobody's work may be for nothing: who is not waited for yet, is now.
  const waitedFor = new Set(drawn.flatMap((state) => [...state]));
  for (const state of above) if (!waitedFor.has(state)) drawn[random.below(count)]!.add(state);
  return drawn.map((state) => [...state].sort((a, b) => a - b));
}
