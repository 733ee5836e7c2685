/** Tests of what is said where the report's own subject loses beside the steady run. */
import assert from "node:assert/strict";
import { findingText, sentenceText } from "../../../src/harness/report/finding_wording.ts";
import { metricLosses } from "../../../src/harness/report/metric_findings.ts";
import { metricTables } from "../../golden/metric_tables.ts";
import { reportModel } from "../../golden/report_model.ts";

const NAMES = { subjects: reportModel({ samples: 8 }).subjects, subject: "langgraph", benchmarkIds: [] };

Deno.test("metricLosses() has nothing where no other framework is better, though plain code is", () => {
  assert.deepEqual(metricLosses(metricTables(), "puffinflow"), []);
});

Deno.test("metricLosses() names each figure that is paid for, with the best rival, and no part of it", () => {
  const losses = metricLosses(metricTables(), "langgraph");
  assert.deepEqual(new Set(losses.map(({ rival }) => rival)), new Set(["puffinflow"]));
  assert.deepEqual(losses.map(({ table, column }) => `${table.kind} ${column.figure}`), [
    "cold-start total",
    "define define",
    "memory per-definition",
    "memory per-run-in-flight",
    "memory per-kept-result",
    "closed-loop rate",
    "closed-loop rate",
    "open-loop latency",
    "open-loop latency",
    "open-loop latency",
  ]);
});

Deno.test("metricLosses() says nothing of intervals that meet or are not known", () => {
  for (const reach of [20, Infinity]) {
    const tables = metricTables().map((table) => ({
      ...table,
      rows: table.rows.map((row) =>
        row.status !== "measured" ? row : {
          ...row,
          cells: row.cells.map((cell) =>
            cell.value === null
              ? cell
              : { ...cell, value: { ...cell.value, lo: cell.value.value / reach, hi: cell.value.value * reach } }
          ),
        }
      ),
    }));
    assert.deepEqual(metricLosses(tables, "langgraph"), []);
  }
});

Deno.test("findingText() says by which figure and how much the own subject loses", () => {
  const [loss] = metricLosses(metricTables(), "langgraph");
  const { sentence, tone } = findingText(loss!, NAMES);
  assert.equal(tone, "slower");
  assert.equal(
    sentenceText(sentence).replaceAll("\u202f", " "),
    "cold start, all, of diamond, 4 states · no-op tasks: LangGraph has 146 ms ±7, PuffinFlow 79 ms ±4.",
  );
});
