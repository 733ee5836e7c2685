import assert from "node:assert/strict";
import fc from "fast-check";
import { githubAnnotations } from "../../../../src/harness/report/terminal/github_annotations.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

Deno.test("githubAnnotations() tells of what is slower, broken or invalid, and of nothing else", () => {
  assert.deepEqual(githubAnnotations(reportModel()), [
    "::error title=puffinbench::LangGraph has no time (failed) in scenario-5/noop.",
    "::error title=puffinbench::scenario-1/noop became slower by 15.4%25 (95%25 interval +13.8 … +17.0).",
    "::error title=puffinbench::scenario-6/noop has no valid comparison with the baseline.",
  ]);
});

Deno.test("githubAnnotations() writes no more than are shown", () => {
  assert.equal(githubAnnotations(reportModel({ benchmarks: 200, samples: 8 })).length, 10);
});

Deno.test("githubAnnotations() are one command a line whatever names are", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      for (const line of githubAnnotations(hostileModel(text))) {
        assert.match(line, /^::error title=puffinbench::[^\p{Cc}]*$/u);
        assert.doesNotMatch(line, /%(?!25)/);
      }
    }),
    { numRuns: 40 },
  );
});
