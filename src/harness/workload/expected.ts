/**
 * What a run must answer, by plain synchronous code: no task bodies, no promises, no framework. Each
 * shape is written out for itself, so that a mistake in `task_bodies.ts` or in an adapter shows as a
 * difference instead of being repeated here.
 * @module
 */
import { fold } from "./digest.ts";
import { xorshift32 } from "./kernel.ts";
import { oracleOf } from "./micro/oracles.ts";
import type { KernelSpec, Workload } from "./workload.ts";

/**
 * Computes the digest that a run must give.
 *
 * @param workload What is run.
 * @param seed The run's seed.
 * @returns Output of the last task, a 32-bit unsigned integer.
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
export function expectedDigest(workload: Workload, seed: number): number {
  const { shape } = workload;
  const rounds = roundsOf(workload.kernel);
  switch (shape.kind) {
    case "chain":
      return chainDigest(shape.length, { seed, rounds });
    case "fanout":
      return fanoutDigest(shape.width, { seed, rounds });
    case "diamond":
      return diamondDigest(seed, rounds);
    case "micro":
      return oracleOf(shape.program)(shape.operations, seed);
  }
}

function roundsOf(kernel: KernelSpec): number {
  return kernel.kind === "cpu" ? kernel.rounds : 0;
}

function chainDigest(length: number, { seed, rounds }: { seed: number; rounds: number }): number {
  let value = seed;
  for (let task = 0; task < length; task++) value = xorshift32(value ^ task, rounds);
  return value;
}

function fanoutDigest(width: number, { seed, rounds }: { seed: number; rounds: number }): number {
  const produced = xorshift32(seed, rounds);
  const branches: number[] = [];
  for (let branch = 1; branch <= width; branch++) branches.push(xorshift32(produced ^ branch, rounds));
  return xorshift32(fold(branches), rounds);
}

function diamondDigest(seed: number, rounds: number): number {
  const top = xorshift32(seed, rounds);
  const left = xorshift32(top ^ 1, rounds);
  const right = xorshift32(top ^ 2, rounds);
  return xorshift32(fold([left, right]), rounds);
}
