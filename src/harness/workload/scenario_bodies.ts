/**
 * Task bodies that only scenarios have: joins that know their number, tasks that fail, checks, records. Each runs the
 * kernel once, as the plain body does.
 * @module
 */
import { fold } from "./digest.ts";
import { draftPaper, paperDigest, reviewedPaper } from "./scenarios/records.ts";
import { attemptedValue, FORCED_FAILURES, isValidSeed } from "./scenarios/retry.ts";
import type { Work } from "./work.ts";

/** What a failure that is forced on a task says. */
export const FORCED_FAILURE = "meant to fail";

/**
 * Makes the bodies.
 *
 * @param one Runs the kernel on a value with the number of its task mixed in.
 * @param ledger Counts bodies that fail; the others are counted by `one`.
 * @returns Bodies for any number of runs in flight.
 */
export function scenarioBodies(
  one: Work["one"],
  ledger: { executed: number },
): Omit<Work, "one" | "join" | "did"> {
  /** Attempts made so far by what the task was given: no two runs give the same. */
  const attempts = new Map<number, number>();
  return {
    gather: async (task, values) => await one(task, fold([...values, task]) ^ task),
    async flaky(task, value) {
      const given = (value ^ task) >>> 0, attempt = (attempts.get(given) ?? 0) + 1;
      if (attempt <= FORCED_FAILURES) {
        attempts.set(given, attempt);
        return fail(ledger);
      }
      attempts.delete(given);
      return await one(task, attemptedValue(given, attempt) ^ task);
    },
    // deno-lint-ignore require-await -- a body that fails costs one promise, as the others do.
    async doomed() {
      return fail(ledger);
    },
    check: async (task, seed) => ({ value: await one(task, seed), isValid: isValidSeed(seed) }),
    draft: async (task, value) => draftPaper(await one(task, value)),
    review: async (task, paper) => reviewedPaper(paper, await one(task, paperDigest(paper))),
    publish: async (task, paper) => await one(task, paperDigest(paper)),
  };
}

function fail(ledger: { executed: number }): never {
  ledger.executed++;
  throw new Error(FORCED_FAILURE);
}
