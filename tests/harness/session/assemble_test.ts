import assert from "node:assert/strict";
import { resultSchema } from "../../../src/harness/session/result.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { TINY_PROFILE } from "../../fixtures/tiny_session.ts";

Deno.test("assembleResult() makes a result that fits the schema", () => {
  const result = exampleResult();
  assert.deepEqual(resultSchema.parse(result), result);
});

Deno.test("assembleResult() records the plan and how its workers were started", () => {
  const { session } = exampleResult();
  assert.equal(session.id, "2024-12-31T22:05:09.123Z/1");
  assert.equal(session.seed, 1);
  assert.equal(session.timeLimitMs, 20_000);
  assert.deepEqual(session.profile, TINY_PROFILE);
  assert.ok(session.workerFlags.includes("--v8-flags=--expose-gc,--max-old-space-size=512"));
});
