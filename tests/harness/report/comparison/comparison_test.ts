import assert from "node:assert/strict";
import { analyseSession } from "../../../../src/harness/compare/session_analysis.ts";
import { comparisonOf } from "../../../../src/harness/report/comparison/comparison.ts";
import type { ComparisonModel, ComparisonTable } from "../../../../src/harness/report/comparison/comparison_model.ts";
import type { ProbedFeatures, Result } from "../../../../src/harness/session/result.ts";
import { sessionResult } from "../../../golden/session_result.ts";

const PROBED: readonly ProbedFeatures[] = [
  { subject: "control", answers: [{ feature: "retries", answer: "n/a", evidence: "Nobody to ask." }] },
  { subject: "langgraph", answers: [{ feature: "retries", answer: "yes", evidence: "3 attempts." }] },
];

function compared(result: Result = sessionResult(), probed = PROBED): ComparisonModel {
  return comparisonOf(analyseSession(result), { ...result, features: [...probed] })!;
}

function tableOf({ tables }: ComparisonModel, id: string): ComparisonTable {
  return tables.find((table) => table.id === id)!;
}

Deno.test("comparisonOf() tells first where PuffinFlow loses", () => {
  const [loss] = compared().losses;
  assert.match(loss!, /^[\w-]+\/\w+: PuffinFlow is [\d.,]+× slower than \w+ \(95% interval .+\)\.$/);
  const duels = tableOf(compared(), "duels");
  assert.equal(duels.columns[0], "slower");
  const slower = duels.rows.map(({ cells }) => cells[0]!).filter((cell) => cell.kind === "word" && cell.tone === "bad");
  assert.equal(slower.length, compared().losses.length);
});

Deno.test("comparisonOf() has a row for each framework and a cell for each column, and plain code as no rival", () => {
  const { tables } = compared();
  assert.ok(tables.length >= 4);
  for (const { id, columns, rows } of tables) {
    assert.ok(rows.length > 0, id);
    for (const { name, cells } of rows) {
      assert.equal(cells.length, columns.length, `${id} ${name}`);
      if (id !== "execution-models" && id !== "sizes") assert.notEqual(name, "plain promises", id);
    }
  }
});

Deno.test("comparisonOf() shows what has no time as what it is", () => {
  const words = compared().tables.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells)
    .flatMap((cell) => cell.kind === "word" ? [cell.text] : []);
  assert.ok(words.includes("n/a") || words.includes("failed"), words.join(" "));
});

Deno.test("comparisonOf() shows features of frameworks, with the evidence behind each answer", () => {
  const features = tableOf(compared(), "features");
  assert.deepEqual(features.columns, ["LangGraph"]);
  const [retries] = features.rows;
  assert.deepEqual(retries, {
    name: "retries",
    cells: [{ kind: "word", text: "yes", tone: "good", detail: "3 attempts." }],
  });
  assert.equal(features.rows[1]!.cells[0]!.kind, "none", "a feature that was not probed has no answer");
});

Deno.test("comparisonOf() says nothing where there is nobody to compare with", () => {
  const result = sessionResult();
  const alone = { ...result, subjects: result.subjects.filter(({ id }) => id === "control" || id === "puffinflow") };
  assert.equal(comparisonOf(analyseSession(alone), alone), null);
});

Deno.test("comparisonOf() turns a table of many graphs, so that it is longer than wide", () => {
  const result = sessionResult();
  const [first] = result.benchmarks;
  const benchmarks = Array.from({ length: 9 }, (_, index) => ({ ...first!, id: `orchestration/graph-${index}/noop` }));
  const { rowHeading, rows, columns } = tableOf(compared({ ...result, benchmarks }), "overhead-per-state");
  assert.equal(rowHeading, "Graph");
  assert.deepEqual(rows.map(({ name }) => name), benchmarks.map((_, index) => `graph-${index}`));
  assert.ok(columns.includes("PuffinFlow") && !columns.includes("plain promises"));
});

Deno.test("comparisonOf() shows how overheads grow where a graph was measured at several sizes", () => {
  const result = sessionResult();
  const [first] = result.benchmarks;
  const benchmarks = [5, 20, 50].map((length) => ({
    ...first!,
    id: `frameworks/chain-${length}/noop`,
    workload: { ...first!.workload, shape: { kind: "chain" as const, length } },
    tasks: length,
  }));
  const growth = tableOf(compared({ ...result, benchmarks }), "growth/chain/noop");
  assert.equal(growth.title, "growth over 5 to 50 states in a row · noop tasks");
  assert.deepEqual(growth.columns, ["per state", "fixed", "power"]);
  assert.ok(growth.rows.some(({ name }) => name === "PuffinFlow"));
});
