/**
 * Limits of the suite `resources`. The seed has one bound for all acquisitions: more than 1,000 a second, which is less
 * than 1 ms for one. The budgets are about twice what each took, warmed up, when they were set, on a machine
 * with two processors.
 * @module
 */
import { nsPerOperation, type Ratings } from "./rating_limits.ts";

const GOOD_NS = 1_000_000;

/** Our own budgets by scenario, in nanoseconds per operation. */
const BUDGETS_NS = {
  "single": 1_000,
  "complex": 1_200,
  "can-allocate": 250,
  "contention": 2_500,
  "concurrent-10": 1_300,
  "quota-allow": 2_800,
  "quota-deny": 12_000,
  "allocator-first-fit": 1_300,
  "allocator-best-fit": 1_600,
  "allocator-worst-fit": 1_600,
  "allocator-priority": 1_700,
  "allocator-fair-share": 1_600,
  "allocator-round-robin": 1_500,
  "allocator-weighted": 1_600,
  "preemption": 50_000,
  "leak-detection": 100,
} as const;

/** Limits by id of the benchmark. */
export const RESOURCES_RATINGS: Ratings = Object.fromEntries(
  Object.entries(BUDGETS_NS).map(([scenario, budgetNs]) => {
    return [`resources/${scenario}/default`, nsPerOperation(budgetNs, GOOD_NS)];
  }),
);
