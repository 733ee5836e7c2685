/**
 * Trying again and keeping failures to themselves, by hand.
 * @module
 */
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import {
  DEPENDANTS_EACH,
  FAILURE_PROBABILITIES,
  FailureDraws,
  MAX_ATTEMPTS,
} from "../../../workload/micro/failure_draws.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { FAILED, ISOLATION_STATES, UPSTREAM_FAILED } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";

const FAILURE = new Error("Meant to fail");

/** One attempt of a flaky state. */
interface Try {
  readonly trial: number;
  readonly state: number;
  readonly draws: FailureDraws;
}

async function attemptOnce({ trial, state, draws }: Try, attempt: number): Promise<number> {
  await null;
  if (draws.fails(trial, { state, attempt })) throw FAILURE;
  return nextStep(trial, state);
}

/** Tries a state, and runs what waits for it; gives what is to be folded. */
async function flakyBranch(trying: Try): Promise<readonly number[]> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    try {
      const value = await attemptOnce(trying, attempt);
      return [attempt, ...Array.from({ length: DEPENDANTS_EACH }, (_, i) => nextStep(value, i))];
    } catch (error) {
      if (error !== FAILURE) throw error;
    }
  }
  return [MAX_ATTEMPTS + FAILED, ...Array<number>(DEPENDANTS_EACH).fill(UPSTREAM_FAILED)];
}

/** Program of the scenario. */
export function cascadingFailure({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const draws = new FailureDraws(seed, operations);
      let digest = EMPTY_FOLD;
      for (let trial = 0; trial < operations; trial++) {
        const branches = FAILURE_PROBABILITIES.map((_, state) => flakyBranch({ trial, state, draws }));
        for (const branch of await Promise.all(branches)) {
          for (const value of branch) digest = foldNext(digest, value);
        }
        did(1);
      }
      return digest;
    },
  };
}

/** Program of the scenario. */
export function partialIsolation({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let round = 0; round < operations / ISOLATION_STATES.length; round++) {
        const value = nextStep(seed, round);
        let held = 0;
        // One after the other, as under a lock; each gives back what it holds however it ends.
        let turn: Promise<unknown> = Promise.resolve();
        const states = ISOLATION_STATES.map((kind, state) => {
          const work = async () => {
            held++;
            digest = foldNext(digest, state);
            try {
              await null;
              if (kind === "bad") throw FAILURE;
              return nextStep(value, state);
            } finally {
              held--;
            }
          };
          const own = turn.then(work);
          turn = own.catch(() => {});
          return own;
        });
        for (const outcome of await Promise.allSettled(states)) {
          if (outcome.status === "rejected" && outcome.reason !== FAILURE) throw outcome.reason;
          digest = foldNext(digest, outcome.status === "fulfilled" ? outcome.value : 0);
        }
        digest = foldNext(digest, held);
        did(ISOLATION_STATES.length);
      }
      return digest;
    },
  };
}
