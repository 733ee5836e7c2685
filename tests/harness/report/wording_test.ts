import assert from "node:assert/strict";
import { benchmarkTitle, shortName, subjectTitle } from "../../../src/harness/report/wording.ts";
import { sessionResult } from "../../golden/session_result.ts";

Deno.test("benchmarkTitle() says what the tasks do", () => {
  assert.deepEqual(sessionResult().benchmarks.map(benchmarkTitle), [
    "deep chain, 20 states · no-op tasks",
    "wide fan-out, 1 to 50 to 1 · 10 ms waits",
    "diamond, 4 states · computing tasks",
  ]);
});

Deno.test("shortName() leaves out the suite", () => {
  assert.equal(shortName("orchestration/deep-chain/noop"), "deep-chain/noop");
});

Deno.test("subjectTitle() falls back on the id", () => {
  const { subjects } = sessionResult();
  assert.equal(subjectTitle(subjects, "langgraph"), "LangGraph");
  assert.equal(subjectTitle(subjects, "other"), "other");
});
