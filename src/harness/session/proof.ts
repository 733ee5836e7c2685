/**
 * Checks in the session what a worker claims to have done: every iteration is recomputed by plain code
 * and compared with the worker's proof. Workers never see the right answers. What becomes of a cell
 * whose proof is wrong is decided elsewhere.
 * @module
 */
import type { BatchAnswers, Stretch } from "../measure/batch.ts";
import type { Proof } from "../measure/proof.ts";
import { EMPTY_FOLD, foldNext, seedOf } from "../workload/digest.ts";
import { expectedDigest } from "../workload/expected.ts";
import { taskCount } from "../workload/shape.ts";
import type { Workload } from "../workload/workload.ts";

/** Iterations asked for at once when a wrong one is looked for. */
const EXPLAINED_AT_ONCE = 256;

/**
 * The right answers of a workload. Iterations have the same seeds in every process, so an answer is
 * computed once a session, when it is first needed.
 */
export class ExpectedAnswers {
  readonly #workload: Workload;
  readonly #tasks: number;
  /** Digests of the iterations 0 to `#known - 1`; grows by doubling. */
  #digests = new Uint32Array(1_024);
  #known = 0;

  /**
   * Prepares the answers of a workload.
   *
   * @param workload What the iterations run.
   */
  constructor(workload: Workload) {
    this.#workload = workload;
    this.#tasks = taskCount(workload.shape);
  }

  /**
   * Tells what an iteration must give.
   *
   * @param iteration Number of the iteration, from 0.
   * @returns Its digest, a 32-bit unsigned integer.
   */
  digestOf(iteration: number): number {
    this.#computeUpTo(iteration + 1);
    return this.#digests[iteration]!;
  }

  /**
   * Tells whether a proof is right.
   *
   * @param proof What a worker sent.
   * @returns Whether all its iterations gave the right digests and executed each task once.
   */
  agreesWith({ firstIteration, iterations, digestFold, taskFold }: Proof): boolean {
    this.#computeUpTo(firstIteration + iterations);
    let digests = EMPTY_FOLD;
    let tasks = EMPTY_FOLD;
    for (let iteration = firstIteration; iteration < firstIteration + iterations; iteration++) {
      digests = foldNext(digests, this.#digests[iteration]!);
      tasks = foldNext(tasks, this.#tasks);
    }
    return digests === digestFold && tasks === taskFold;
  }

  /**
   * Names what is wrong with the digest of an iteration.
   *
   * @param iteration Number of the iteration.
   * @param digest What it gave.
   * @returns The fault as a clause, or `null` if the digest is right.
   */
  digestFaultOf(iteration: number, digest: number): string | null {
    const expected = this.digestOf(iteration);
    if (digest === expected) return null;
    return `gave ${hex(digest)} instead of ${hex(expected)} in iteration ${iteration}`;
  }

  /**
   * Names what is wrong with the number of tasks that an iteration executed.
   *
   * @param iteration Number of the iteration.
   * @param tasks How many it executed.
   * @returns The fault as a clause, or `null` if each task was executed once.
   */
  taskFaultOf(iteration: number, tasks: number): string | null {
    return tasks === this.#tasks ? null : `executed ${tasks} of ${this.#tasks} tasks in iteration ${iteration}`;
  }

  #computeUpTo(end: number): void {
    if (end > this.#digests.length) {
      const grown = new Uint32Array(2 ** Math.ceil(Math.log2(end)));
      grown.set(this.#digests);
      this.#digests = grown;
    }
    for (; this.#known < end; this.#known++) {
      const seed = seedOf(this.#workload.seedName, this.#known, 0);
      this.#digests[this.#known] = expectedDigest(this.#workload, seed);
    }
  }
}

/**
 * Finds out what is wrong with a proof that does not agree.
 *
 * @param proof The proof.
 * @param expected The right answers.
 * @param explain Runs a stretch again and tells each iteration's answer.
 * @returns The fault as a clause about the subject.
 */
export async function explainFault(
  { firstIteration, iterations }: Proof,
  expected: ExpectedAnswers,
  explain: (stretch: Stretch) => Promise<BatchAnswers>,
): Promise<string> {
  const end = firstIteration + iterations;
  for (let first = firstIteration; first < end; first += EXPLAINED_AT_ONCE) {
    const count = Math.min(EXPLAINED_AT_ONCE, end - first);
    const { digests, tasks } = await explain({ firstIteration: first, iterations: count });
    for (let i = 0; i < count; i++) {
      const fault = expected.taskFaultOf(first + i, tasks[i]!) ?? expected.digestFaultOf(first + i, digests[i]!);
      if (fault !== null) return fault;
    }
  }
  return `gave wrong answers somewhere in iterations ${firstIteration} to ${end - 1}, and right ones when asked again`;
}

function hex(digest: number): string {
  return `0x${digest.toString(16).padStart(8, "0")}`;
}
