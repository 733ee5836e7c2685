import assert from "node:assert/strict";
import { distinctTitles } from "../../../src/harness/report/distinct_titles.ts";
import type { Subject } from "../../../src/harness/session/result.ts";
import { exampleResult } from "../../fixtures/example_result.ts";

function subject(id: string, changes: Partial<Subject> = {}): Subject {
  return { ...exampleResult().subjects[0]!, id, title: "PuffinFlow", ...changes };
}

function titlesOf(...subjects: readonly Subject[]): string[] {
  return distinctTitles(subjects).map(({ title }) => title);
}

Deno.test("distinctTitles() leaves titles alone that nobody shares", () => {
  assert.deepEqual(titlesOf(subject("puffinflow"), subject("x", { title: "X" })), ["PuffinFlow", "X"]);
});

Deno.test("distinctTitles() calls those of one title by their id, with what was planted into them", () => {
  const arms = [subject("reference"), subject("candidate", { extraWorkPercent: 20 }), subject("x", { title: "X" })];
  assert.deepEqual(titlesOf(...arms), [
    "reference (PuffinFlow)",
    "candidate (PuffinFlow, 20% of work planted)",
    "X",
  ]);
});
