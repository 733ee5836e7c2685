/**
 * Tests of the sentence that a session is put in.
 * @module
 */
import assert from "node:assert/strict";
import { headlineOf } from "../../../src/harness/report/headline.ts";
import type { ReportModel } from "../../../src/harness/report/model.ts";
import { estimate, reportModel } from "../../golden/report_model.ts";

const MODEL = reportModel({ samples: 8 });

/** A report whose subject was compared with these results: its time divided by that of a rival. */
function dueling(...ratios: readonly (readonly [value: number, half: number])[]): ReportModel {
  const benchmark = MODEL.suites[0]!.benchmarks[0]!;
  const [own] = benchmark.cells;
  const benchmarks = ratios.map(([value, half], index) => ({
    ...benchmark,
    id: String(index),
    cells: own?.status === "measured" ? [{ ...own, ratioTo: { langgraph: estimate(value, half) } }] : [],
  }));
  return { ...MODEL, gate: null, suites: [{ id: "a", title: "A", benchmarks }] };
}

function sentence(model: ReportModel): string {
  return headlineOf(model).sentence.map(({ text }) => text).join("");
}

Deno.test("headlineOf() says losses first, then what cannot be told, in one grammatical sentence", () => {
  assert.equal(
    sentence(dueling([2, 0.01], [1.1, 0.5], [1, 0.01], [0.5, 0.01], [0.4, 0.01])),
    "PuffinFlow is slower in 1, can’t be told apart in 1, is equally fast in 1 and is faster in 2 of 5 comparisons.",
  );
  assert.equal(sentence(dueling([0.5, 0.01])), "PuffinFlow is faster in 1 of 1 comparison.");
  assert.equal(
    sentence(dueling([1.1, 0.5], [0.5, 0.01])),
    "PuffinFlow can’t be told apart in 1 and is faster in 1 of 2 comparisons.",
  );
});

Deno.test("headlineOf() of a subject alone says so", () => {
  assert.equal(sentence(dueling()), "PuffinFlow was measured on its own.");
});

Deno.test("headlineOf() with a gate says what changed, and what cannot be told if there is any", () => {
  assert.equal(sentence(MODEL), "1 benchmark got slower, 1 can’t be told, 1 got faster, and 2 of 5 stayed the same.");
  const gate = { ...MODEL.gate!, counts: { ...MODEL.gate!.counts, slower: 0, undecided: 0, faster: 0 } };
  assert.equal(sentence({ ...MODEL, gate }), "Nothing got slower, none got faster, and 2 of 2 stayed the same.");
});
