/**
 * What the programs of the suite `orchestration` must answer, and the sizes that they share with their oracles.
 * @module
 */
import { EMPTY_FOLD, fold, foldNext } from "../digest.ts";
import { xorshift32 } from "../kernel.ts";
import { JOB_ORDERS, orderOf, SHARED_UNITS } from "./contended_jobs.ts";
import { DEPENDANTS_EACH, FAILURE_PROBABILITIES, FailureDraws, MAX_ATTEMPTS } from "./failure_draws.ts";
import { consumeItems, CONSUMERS, CONSUMERS_AT_ONCE, produceItems } from "./fanout_items.ts";
import { layeredDag } from "./layered_dag.ts";
import { BLOCK_BYTES, expectedChecksum } from "./memory_blocks.ts";
import { nextStep, type Oracle, type Oracles } from "./oracle.ts";
import { TASK_ROUNDS, WORKER_TASKS, workerInput } from "./worker_tasks.ts";

/** Tasks of a run with a limit. */
export const PARALLEL_TASKS = 8;
/** Most tasks in flight, one run after the other. */
export const PARALLEL_LIMITS: readonly number[] = [1, 2, 4, 8];
/** Whether a state of an isolation round fails, in declared order. */
export const ISOLATION_STATES: readonly ("good" | "bad")[] = ["good", "bad", "good", "bad", "good"];
/** Agents that meet. */
export const PARTIES = 20;
/** Jobs of a round of contention. */
export const JOBS_PER_ROUND = 15;
/** What a dependant of a state that failed counts as. */
export const UPSTREAM_FAILED = 1;
/** Added to the attempts of a state that failed for good. */
export const FAILED = 8;

const wideFanout: Oracle = (_operations, seed) => {
  const items = produceItems(seed);
  const results = Array.from({ length: CONSUMERS }, (_, consumer) => consumeItems(items, consumer));
  return foldNext(fold(results), CONSUMERS_AT_ONCE);
};

const layered: Oracle = (operations, seed) => {
  const values: number[] = [];
  for (const [state, dependencies] of layeredDag(operations).dependencies.entries()) {
    const before = dependencies.length === 0 ? seed : fold(dependencies.map((dependency) => values[dependency]!));
    values.push(nextStep(before, state));
  }
  return values.at(-1)!;
};

const parallelEfficiency: Oracle = (_operations, seed) => {
  let digest = EMPTY_FOLD;
  for (const limit of PARALLEL_LIMITS) {
    const input = nextStep(seed, limit);
    for (let task = 0; task < PARALLEL_TASKS; task++) digest = foldNext(digest, nextStep(input, task));
    digest = foldNext(digest, Math.min(limit, PARALLEL_TASKS));
  }
  return digest;
};

const parallelWorkers: Oracle = (_operations, seed) =>
  fold(Array.from({ length: WORKER_TASKS }, (_, task) => xorshift32(workerInput(seed, task), TASK_ROUNDS)));

const cascadingFailure: Oracle = (operations, seed) => {
  const draws = new FailureDraws(seed, operations);
  let digest = EMPTY_FOLD;
  for (let trial = 0; trial < operations; trial++) {
    for (let state = 0; state < FAILURE_PROBABILITIES.length; state++) {
      const first = Array.from({ length: MAX_ATTEMPTS }, (_, i) => i + 1)
        .find((attempt) => !draws.fails(trial, { state, attempt }));
      digest = foldNext(digest, first ?? FAILED + MAX_ATTEMPTS);
      for (let dependant = 0; dependant < DEPENDANTS_EACH; dependant++) {
        const value = nextStep(nextStep(trial, state), dependant);
        digest = foldNext(digest, first === undefined ? UPSTREAM_FAILED : value);
      }
    }
  }
  return digest;
};

const partialIsolation: Oracle = (operations, seed) => {
  let digest = EMPTY_FOLD;
  for (let round = 0; round < operations / ISOLATION_STATES.length; round++) {
    const input = nextStep(seed, round);
    // Inside the lock in the order in which they were declared, and then as they ended.
    ISOLATION_STATES.forEach((_, state) => digest = foldNext(digest, state));
    ISOLATION_STATES.forEach((kind, state) => digest = foldNext(digest, kind === "bad" ? 0 : nextStep(input, state)));
    // No lease is out and the lock is free.
    digest = foldNext(digest, 0);
  }
  return digest;
};

const resourceContention: Oracle = (operations, seed) => {
  let digest = EMPTY_FOLD;
  for (let round = 0; round < operations / JOBS_PER_ROUND; round++) {
    const jobs = JOB_ORDERS[orderOf(seed, round)]!;
    // Nobody slips past: they begin in the order in which they asked.
    jobs.forEach((units, job) => digest = foldNext(foldNext(digest, job), units));
    digest = foldNext(digest, unitsAtFirst(jobs));
  }
  return digest;
};

/** Units of the jobs that fit together from the first on. */
function unitsAtFirst(jobs: readonly number[]): number {
  let used = 0;
  for (const units of jobs) {
    if (used + units > SHARED_UNITS) break;
    used += units;
  }
  return used;
}

const memoryPressure: Oracle = (_operations, seed) =>
  fold(BLOCK_BYTES.map((bytes, block) => expectedChecksum(bytes, nextStep(seed, block) & 0xff)));

const horizontalScaling: Oracle = (operations, seed) => {
  let digest = EMPTY_FOLD;
  for (let run = 0; run < operations; run++) digest = foldNext(digest, nextStep(nextStep(seed, run), run));
  return foldNext(digest, operations);
};

const coordinationGrowth: Oracle = (operations, seed) => {
  let digest = EMPTY_FOLD;
  for (let party = 0; party < PARTIES; party++) {
    let met = nextStep(seed, party);
    for (let point = 0; point < operations; point++) met = nextStep(met, point * PARTIES + party);
    digest = foldNext(digest, met);
  }
  return foldNext(digest, operations);
};

/** Each state gives one more than the one before it, and the first one more than the input. */
const setupCost: Oracle = (operations, seed) => (seed + operations) >>> 0;

/** Oracles by scenario. */
export const ORCHESTRATION_ORACLES: Oracles = {
  "wide-fanout": wideFanout,
  "layered-dag": layered,
  "parallel-efficiency": parallelEfficiency,
  "parallel-workers": parallelWorkers,
  "cascading-failure": cascadingFailure,
  "partial-isolation": partialIsolation,
  "resource-contention": resourceContention,
  "memory-pressure": memoryPressure,
  "horizontal-scaling": horizontalScaling,
  "coordination-growth": coordinationGrowth,
  "setup-cost": setupCost,
};
