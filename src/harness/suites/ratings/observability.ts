/**
 * Limits of the suite `observability`. The seed has two bounds: more than 10,000 recordings a second, which is less
 * than 0.1 ms for one, and more than 1,000 traces a second, which is less than 1 ms for one; spans, watched runs and
 * what follows from events go by the second. The budgets are about twice what each took when it was set, on two
 * processors of a shared machine.
 * @module
 */
import { nsPerOperation, type Ratings } from "./rating_limits.ts";

const RECORDING_GOOD_NS = 100_000, TRACING_GOOD_NS = 1_000_000;

/** Our own budgets by scenario, in nanoseconds per operation. */
const RECORDING_BUDGETS_NS = {
  "counter": 8,
  "gauge": 8,
  "histogram": 20,
  "labels-lookup": 400,
  "labels-bound": 20,
  "concurrent-recording": 200,
  "cardinality": 1_500,
  "series": 1_500,
  "high-frequency": 1_500,
  "export-1k": 600,
  "export-10k": 1_000,
} as const;

/** As above, for what is traced, told or judged. */
const TRACING_BUDGETS_NS = {
  "span": 2_000,
  "span-attributes": 3_000,
  "span-nested": 5_000,
  "span-event": 3_000,
  "propagation": 15_000,
  "sampling-0": 5_000,
  "sampling-10": 8_000,
  "sampling-100": 40_000,
  "events-0": 400,
  "events-1": 600,
  "events-10": 1_500,
  "alerts-1": 2_000,
  "alerts-100": 2_000,
  "alert-dedupe": 2_000,
  "integration-none": 2_500,
  "integration-metrics": 8_000,
  "integration-tracing": 40_000,
  "integration-all": 60_000,
} as const;

function ratingsOf(budgetsNs: Readonly<Record<string, number>>, goodNs: number): Ratings {
  return Object.fromEntries(
    Object.entries(budgetsNs).map(([scenario, budgetNs]) => [
      `observability/${scenario}/default`,
      nsPerOperation(budgetNs, goodNs),
    ]),
  );
}

/** Limits by id of the benchmark. */
export const OBSERVABILITY_RATINGS: Ratings = {
  ...ratingsOf(RECORDING_BUDGETS_NS, RECORDING_GOOD_NS),
  ...ratingsOf(TRACING_BUDGETS_NS, TRACING_GOOD_NS),
};
