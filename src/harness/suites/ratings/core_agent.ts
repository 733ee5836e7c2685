/**
 * Limits of the suite `core-agent`: the seed's durations, which are a reciprocal throughput each, and budgets of our
 * own. The seed set none for the resolution of dependencies.
 * @module
 */
import { nsPerOperation, type Ratings } from "./rating_limits.ts";

/** Limits by benchmark. */
export const CORE_AGENT_RATINGS: Ratings = {
  "core-agent/simple-execution/default": nsPerOperation(5_000, 10_000_000),
  "core-agent/complex-execution/default": nsPerOperation(25_000, 20_000_000),
  "core-agent/resource-heavy/default": nsPerOperation(300_000, 10_000_000),
  "core-agent/concurrent-10/default": nsPerOperation(5_000, 10_000_000),
  "core-agent/resource-acquisition/default": nsPerOperation(2_000, 1_000_000),
  "core-agent/coordination-primitive/default": nsPerOperation(500, 200_000),
  "core-agent/metrics-recording/default": nsPerOperation(50, 100_000),
};
