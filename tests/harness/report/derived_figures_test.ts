import assert from "node:assert/strict";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { derivedTables } from "../../../src/harness/report/derived_rows.ts";
import { section } from "../../../src/harness/report/html/derived.ts";
import { derivedSection } from "../../../src/harness/report/markdown/derived_section.ts";
import { drawDerived } from "../../../src/harness/report/terminal/derived_tables.ts";
import { NAMED_FIGURES } from "../../../src/harness/suites/named_figures.ts";
import { SUITES } from "../../../src/harness/suites/suites.ts";
import { programsResult } from "../../fixtures/programs_result.ts";
import { sessionResult } from "../../golden/session_result.ts";

const ALIKE = [1_000, 1_000, 1_000, 1_000, 1_000, 1_000];
const CONTENTION = "orchestration/resource-contention/default";

function derivedOf(...programs: Parameters<typeof programsResult>[0]) {
  return buildModel(programsResult(programs)).derived!;
}

Deno.test("derivedFigures() gives a figure the name that it was asked for by, and its unit as a base unit", () => {
  const figures = { resourceUtilizationPercent: 90, waitMsP50: 2 };
  const { named, others } = derivedOf({ id: CONTENTION, operations: 150, runNs: ALIKE, figures });
  assert.deepEqual(named.map(({ title, unit, value }) => [title, unit, value.value]), [
    ["Resource utilization", "share", 0.9],
  ]);
  assert.equal(named[0]?.rating?.word, "excellent");
  assert.deepEqual(others.map(({ title, unit, value }) => [title, unit, value.value]), [["wait p50", "ns", 2e6]]);
});

Deno.test("derivedFigures() takes the time of a run where that is what a name stands for", () => {
  const { named } = buildModel(sessionResult()).derived!;
  const chain = named.find(({ title }) => title === "Deep dependency chain")!;
  assert.equal(chain.unit, "ns");
  assert.ok(chain.value.value > 0);
});

Deno.test("derivedFigures() finds the power by which a cost grows, from three sizes on", () => {
  const of = (states: number, runNs: number) => ({
    id: `orchestration/setup-cost/states-${states}`,
    operations: states,
    runNs: ALIKE.map(() => runNs),
  });
  const { growth } = derivedOf(of(1, 100), of(10, 10_000), of(100, 1_000_000));
  assert.equal(growth.length, 1);
  assert.deepEqual(growth[0]!.sizes, [1, 10, 100]);
  assert.ok(Math.abs(growth[0]!.exponent.value - 2) < 1e-9);
  assert.deepEqual(derivedOf(of(1, 100), of(10, 10_000)).growth, []);
});

Deno.test("every named figure is of a benchmark that there is", () => {
  const ids = SUITES.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
  assert.deepEqual(NAMED_FIGURES.filter(({ benchmarkId }) => !ids.includes(benchmarkId)), []);
});

Deno.test("derived figures are the same on a terminal, in Markdown and in HTML", () => {
  const figures = { resourceUtilizationPercent: 90, waitMsP50: 2 };
  const model = buildModel(programsResult([{ id: CONTENTION, operations: 150, runNs: ALIKE, figures }]));
  const [row] = derivedTables(model.derived!)[0]!.rows;
  assert.equal(row?.value, "90.00%");
  const face = { width: 80, color: "off", charset: "unicode" } as const;
  for (const text of [derivedSection(model), String(section(model)), drawDerived(model, face).join("\n")]) {
    assert.match(text, /Resource utilization/);
    assert.match(text, /90\.00%/);
  }
  assert.match(derivedSection(model), /wait p50/);
});

Deno.test("a report without derived figures has no section for them", () => {
  const model = buildModel(programsResult([{ id: "coordination/lock/default", operations: 10, runNs: ALIKE }]));
  assert.equal(derivedSection(model), "");
  assert.equal(section(model), null);
  assert.deepEqual(drawDerived(model, { width: 80, color: "off", charset: "unicode" }), []);
});
