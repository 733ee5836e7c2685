/**
 * Runs a micro program of a subject, as a worker would, and judges it as the parent does.
 * @module
 */
import { setImmediate } from "node:timers";
import type { MicroPrograms } from "../../../src/harness/adapters/micro_program.ts";
import type { Suite } from "../../../src/harness/suites/suite.ts";
import { oracleOf } from "../../../src/harness/workload/micro/oracles.ts";

/** Programs of one subject for one suite. */
export interface SubjectOfSuite {
  readonly suite: Suite;
  readonly programs: MicroPrograms;
}

/** How a program is run: with one seed after the other, on one preparation. */
export interface MicroRun {
  readonly scenario: string;
  readonly seeds: readonly number[];
}

/** What became of a run. */
export type MicroVerdict = "proved" | "wrong digest" | "operations missing" | "never ended" | "threw";

/**
 * Tells how many operations a scenario's run has.
 *
 * @param suite The suite.
 * @param scenario Name of a micro program in it.
 */
export function operationsOf(suite: Suite, scenario: string): number {
  const benchmark = suite.benchmarks.find((candidate) => candidate.scenario === scenario);
  if (benchmark?.shape.kind !== "micro") throw new RangeError(`Cannot run "${scenario}" as it must be a micro program`);
  return benchmark.shape.operations;
}

/**
 * Runs a program until a run is not proved.
 *
 * @param subject Has the program.
 * @param run Which, and with what.
 * @returns The verdict on the last run.
 */
export async function judgeMicro({ suite, programs }: SubjectOfSuite, run: MicroRun): Promise<MicroVerdict> {
  const operations = operationsOf(suite, run.scenario), oracle = oracleOf(`${suite.name}/${run.scenario}`);
  let done = 0, verdict: MicroVerdict = "proved";
  const prepared = await programs[run.scenario]!({ operations, did: (more) => void (done += more) });
  for (const seed of run.seeds) {
    done = 0;
    const digest = await endOf(prepared.run(seed));
    if (typeof digest !== "number") verdict = digest;
    else if (digest >>> 0 !== oracle(operations, seed)) verdict = "wrong digest";
    else if (done !== operations) verdict = "operations missing";
    if (verdict !== "proved") return verdict;
  }
  await prepared.close?.();
  return verdict;
}

/** Programs wait for nothing but themselves: one that has not ended by the next macrotask never will. */
function endOf(run: Promise<number>): Promise<number | MicroVerdict> {
  const late = new Promise<MicroVerdict>((resolve) => setImmediate(() => resolve("never ended")));
  return Promise.race([run.catch((): MicroVerdict => "threw"), late]);
}
