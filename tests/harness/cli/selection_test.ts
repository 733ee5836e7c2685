import assert from "node:assert/strict";
import { chooseBenchmarks, chooseFrameworks } from "../../../src/harness/cli/selection.ts";
import { SUITES as REAL_SUITES } from "../../../src/harness/suites/suites.ts";
import { UsageError } from "../../../src/harness/cli/usage_error.ts";
import type { Benchmark } from "../../../src/harness/suites/benchmark.ts";
import type { Suite } from "../../../src/harness/suites/suite.ts";

function suite(name: string, scenarios: readonly string[]): Suite {
  const benchmarks = scenarios.map((scenario): Benchmark => ({
    id: `${name}/${scenario}/noop`,
    suite: name,
    scenario,
    title: scenario,
    meaning: "",
    shape: { kind: "diamond" },
    seedName: scenario,
    kernel: "noop",
    primaryClock: "cpu",
  }));
  return { name, title: name, meaning: "", benchmarks };
}

const SUITES = [suite("orchestration", ["deep-chain", "diamond"]), suite("core", ["one-state"])];
const ids = (suites: readonly string[], filters: readonly string[]) =>
  chooseBenchmarks({ suites, filters }, SUITES).map(({ id }) => id);

Deno.test("chooseBenchmarks() takes all benchmarks when nothing is asked for", () => {
  assert.deepEqual(ids([], []), ["orchestration/deep-chain/noop", "orchestration/diamond/noop", "core/one-state/noop"]);
});

Deno.test("chooseBenchmarks() takes what fits one filter or another, in the order of the suites", () => {
  assert.deepEqual(ids([], ["one-state", "deep-*"]), ["orchestration/deep-chain/noop", "core/one-state/noop"]);
});

Deno.test("chooseBenchmarks() looks for filters in the suites asked for only", () => {
  assert.deepEqual(ids(["core"], ["noop"]), ["core/one-state/noop"]);
  assert.throws(() => ids(["core"], ["diamond"]), { name: "UsageError", message: /--filter "diamond"/ });
});

Deno.test("chooseBenchmarks() names the nearest spelling of a suite and of a benchmark", () => {
  assert.throws(
    () => ids(["orchestraton"], []),
    new UsageError('Cannot find the suite "orchestraton": did you mean "orchestration"?'),
  );
  assert.throws(
    () => ids([], ["diamnd"]),
    new UsageError('Cannot find a benchmark for --filter "diamnd": did you mean "diamond"?'),
  );
  assert.throws(
    () => ids([], ["zzz"]),
    new UsageError('Cannot find a benchmark for --filter "zzz": "puffinbench list" shows what there is'),
  );
});

const SOURCES = {
  known: ["control", "puffinflow", "langgraph"],
  cwd: "/home/me",
  isFile: (path: string) => path === "/home/me/my engine.ts",
};

Deno.test("chooseFrameworks() puts plain code first, asked for or not, and each once", () => {
  assert.deepEqual(chooseFrameworks([], SOURCES), ["control", "puffinflow", "langgraph"]);
  assert.deepEqual(chooseFrameworks(["langgraph", "control", "langgraph"], SOURCES), ["control", "langgraph"]);
});

Deno.test("chooseFrameworks() takes all for all frameworks there are, beside modules of one's own", () => {
  assert.deepEqual(chooseFrameworks(["all"], SOURCES), chooseFrameworks([], SOURCES));
  const [last] = chooseFrameworks(["all", "https://example.org/a.ts"], SOURCES).slice(-1);
  assert.equal(last, "https://example.org/a.ts");
});

Deno.test("chooseFrameworks() puts plain Python first, too, where something in Python is asked for", () => {
  const sources = {
    ...SOURCES,
    known: [...SOURCES.known, "raw-python", "prefect", "dagster"],
    words: { python: ["prefect", "dagster"] },
  };
  assert.deepEqual(chooseFrameworks(["prefect"], sources), ["control", "raw-python", "prefect"]);
  assert.deepEqual(chooseFrameworks(["python", "puffinflow"], sources), [
    "control",
    "raw-python",
    "prefect",
    "dagster",
    "puffinflow",
  ]);
});

Deno.test("chooseFrameworks() turns paths into URLs and leaves URLs alone", () => {
  assert.deepEqual(chooseFrameworks(["./my engine.ts", "https://example.org/a.ts"], SOURCES), [
    "control",
    "file:///home/me/my%20engine.ts",
    "https://example.org/a.ts",
  ]);
});

Deno.test("chooseFrameworks() refuses names and files that there are not", () => {
  assert.throws(
    () => chooseFrameworks(["langgrahp"], SOURCES),
    new UsageError('Cannot find the framework "langgrahp": did you mean "langgraph"?'),
  );
  assert.throws(
    () => chooseFrameworks(["./mine.ts"], SOURCES),
    new UsageError('Cannot load the framework "./mine.ts" as there is no such file'),
  );
});

const realIds = (suites: readonly string[], filters: readonly string[]) =>
  chooseBenchmarks({ suites, filters }, REAL_SUITES).map(({ id }) => id);

Deno.test("chooseBenchmarks() takes what has a tag that fits", () => {
  assert.deepEqual(realIds([], ["tag:deadlock"]), [
    "coordination/deadlock-1k/default",
    "coordination/deadlock-10k/default",
  ]);
  assert.deepEqual(realIds(["orchestration"], ["tag:wa*", "memory-pressure"]), [
    ...["deep-chain", "wide-fanout", "diamond"].map((scenario) => `orchestration/${scenario}/wait`),
    "orchestration/parallel-workers/default",
    "orchestration/memory-pressure/default",
  ]);
});

Deno.test("chooseBenchmarks() names the nearest tag when none fits", () => {
  assert.throws(() => realIds([], ["tag:deadlok"]), { message: /did you mean "tag:deadlock"\?/ });
});
