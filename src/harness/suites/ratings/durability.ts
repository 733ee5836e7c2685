/**
 * Limits of the suite `durability`. The seed has no row for it: what has to wait for a disk is rated by the seed's
 * bound for a multi-task workflow, less than 20 ms, and what has not by that for coordination, less than 0.2 ms. The
 * budgets are about twice what each took when it was set, on two processors and the disk of a shared machine.
 * @module
 */
import { nsPerOperation, type Ratings } from "./rating_limits.ts";

const DISK_GOOD_NS = 20_000_000, MEMORY_GOOD_NS = 200_000;

/** Our own budgets by scenario, in nanoseconds per operation. */
const DISK_BUDGETS_NS = {
  "step-sqlite-full": 5_000_000,
  "step-sqlite-normal": 300_000,
  "step-sqlite-off": 200_000,
  "step-files-full": 5_000_000,
  "resume-sqlite": 50_000,
  "concurrent-sqlite": 400_000,
  "store-sqlite-set": 150_000,
  "store-sqlite-get": 50_000,
  "store-sqlite-compare": 5_000_000,
  "store-sqlite-scan": 40_000,
} as const;

/** As above, in memory. */
const MEMORY_BUDGETS_NS = {
  "step-memory": 60_000,
  "resume-memory": 40_000,
  "concurrent-memory": 80_000,
  "store-memory-set": 20_000,
  "store-memory-get": 6_000,
  "store-memory-compare": 6_000,
  "store-memory-scan": 6_000,
} as const;

function ratingsOf(budgetsNs: Readonly<Record<string, number>>, goodNs: number): Ratings {
  return Object.fromEntries(
    Object.entries(budgetsNs).map(([scenario, budgetNs]) => [
      `durability/${scenario}/default`,
      nsPerOperation(budgetNs, goodNs),
    ]),
  );
}

/** Limits by id of the benchmark. */
export const DURABILITY_RATINGS: Ratings = {
  ...ratingsOf(DISK_BUDGETS_NS, DISK_GOOD_NS),
  ...ratingsOf(MEMORY_BUDGETS_NS, MEMORY_GOOD_NS),
};
