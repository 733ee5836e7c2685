/** Tests of the tables of metrics that reports read, and of how they are worded. */
import assert from "node:assert/strict";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { metricTableModels } from "../../../src/harness/report/metric_table_models.ts";
import { metricCellText, metricHeading, metricName } from "../../../src/harness/report/metric_wording.ts";
import { sessionResult } from "../../golden/session_result.ts";
import { metricsAnalysis, metricTables } from "../../golden/metric_tables.ts";

const NONE = { coldStarts: [], definitions: [], memory: [], loads: [] };

Deno.test("metricTableModels() makes a table for each metric that was measured, two of a load", () => {
  assert.deepEqual(metricTables().map(({ kind }) => kind), [
    "cold-start",
    "define",
    "memory",
    "closed-loop",
    "open-loop",
  ]);
  assert.deepEqual(metricTableModels(NONE), []);
});

Deno.test("metricTableModels() gives each row a cell for each column", () => {
  for (const { columns, rows } of metricTables()) {
    for (const row of rows) if (row.status === "measured") assert.equal(row.cells.length, columns.length);
  }
});

Deno.test("metricTableModels() keeps why a latency is not told apart from each other", () => {
  const open = metricTables().find(({ kind }) => kind === "open-loop")!;
  const absences = open.rows.flatMap((row) =>
    row.status === "measured" && row.subject === "langgraph"
      ? [row.cells.slice(0, 4).map((cell) => cell.value === null ? cell.absence : "told")]
      : []
  );
  assert.deepEqual(absences, [
    ["told", "told", "told", "unsupported"],
    ["saturated", "saturated", "saturated", "saturated"],
    ["void", "void", "void", "void"],
  ]);
});

Deno.test("metricTableModels() shows scaling only where tasks wait", () => {
  const figures = (scaling: number | null) => {
    const loads = metricsAnalysis().loads.map((row) =>
      row.status === "lost" || scaling === null
        ? row
        : { ...row, scaling: { value: scaling, lo: 2, hi: 9, confidence: 0.95, n: 6 } }
    );
    return metricTableModels({ ...NONE, loads })[0]!.columns.map(({ figure }) => figure);
  };
  assert.deepEqual(figures(null), ["rate", "rate", "pipe-round-trip", "pipe-rate"]);
  assert.deepEqual(figures(4), ["rate", "rate", "scaling", "pipe-round-trip", "pipe-rate"]);
});

Deno.test("metricName() and metricHeading() tell columns apart, for programs and for people", () => {
  const named = metricTables().flatMap(({ kind, columns }) =>
    columns.map((column) => `${kind} ${metricName(column, null)}`)
  );
  assert.equal(new Set(named).size, named.length);
  const latency = { figure: "latency", unit: "ns", better: "lower", quantile: 0.999 } as const;
  assert.equal(metricName(latency, 0.5), "latency-p99.9-at-50%");
  assert.equal(metricHeading(latency), "p99.9");
  assert.equal(metricHeading({ figure: "rate", unit: "per-second", better: "higher", inFlight: 10 }), "10 in flight");
});

Deno.test("metricCellText() writes R² with a slope, and with what is no line", () => {
  const column = { figure: "per-definition", unit: "bytes", better: "lower" } as const;
  const value = { value: 2_048, lo: 2_000, hi: 2_096, confidence: 0.95, n: 6 };
  assert.deepEqual(metricCellText({ value, rSquared: 0.9991 }, column), {
    value: "2.00\u202fKiB",
    halfWidth: "±0.05",
    note: "R² 0.999",
  });
  assert.deepEqual(metricCellText({ value: null, absence: "no-line", rSquared: 0.4 }, column), {
    value: "no line",
    halfWidth: null,
    note: "R² 0.400",
  });
});

Deno.test("buildModel() puts the report's own subject first in tables of metrics", () => {
  const cell = { metric: "cold-start", graph: metricsAnalysis().coldStarts[0]!.graph, lost: null } as const;
  const times = { startNs: 1, importNs: 1, defineNs: 1, firstRunNs: 1, totalNs: 4 };
  const metrics = ["control", "langgraph", "puffinflow"].map((subject) => ({
    ...cell,
    subject,
    readings: [{ metric: "cold-start" as const, ...times }],
  }));
  const [table] = buildModel({ ...sessionResult(), metrics }).metrics;
  assert.deepEqual(table!.rows.map(({ subject }) => subject), ["puffinflow", "control", "langgraph"]);
});
