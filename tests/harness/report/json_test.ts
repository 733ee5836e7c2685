import assert from "node:assert/strict";
import { resultJson } from "../../../src/harness/report/json.ts";
import { resultSchema } from "../../../src/harness/session/result.ts";
import { sessionResult } from "../../golden/session_result.ts";

Deno.test("resultJson() writes one line that reads back as the same result", () => {
  const json = resultJson(sessionResult());
  assert.equal(json.indexOf("\n"), json.length - 1);
  assert.deepEqual(resultSchema.parse(JSON.parse(json)), sessionResult());
});
