/**
 * Ten small jobs and five large ones that share eight units, in eight different orders.
 * @module
 */
import { shuffled } from "../../../random/shuffle.ts";
import { randomFromSeed } from "../../../random/xoshiro128.ts";

/** Units that there are. */
export const SHARED_UNITS = 8;
/** How long a job holds its units in simulated time, in milliseconds. */
export const HELD_MS = 10;

const JOBS: readonly number[] = [...Array<number>(10).fill(1), ...Array<number>(5).fill(4)];
const ORDER_SEED = 0x10b5;

/** Units of each job, in the order in which they ask; runs take turns with the orders. */
export const JOB_ORDERS: readonly (readonly number[])[] = drawOrders(8);

function drawOrders(count: number): readonly (readonly number[])[] {
  const random = randomFromSeed(ORDER_SEED);
  return Array.from({ length: count }, () => shuffled(JOBS, random));
}

/**
 * Finds the order of jobs in a round.
 *
 * @param seed The run's seed.
 * @param round Number of the round, from 0.
 * @returns Index into {@linkcode JOB_ORDERS}.
 */
export function orderOf(seed: number, round: number): number {
  return (seed + round) % JOB_ORDERS.length;
}
