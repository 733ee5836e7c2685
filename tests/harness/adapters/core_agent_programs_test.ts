import assert from "node:assert/strict";
import { Mutex } from "puffinflow/coordination";
import { MetricsRegistry } from "puffinflow/observability";
import { ResourcePool } from "puffinflow/resources";
import { coreAgent as control } from "../../../src/harness/adapters/control/core_agent.ts";
import { coreAgent as puffinflow } from "../../../src/harness/adapters/puffinflow/core_agent.ts";
import { coreAgent } from "../../../src/harness/suites/core_agent.ts";
import { withForgetfulRuns, withIdleRuns, withMutant } from "./mutant.ts";
import { faultsOf, figuresOf, microOf } from "./program_trial.ts";

const BENCHMARKS = microOf(coreAgent);
const firstOf = (scenario: string) => BENCHMARKS.find((benchmark) => benchmark.scenario === scenario)!;

Deno.test("core-agent has a program for each of its eight scenarios, in both subjects", () => {
  const scenarios = [...new Set(BENCHMARKS.map(({ scenario }) => scenario))];
  assert.equal(scenarios.length, 8);
  assert.deepEqual(Object.keys(puffinflow), scenarios);
  assert.deepEqual(Object.keys(control), scenarios);
});

for (const benchmark of BENCHMARKS) {
  for (const [subject, programs] of Object.entries({ control, puffinflow })) {
    Deno.test(`${subject} does all of ${benchmark.id} and answers what its oracle does`, async () => {
      assert.deepEqual(await faultsOf(programs, benchmark), []);
    });
  }
}

for (const scenario of Object.keys(puffinflow).slice(0, 5)) {
  Deno.test(`core-agent/${scenario} is void when a run answers what the one before it did`, async () => {
    assert.notDeepEqual(await withForgetfulRuns(() => faultsOf(puffinflow, firstOf(scenario))), []);
  });

  Deno.test(`core-agent/${scenario} is void when runs do nothing`, async () => {
    assert.notDeepEqual(await withIdleRuns(() => faultsOf(puffinflow, firstOf(scenario))), []);
  });
}

Deno.test("core-agent/resource-acquisition is void when nothing is taken", async () => {
  const lease = Promise.resolve({ release: () => {} });
  const mutant = { target: ResourcePool.prototype, method: "acquire", instead: () => () => lease } as const;
  const faults = await withMutant(mutant, () => faultsOf(puffinflow, firstOf("resource-acquisition")));
  assert.deepEqual(faults, ["Error: 0 leases are out instead of one"]);
});

Deno.test("core-agent/coordination-primitive is void when nothing is locked", async () => {
  const permit = Promise.resolve({ release: () => {} });
  const mutant = { target: Mutex.prototype, method: "acquire", instead: () => () => permit } as const;
  const faults = await withMutant(mutant, () => faultsOf(puffinflow, firstOf("coordination-primitive")));
  assert.deepEqual(faults, ["Error: Nobody holds the lock that was acquired"]);
});

Deno.test("core-agent/metrics-recording is void when one count of a thousand is lost", async () => {
  const target = Object.getPrototypeOf(new MetricsRegistry().counter("any", { help: "Any." }).labels());
  let counts = 0;
  const mutant = {
    target,
    method: "inc",
    instead: (original: (...values: unknown[]) => unknown) =>
      function (this: unknown, ...values: unknown[]) {
        if (++counts % 1_000 !== 0) original.apply(this, values);
      },
  };
  const faults = await withMutant(mutant, () => faultsOf(puffinflow, firstOf("metrics-recording")));
  assert.equal(faults.length, 6);
});

Deno.test("core-agent/metrics-recording tells what metrics add to a state", async () => {
  const { metricsExtraUsPerState } = await figuresOf(puffinflow, firstOf("metrics-recording"));
  assert.ok(metricsExtraUsPerState! > 0 && metricsExtraUsPerState! < 1_000);
});
