/**
 * What a subject has to offer for micro benchmarks: programs, by suite and scenario, each doing a number of
 * operations with one part of it. A program answers with a digest of what it observed (`workload/micro/` recomputes
 * it) and says how many operations it has really done.
 * @module
 */
import type { Prepared } from "./adapter.ts";

/** What a program is given. */
export interface MicroTask {
  /** Operations of one run, a whole number from 1. */
  readonly operations: number;
  /**
   * Counts operations that were done, once per run or more often.
   *
   * @param operations How many since the last call.
   */
  readonly did: (operations: number) => void;
}

/** Prepares one program. What is done only once by a user belongs here, not into `run`. */
export type MicroProgram = (task: MicroTask) => Prepared | Promise<Prepared>;

/** Programs by scenario. */
export type MicroPrograms = Readonly<Record<string, MicroProgram>>;

/** Modules with programs, by suite; loaded when one of them is prepared. */
export type MicroSuites = Readonly<Record<string, () => Promise<MicroPrograms>>>;

/**
 * Makes programs that are there already look like those that are loaded.
 *
 * @param programs Programs by suite and scenario.
 */
export function programsOf(programs: Readonly<Record<string, MicroPrograms>>): MicroSuites {
  return Object.fromEntries(
    Object.entries(programs).map(([suite, inSuite]) => [suite, () => Promise.resolve(inSuite)]),
  );
}

/**
 * Prepares a program of a subject.
 *
 * @param suites The subject's programs.
 * @param program Suite and scenario.
 * @param task What the program is given.
 * @throws {RangeError} If the subject has no such program: it should have said so before.
 */
export async function prepareMicro(suites: MicroSuites, program: string, task: MicroTask): Promise<Prepared> {
  const [suite = "", scenario = ""] = program.split("/");
  const prepare = (await suites[suite]?.())?.[scenario];
  if (prepare === undefined) throw new RangeError(`Cannot prepare a program as the subject must have it: "${program}"`);
  return await prepare(task);
}
