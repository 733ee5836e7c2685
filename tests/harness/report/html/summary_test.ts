/**
 * Tests of what is read first.
 * @module
 */
import assert from "node:assert/strict";
import { section } from "../../../../src/harness/report/html/summary.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { BENCHMARKS, reportOf, SMALL } from "./section_fixture.ts";

const text = (model: ReportModel) => String(section(model));

Deno.test("section() of the summary answers whether to merge, and says where the machine was too busy for it", () => {
  assert.match(text(SMALL), /Gate failed: 1 over the ±5% limit/);
  assert.equal(text(SMALL).includes("Machine grade"), false);
  assert.match(text({ ...SMALL, grade: "F" }), /Gate failed.*Machine grade F: it was busy/);
  assert.match(text({ ...SMALL, gate: null, grade: "D" }), /Machine grade D/);
});

Deno.test("section() of the summary answers which framework is fastest, and links the benchmarks", () => {
  const page = text({ ...SMALL, gate: null });
  assert.match(page, /Which is fastest, and is that certain\?/);
  assert.match(page, /<b><bdi>PuffinFlow<\/bdi><\/b> surely in 8 of 9 benchmarks/);
  assert.match(
    page,
    /<b><bdi>LlamaIndex<\/bdi><\/b> surely in 1 of 9 benchmarks<\/p><p class="advice"><a href="#row-2">/,
  );
  const [close] = BENCHMARKS;
  const ratioTo = { langgraph: { value: 1, lo: 0.5, hi: 2, confidence: 0.95, n: 9 } };
  const cells = close!.cells.slice(0, 2).map((cell) => ({ ...cell, ratioTo }));
  assert.match(
    text({ ...reportOf([{ ...close!, cells }]), gate: null }),
    /<bdi>PuffinFlow<\/bdi><\/b> or <b><bdi>LangGraph<\/bdi><\/b> too close to tell, in 1 of 1 benchmark/,
  );
});

Deno.test("section() of the summary of two builds side by side asks only what changed", () => {
  assert.equal(SMALL.gate?.isPaired, true);
  assert.equal(/Which is fastest|lowest median/.exec(text(SMALL)), null);
});

Deno.test("section() of the summary folds findings away beyond the first", () => {
  const [finding] = SMALL.findings;
  assert.match(text({ ...SMALL, findings: Array.from({ length: 9 }, () => finding!) }), /3 more findings/);
  assert.match(text({ ...SMALL, findings: [] }), /Nothing: no loss, no failure, no doubt/);
});
