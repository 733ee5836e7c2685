import assert from "node:assert/strict";
import type { Import } from "../../../scripts/floors/import_graph.ts";
import { judge } from "../../../scripts/floors/judge.ts";

/** What is said of one import. */
function breachesOf(from: string, to: string, specifier = to): string[] {
  return judge({ files: [], imports: [{ from, to, specifier }] });
}

Deno.test("judge() allows imports from a lower floor and from the same room", () => {
  const imports: Import[] = [
    ["src/engine/run/scheduler.ts", "src/engine/graph/plan.ts"],
    ["src/engine/run/scheduler.ts", "src/engine/run/outcome.ts"],
    ["src/engine/graph/plan.ts", "src/engine/puffin_error.ts"],
    ["src/engine/graph/plan.ts", "src/invariant.ts"],
    ["mod.ts", "src/engine/agent/agent.ts"],
    ["src/harness/cli/cli.ts", "src/harness/report/report.ts"],
    ["src/harness/session/plan.ts", "npm:/zod@4.6.7"],
    ["src/harness/session/worker.ts", "node:fs"],
    ["src/harness/adapters/versions.ts", "deno.json"],
    ["main.ts", "src/harness/cli/cli.ts"],
  ].map(([from, to]) => ({ from: from!, to: to!, specifier: to! }));
  assert.deepEqual(judge({ files: [], imports }), []);
});

Deno.test("judge() names both files and both rooms when an import goes up", () => {
  assert.deepEqual(breachesOf("src/stats/median.ts", "src/harness/measure/counters.ts"), [
    "src/stats/median.ts -> src/harness/measure/counters.ts: " +
    "imports only go down: src/harness/measure/ stands above src/stats/",
  ]);
});

Deno.test("judge() forbids imports between rooms of one floor", () => {
  assert.deepEqual(breachesOf("src/harness/suites/suite.ts", "src/harness/adapters/registry.ts"), [
    "src/harness/suites/suite.ts -> src/harness/adapters/registry.ts: " +
    "imports only go down: src/harness/adapters/ stands beside src/harness/suites/",
  ]);
});

for (
  const [from, to, rule] of [
    ["src/engine/run/run.ts", "src/harness/session/session.ts", /the engine never knows that it is measured/],
    ["src/harness/session/session.ts", "src/engine/run/run.ts", /the harness has no private door into the engine/],
    ["src/harness/session/session.ts", "mod.ts", /the harness meets the engine only in the adapter puffinflow/],
    ["main.ts", "mod.ts", /the harness meets the engine only in the adapter puffinflow/],
    [
      "src/harness/adapters/langgraph.ts",
      "src/harness/adapters/control.ts",
      /an adapter knows its framework and no other/,
    ],
    ["src/harness/adapters/facts.ts", "src/harness/adapters/control.ts", /an adapter knows its framework and no other/],
    ["src/harness/report/html.ts", "src/harness/measure/counters.ts", /a report reads the analysed model/],
    ["src/stats/median.ts", "node:fs", /are pure/],
    ["src/engine/graph/plan.ts", "src/time/system_clock.ts", /are pure/],
    ["src/harness/workload/kernel.ts", "src/random/system_random.ts", /are pure/],
  ] as const
) {
  Deno.test(`judge() forbids that ${from} imports ${to}`, () => {
    assert.equal(breachesOf(from, to).filter((breach) => rule.test(breach)).length, 1);
  });
}

Deno.test("judge() lets the PuffinFlow adapter in through the public door, under its public name only", () => {
  const adapter = "src/harness/adapters/puffinflow.ts";
  assert.deepEqual(breachesOf(adapter, "mod.ts", "puffinflow"), []);
  assert.equal(breachesOf(adapter, "mod.ts", "../../../mod.ts").length, 1);
  assert.deepEqual(breachesOf("src/harness/adapters/puffinflow/locks.ts", "mod.ts", "puffinflow"), []);
});

Deno.test("judge() lets an adapter have a folder of its own, which no other adapter may enter", () => {
  const part = "src/harness/adapters/control/locks.ts";
  assert.deepEqual(breachesOf("src/harness/adapters/control.ts", part), []);
  assert.equal(breachesOf("src/harness/adapters/langgraph.ts", part).length, 1);
});

Deno.test("judge() lets adapters use the contract, and the registry load adapters", () => {
  assert.deepEqual(breachesOf("src/harness/adapters/langgraph.ts", "src/harness/adapters/adapter.ts"), []);
  assert.deepEqual(breachesOf("src/harness/adapters/registry.ts", "src/harness/adapters/langgraph.ts"), []);
});

Deno.test("judge() asks for a floor when a file is in no room", () => {
  const [breach, ...others] = judge({ files: ["src/cellar/wine.ts"], imports: [] });
  assert.match(breach!, /^src\/cellar\/wine\.ts: it is in no room/);
  assert.deepEqual(others, []);
});

Deno.test("judge() shows the way round a circle", () => {
  const files = ["a", "b", "c"].map((name) => `src/stats/${name}.ts`);
  const imports = files.map((from, index) => {
    const to = files[(index + 1) % 3]!;
    return { from, to, specifier: to };
  });
  assert.deepEqual(judge({ files, imports }), [
    "src/stats/a.ts -> src/stats/b.ts -> src/stats/c.ts -> src/stats/a.ts: no import goes in a circle",
  ]);
});

Deno.test("judge() takes a file that is reached on two ways for no circle", () => {
  const edges = [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]];
  const imports = edges.map(([from, to]) => ({
    from: `src/stats/${from}.ts`,
    to: `src/stats/${to}.ts`,
    specifier: "",
  }));
  assert.deepEqual(judge({ files: ["a", "b", "c", "d"].map((name) => `src/stats/${name}.ts`), imports }), []);
});
