import assert from "node:assert/strict";
import { frameworks } from "../../../src/harness/suites/frameworks.ts";

const ids = frameworks.benchmarks.map(({ id }) => id.replace("frameworks/", ""));

Deno.test("frameworks lists programs, graphs of all sizes, many runs at once, and the shapes of LangGraph's own suite", () => {
  assert.deepEqual(ids, [
    "simple/cpu",
    "typed/cpu",
    "complex/cpu",
    "io-heavy/wait",
    "chain-5/noop",
    "chain-20/noop",
    "chain-20/cpu",
    "chain-20/alloc",
    "chain-50/noop",
    "chain-200/noop",
    "fanout-10/noop",
    "fanout-50/noop",
    "fanout-50/wait",
    "fanout-500/noop",
    "diamond/noop",
    "diamond/cpu",
    "layers/noop",
    "loop/noop",
    "retry/noop",
    "isolation/noop",
    "in-flight-10/noop",
    "in-flight-10/wait",
    "in-flight-100/noop",
    "in-flight-100/wait",
    "in-flight-1000/wait",
    "sequential/noop",
    "sequential/noop-checkpoints",
    "subgraphs-10/noop",
    "subgraphs-10/noop-checkpoints",
    "subgraphs-100/noop",
    "subgraphs-100/noop-checkpoints",
    "wide-state/noop",
    "wide-state/noop-checkpoints",
    "tool-agent/replayed",
    "tool-agent/replayed-checkpoints",
  ]);
});

Deno.test("frameworks decides by wall time where tasks wait and by processor time where they do not", () => {
  for (const { kernel, primaryClock } of frameworks.benchmarks) {
    assert.equal(primaryClock, kernel === "wait" || kernel === "replayed" ? "wall" : "cpu");
  }
});

Deno.test("frameworks measures metrics beside the steady run with three graphs, and records steps in none of them", () => {
  const measured = frameworks.benchmarks.filter(({ hasMetrics }) => hasMetrics !== false);
  assert.deepEqual([...new Set(measured.map(({ scenario }) => scenario))], ["chain-20", "fanout-50", "diamond"]);
  assert.ok(measured.every(({ checkpoints }) => checkpoints === undefined));
});

Deno.test("frameworks says of each benchmark what its reader learns", () => {
  for (const { meaning } of frameworks.benchmarks) assert.match(meaning, /^[A-Z].*\.$/);
});
