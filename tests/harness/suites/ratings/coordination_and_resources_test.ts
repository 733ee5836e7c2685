import assert from "node:assert/strict";
import { coordination } from "../../../../src/harness/suites/coordination.ts";
import { COORDINATION_RATINGS } from "../../../../src/harness/suites/ratings/coordination.ts";
import { RESOURCES_RATINGS } from "../../../../src/harness/suites/ratings/resources.ts";
import { resources } from "../../../../src/harness/suites/resources.ts";

for (
  const [{ name, benchmarks }, ratings] of [[coordination, COORDINATION_RATINGS], [
    resources,
    RESOURCES_RATINGS,
  ]] as const
) {
  Deno.test(`ratings of the suite ${name} name each of its benchmarks, and no other`, () => {
    assert.deepEqual(Object.keys(ratings).sort(), benchmarks.map(({ id }) => id).sort());
  });

  Deno.test(`ratings of the suite ${name} ask for more with each better word`, () => {
    for (const { limits: { outstanding, excellent, good, acceptable } } of Object.values(ratings)) {
      assert.ok(0 < outstanding && outstanding < excellent && excellent < good && good < acceptable);
    }
  });
}
