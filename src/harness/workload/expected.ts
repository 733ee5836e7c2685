/**
 * What a run must answer, by plain synchronous code: no task bodies, no promises, no framework. Each
 * shape is written out for itself, so that a mistake in `task_bodies.ts` or in an adapter shows as a
 * difference instead of being repeated here.
 * @module
 */
import { churn } from "./churn.ts";
import { fold } from "./digest.ts";
import { xorshift32 } from "./kernel.ts";
import { oracleOf } from "./micro/oracles.ts";
import type { Compute } from "./scenarios/scenario.ts";
import { scenarioOf } from "./scenarios/scenarios.ts";
import type { Shape } from "./shape.ts";
import type { KernelSpec, Workload } from "./workload.ts";

/**
 * Computes the digest that a run must give.
 *
 * @param workload What is run.
 * @param seed The run's seed.
 * @returns Output of the last task, a 32-bit unsigned integer; of runs in flight, the fold of their outputs.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { seedOf } from "./digest.ts";
 *
 * const diamond = { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "cpu", rounds: 1000 } } as const;
 * assert.equal(expectedDigest(diamond, seedOf("diamond", 0, 0)), 2913950493);
 * ```
 */
export function expectedDigest({ shape, kernel }: Workload, seed: number): number {
  return shapeDigest(shape, { seed, compute: computeOf(kernel) });
}

/**
 * Draws the seed of one of many runs in flight.
 *
 * @param seed Seed of all.
 * @param run Number of the run, from 0.
 * @returns A 32-bit unsigned integer; no two runs have the same.
 */
export function seedInFlight(seed: number, run: number): number {
  return (seed ^ run) >>> 0;
}

/** One run. */
interface Run {
  readonly seed: number;
  readonly compute: Compute;
}

function shapeDigest(shape: Shape, { seed, compute }: Run): number {
  switch (shape.kind) {
    case "chain":
      return chainDigest(shape.length, { seed, compute });
    case "fanout":
      return fanoutDigest(shape.width, { seed, compute });
    case "diamond":
      return diamondDigest(seed, compute);
    case "micro":
      return oracleOf(shape.program)(shape.operations, seed);
    case "in-flight":
      return fold(
        Array.from(
          { length: shape.runs },
          (_, run) => shapeDigest(shape.each, { seed: seedInFlight(seed, run), compute }),
        ),
      );
    default:
      return scenarioOf(shape).digest(seed, compute);
  }
}

function computeOf(kernel: KernelSpec): Compute {
  switch (kernel.kind) {
    case "noop":
    case "wait":
    case "replayed":
      return (value) => xorshift32(value, 0);
    case "cpu":
      return (value) => xorshift32(value, kernel.rounds);
    case "alloc":
      return (value) => churn(value, kernel);
  }
}

function chainDigest(length: number, { seed, compute }: Run): number {
  let value = seed;
  for (let task = 0; task < length; task++) value = compute(value ^ task);
  return value;
}

function fanoutDigest(width: number, { seed, compute }: Run): number {
  const produced = compute(seed);
  const branches: number[] = [];
  for (let branch = 1; branch <= width; branch++) branches.push(compute(produced ^ branch));
  return compute(fold(branches));
}

function diamondDigest(seed: number, compute: Compute): number {
  const top = compute(seed);
  const left = compute(top ^ 1);
  const right = compute(top ^ 2);
  return compute(fold([left, right]));
}
