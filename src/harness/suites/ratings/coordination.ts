/**
 * Limits of the suite `coordination`. The seed has one bound for all primitives: more than 5,000 operations a second,
 * which is less than 0.2 ms for one. The budgets are about twice what each took, warmed up, when they were set, on a
 * machine with two processors.
 * @module
 */
import { nsPerOperation, type Ratings } from "./rating_limits.ts";

const GOOD_NS = 200_000;

/** Our own budgets by scenario, in nanoseconds per operation. */
const BUDGETS_NS = {
  "lock": 150,
  "semaphore": 160,
  "barrier": 100,
  "primitive-state": 50,
  "quota": 300,
  "lock-contention-10": 400,
  "lock-contention-100": 400,
  "semaphore-contention": 450,
  "barrier-sync": 300,
  "limiter-token-bucket-allow": 50,
  "limiter-token-bucket-deny": 50,
  "limiter-leaky-bucket-allow": 50,
  "limiter-leaky-bucket-deny": 50,
  "limiter-fixed-window-allow": 50,
  "limiter-fixed-window-deny": 50,
  "limiter-sliding-log-allow": 75,
  "limiter-sliding-log-deny": 75,
  "limiter-sliding-counter-allow": 100,
  "limiter-sliding-counter-deny": 100,
  "limiter-contention": 700,
  "coordinator-execution": 2_500,
  "enhancement-without": 400,
  "enhancement-with": 6_000,
  "pool-creation": 20_000,
  "pool-work": 15_000,
  "processor-creation": 2_000,
  "deadlock-1k": 8_000,
  "deadlock-10k": 20_000,
} as const;

/** Limits by id of the benchmark. */
export const COORDINATION_RATINGS: Ratings = Object.fromEntries(
  Object.entries(BUDGETS_NS).map(([scenario, budgetNs]) => {
    return [`coordination/${scenario}/default`, nsPerOperation(budgetNs, GOOD_NS)];
  }),
);
