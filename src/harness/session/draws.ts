/**
 * Chance by purpose: each block draws from generators of its own, which only the session's seed and the
 * block's place decide. So a session that is resumed draws what it would have drawn without the break.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { seedOf } from "../workload/digest.ts";

/** What is drawn for: the order of a pass, what happens in a block, the padding of a worker, when load arrives. */
export type DrawPurpose = "order" | "block" | "padding" | "arrivals";

/** Where in the session something is drawn. */
export interface DrawPlace {
  /** Number of the pass, from 0. */
  readonly pass: number;
  /** What tells it from others of the pass: a benchmark, an arm. @default nothing */
  readonly of?: string;
}

/**
 * Starts the generator of a place.
 *
 * @param seed The session's seed.
 * @param purpose What is drawn for.
 * @param place Where.
 * @returns A generator that depends on nothing else.
 */
export function drawsFor(seed: number, purpose: DrawPurpose, { pass, of = "" }: DrawPlace): Random {
  return randomFromSeed(seedOf(`${seed}/${purpose}/${of}`, pass, 0));
}
