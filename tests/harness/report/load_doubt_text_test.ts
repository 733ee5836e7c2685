import assert from "node:assert/strict";
import { loadDoubtText } from "../../../src/harness/report/load_doubt_text.ts";

Deno.test("loadDoubtText() says in two words what is wrong with a point of a load", () => {
  assert.equal(loadDoubtText({ kind: "overslept", share: 0.0312 }), "overslept 3.1%");
  assert.equal(loadDoubtText({ kind: "behind", share: 0.2 }), "20% late");
  assert.equal(loadDoubtText({ kind: "backlog" }), "backlog");
  assert.equal(loadDoubtText({ kind: "errors", count: 1_200 }), "1,200 failed");
  assert.equal(loadDoubtText({ kind: "slow", share: 0.923 }), "92.3% answered");
});
