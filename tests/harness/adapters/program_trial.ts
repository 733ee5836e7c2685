/**
 * Tries the programs of a suite as a session does: prepared once, run with several seeds, and held against the oracle.
 * @module
 */
import type { Prepared } from "../../../src/harness/adapters/adapter.ts";
import type { MicroPrograms } from "../../../src/harness/adapters/micro_program.ts";
import type { Benchmark } from "../../../src/harness/suites/benchmark.ts";
import type { Suite } from "../../../src/harness/suites/suite.ts";
import type { MicroShape } from "../../../src/harness/workload/shape.ts";
import { oracleOf } from "../../../src/harness/workload/micro/oracles.ts";

/** A benchmark of a micro program. */
export type MicroBenchmark = Benchmark & { readonly shape: MicroShape };

/** Seeds of which one has its highest bit set. */
const SEEDS = [1, 77, 4_000_000_000];

/** Lists the benchmarks of a suite that are micro programs. */
export function microOf({ benchmarks }: Suite): readonly MicroBenchmark[] {
  return benchmarks.filter((benchmark): benchmark is MicroBenchmark => benchmark.shape.kind === "micro");
}

/** What each seed's run came to: right, or what was wrong with it. */
export async function faultsOf(programs: MicroPrograms, { scenario, shape }: MicroBenchmark): Promise<string[]> {
  const { operations, program } = shape, faults: string[] = [];
  let done = 0;
  const prepared = await programs[scenario]!({ operations, did: (more) => void (done += more) });
  try {
    for (const seed of SEEDS) {
      done = 0;
      const digest = await prepared.run(seed) >>> 0;
      if (digest !== oracleOf(program)(operations, seed)) faults.push(`seed ${seed}: wrong digest`);
      if (done !== operations) faults.push(`seed ${seed}: ${done} operations`);
    }
  } catch (error) {
    faults.push(String(error));
  } finally {
    await prepared.close?.();
  }
  return faults;
}

/** Figures of a program that has run once. */
export async function figuresOf(
  programs: MicroPrograms,
  { scenario, shape: { operations } }: MicroBenchmark,
): Promise<Readonly<Record<string, number>>> {
  const prepared: Prepared = await programs[scenario]!({ operations, did: () => {} });
  try {
    await prepared.run(1);
    return await prepared.figures?.() ?? {};
  } finally {
    await prepared.close?.();
  }
}
