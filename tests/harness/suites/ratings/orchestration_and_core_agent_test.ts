import assert from "node:assert/strict";
import { coreAgent } from "../../../../src/harness/suites/core_agent.ts";
import { orchestration } from "../../../../src/harness/suites/orchestration.ts";
import { CORE_AGENT_RATINGS } from "../../../../src/harness/suites/ratings/core_agent.ts";
import { ORCHESTRATION_RATINGS } from "../../../../src/harness/suites/ratings/orchestration.ts";
import { nsPerOperation } from "../../../../src/harness/suites/ratings/rating_limits.ts";

const RATINGS = { ...CORE_AGENT_RATINGS, ...ORCHESTRATION_RATINGS };

Deno.test("every rating is of a benchmark that there is", () => {
  const ids = [...coreAgent.benchmarks, ...orchestration.benchmarks].map(({ id }) => id);
  assert.deepEqual(Object.keys(RATINGS).filter((id) => !ids.includes(id)), []);
});

Deno.test("every rating's bounds go from outstanding to acceptable", () => {
  for (const [id, { better, limits }] of Object.entries(RATINGS)) {
    const bounds = [limits.outstanding, limits.excellent, limits.good, limits.acceptable];
    const ordered = bounds.toSorted((a, b) => better === "lower" ? a - b : b - a);
    assert.deepEqual(bounds, ordered, id);
  }
});

Deno.test("nsPerOperation() calls excellent what is twice as good as good, and acceptable what is half as good", () => {
  assert.deepEqual(nsPerOperation(10, 1_000), {
    metric: "ns-per-operation",
    better: "lower",
    limits: { outstanding: 10, excellent: 500, good: 1_000, acceptable: 2_000 },
  });
  assert.equal(nsPerOperation(10, 1_000, 5_000).limits.acceptable, 5_000);
});
