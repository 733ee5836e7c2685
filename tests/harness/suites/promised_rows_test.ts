/**
 * The rows that a benchmark suite of an engine was promised to have, one by one, and where each is.
 * @module
 */
import assert from "node:assert/strict";
import { METRIC_NAMES } from "../../../src/harness/session/metrics/metric_plan.ts";
import { SUITES } from "../../../src/harness/suites/suites.ts";

const RULES = ["token-bucket", "leaky-bucket", "fixed-window", "sliding-log", "sliding-counter"];
const ALLOCATORS = ["first-fit", "best-fit", "worst-fit", "priority", "fair-share", "round-robin", "weighted"];

function each(prefix: string, names: readonly (string | number)[]): string[] {
  return names.map((name) => `${prefix}${name}`);
}

/** Rows by suite; what a row asks for, and the benchmarks that answer. */
const ROWS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  orchestration: {
    "deep chain, no work and 10 ms waits": each("deep-chain/", ["noop", "wait"]),
    "wide fan-out, 50 and 8 at once": each("wide-fanout/", ["noop", "wait", "limit-8"]),
    "diamond, and 1,000 states in layers": ["diamond/noop", "diamond/wait", "layered-dag/states-1000"],
    "parallel efficiency, by timers and in workers": ["parallel-efficiency/default", "parallel-workers/default"],
    "cascading failure": ["cascading-failure/default"],
    "partial isolation": ["partial-isolation/default"],
    "resource contention": ["resource-contention/default"],
    "memory pressure": ["memory-pressure/default"],
    "horizontal scaling, 10 to 100 and 10,000": each("horizontal-scaling/runs-", [10, 25, 50, 100, 1_000, 10_000]),
    "coordination growth": each("coordination-growth/points-", [5, 15, 30, 50]),
    "set-up cost": each("setup-cost/states-", [1, 20, 200]),
  },
  "core-agent": {
    "simple execution": ["simple-execution/default"],
    "complex execution": ["complex-execution/default"],
    "resource-heavy": ["resource-heavy/default"],
    "ten at once": ["concurrent-10/default"],
    "dependency resolution": each("dependency-resolution/states-", [3, 100, 1_000]),
    "resource acquisition": ["resource-acquisition/default"],
    "coordination primitive": ["coordination-primitive/default"],
    "metrics recording": ["metrics-recording/default"],
  },
  resources: {
    "single and complex lease": ["single/default", "complex/default"],
    contention: ["contention/default"],
    "ten tasks at once": ["concurrent-10/default"],
    "quota check, allowed and denied": ["quota-allow/default", "quota-deny/default"],
    allocators: ALLOCATORS.map((name) => `allocator-${name}/default`),
    "can allocate": ["can-allocate/default"],
    preemption: ["preemption/default"],
    "leak detection": ["leak-detection/default"],
  },
  coordination: {
    uncontended: ["lock/default", "semaphore/default", "barrier/default"],
    "lock contention, 10 and 100": ["lock-contention-10/default", "lock-contention-100/default"],
    "semaphore contention": ["semaphore-contention/default"],
    "barrier of 5": ["barrier-sync/default"],
    "rate limiters, allowed and denied": RULES.flatMap((rule) =>
      each(`limiter-${rule}-`, ["allow/default", "deny/default"])
    ),
    "limiter contention": ["limiter-contention/default"],
    "coordinator execution": ["coordinator-execution/default"],
    "pool creation and work": ["pool-creation/default", "pool-work/default"],
    "processor creation": ["processor-creation/default"],
    enhancement: ["enhancement-without/default", "enhancement-with/default"],
    "primitive state": ["primitive-state/default"],
    quota: ["quota/default"],
    "deadlock detection": ["deadlock-1k/default", "deadlock-10k/default"],
  },
  observability: {
    recording: ["counter/default", "histogram/default", "gauge/default"],
    "labels, looked up and bound": ["labels-lookup/default", "labels-bound/default"],
    "concurrent recording": ["concurrent-recording/default"],
    cardinality: ["cardinality/default"],
    spans: each("span", ["/default", "-attributes/default", "-nested/default", "-event/default"]),
    propagation: ["propagation/default"],
    "sampling none, a tenth, all": each("sampling-", ["0/default", "10/default", "100/default"]),
    "events to 0, 1 and 10": each("events-", ["0/default", "1/default", "10/default"]),
    "alerts, 1 and 100 rules": ["alerts-1/default", "alerts-100/default"],
    "alerts told once": ["alert-dedupe/default"],
    integration: each("integration-", ["none/default", "metrics/default", "tracing/default", "all/default"]),
    "export of 1,000 and 10,000 series": ["export-1k/default", "export-10k/default"],
    "high frequency": ["high-frequency/default"],
    "bytes of a series": ["series/default"],
  },
  durability: {
    "steps recorded": [
      "step-memory/default",
      ...each("step-sqlite-", ["full/default", "normal/default", "off/default"]),
    ],
    "steps handed out again": ["resume-memory/default", "resume-sqlite/default"],
    "runs at once": ["concurrent-memory/default", "concurrent-sqlite/default"],
    stores: ["get", "set", "compare", "scan"].flatMap((use) =>
      each("store-", [`memory-${use}/default`, `sqlite-${use}/default`])
    ),
  },
};

for (const [suite, rows] of Object.entries(ROWS)) {
  const ids = SUITES.find(({ name }) => name === suite)?.benchmarks.map(({ id }) => id) ?? [];
  for (const [row, promised] of Object.entries(rows)) {
    Deno.test(`the suite ${suite} has a benchmark for: ${row}`, () => {
      const missing = promised.map((id) => `${suite}/${id}`).filter((id) => !ids.includes(id));
      assert.deepEqual(missing, []);
    });
  }
}

Deno.test("a session can measure what a cold import takes", () => {
  assert.ok(METRIC_NAMES.includes("cold-start"));
});
