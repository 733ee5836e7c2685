/**
 * Limits of the suite `orchestration`: the seed's, and budgets of our own. The seed limited whole runs; here it is
 * their share of an operation. Where tasks wait or compute, what is measured is mostly they, so those have no limits.
 * @module
 */
import { nsPerOperation, type RatingBounds, type RatingLimits, type Ratings } from "./rating_limits.ts";

const CHAIN_STATES = 20, FANOUT_STATES = 52, DIAMOND_STATES = 4, DAG_STATES = 1_000;
const MS = 1e6;

function atLeast(metric: string, limits: RatingBounds): RatingLimits {
  return { metric, better: "higher", limits };
}

/** A run of a fan-out: the same limits with and without a limit of states in flight. */
const FANOUT: RatingLimits = nsPerOperation(5_000, 30 * MS / FANOUT_STATES, 100 * MS / FANOUT_STATES);

/** Limits by benchmark. */
export const ORCHESTRATION_RATINGS: Ratings = {
  "orchestration/deep-chain/noop": nsPerOperation(2_000, 15 * MS / CHAIN_STATES, 50 * MS / CHAIN_STATES),
  "orchestration/wide-fanout/noop": FANOUT,
  "orchestration/wide-fanout/limit-8": FANOUT,
  "orchestration/diamond/noop": nsPerOperation(2_000, 40 * MS / DIAMOND_STATES, 100 * MS / DIAMOND_STATES),
  "orchestration/layered-dag/states-1000": nsPerOperation(3_000, 40 * MS / DAG_STATES, 100 * MS / DAG_STATES),
  "orchestration/parallel-efficiency/default": atLeast("parallelizationEfficiencyPercent", {
    outstanding: 99,
    excellent: 95,
    good: 80,
    acceptable: 60,
  }),
  "orchestration/parallel-workers/default": atLeast("workerParallelizationEfficiencyPercent", {
    outstanding: 98,
    excellent: 95,
    good: 80,
    acceptable: 60,
  }),
  // Four attempts cannot come to more than 97.64 %, give or take what was drawn.
  "orchestration/cascading-failure/default": atLeast("failureRecoveryRatePercent", {
    outstanding: 97.6,
    excellent: 97.5,
    good: 95,
    acceptable: 80,
  }),
  // A failure that reaches another state is a fault and no matter of degree.
  "orchestration/partial-isolation/default": atLeast("failureIsolationRatePercent", {
    outstanding: 100,
    excellent: 100,
    good: 100,
    acceptable: 100,
  }),
  "orchestration/resource-contention/default": atLeast("resourceUtilizationPercent", {
    outstanding: 93,
    excellent: 85,
    good: 70,
    acceptable: 50,
  }),
  "orchestration/memory-pressure/default": atLeast("memoryReclaimedPercent", {
    outstanding: 99,
    excellent: 95,
    good: 90,
    acceptable: 70,
  }),
  "orchestration/horizontal-scaling/runs-100": atLeast("scalingFactor", {
    outstanding: 9.8,
    excellent: 7.5,
    good: 5,
    acceptable: 3,
  }),
  "orchestration/coordination-growth/points-50": {
    metric: "coordinationOverheadGrowth",
    better: "lower",
    limits: { outstanding: 0.8, excellent: 1, good: 2, acceptable: 3 },
  },
};
