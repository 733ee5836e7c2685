import assert from "node:assert/strict";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { suiteOf, SUITES } from "../../../src/harness/suites/suites.ts";

Deno.test("suiteOf() finds a suite by its name", () => {
  assert.equal(suiteOf("orchestration"), orchestration);
});

Deno.test("suiteOf() names the suites there are when there is none of that name", () => {
  assert.throws(() => suiteOf("orchestra"), {
    name: "RangeError",
    message: `Cannot find a suite as its name must be one of ${SUITES.map(({ name }) => name).join(", ")}: ` +
      'current value is "orchestra"',
  });
});

Deno.test("SUITES hold benchmarks whose ids are unique and begin with their suite and scenario", () => {
  const benchmarks = SUITES.flatMap((suite) => suite.benchmarks.map((benchmark) => ({ suite, benchmark })));
  assert.equal(new Set(benchmarks.map(({ benchmark }) => benchmark.id)).size, benchmarks.length);
  for (const { suite, benchmark } of benchmarks) {
    assert.equal(benchmark.suite, suite.name);
    assert.match(benchmark.id, new RegExp(`^${suite.name}/${benchmark.scenario}/[a-z0-9-]+$`));
  }
});
