/** Tests of the tables of metrics on a terminal. */
import assert from "node:assert/strict";
import type { MetricTableModel } from "../../../../src/harness/report/metric_table.ts";
import { drawMetricTables } from "../../../../src/harness/report/terminal/metric_tables.ts";
import { metricTables } from "../../../golden/metric_tables.ts";
import { reportModel } from "../../../golden/report_model.ts";

const MODEL = reportModel({ samples: 8 });

function drawn(kind: MetricTableModel["kind"], width = 80): string {
  const metrics = metricTables().filter((table) => table.kind === kind);
  return drawMetricTables({ ...MODEL, metrics }, { width, color: "off", charset: "unicode" }).join("\n");
}

Deno.test("drawMetricTables() draws nothing where no metric was measured", () => {
  const face = { width: 80, color: "off", charset: "unicode" } as const;
  assert.deepEqual(drawMetricTables({ ...MODEL, metrics: [] }, face), []);
});

Deno.test("drawMetricTables() shows the parts of a cold start, and of which subject there is none", () => {
  const text = drawn("cold-start", 100);
  assert.match(text, /^\ncold start · diamond, 4 states · no-op tasks\n/);
  assert.match(text, / all +start +import +define +first run *\n/);
  assert.match(text, /PuffinFlow +79 ms ±4 +60\.0 ms ±3\.0 +16\.0 ms ±0\.8/);
  assert.match(text, /LlamaIndex +interrupted {2}the session ended before its turn\n/);
});

Deno.test("drawMetricTables() shows no slope where a line does not describe the points", () => {
  const text = drawn("memory");
  assert.match(text, /plain promises +210 B ±11 +700 B ±35 +no line R² 0\.412 *\n/);
  assert.match(text, /PuffinFlow +420 B ±21 +1\.37 KiB ±0\.07 +180 B ±9 *\n/);
});

Deno.test("drawMetricTables() gives each load a row, and says void or saturated where there is no latency", () => {
  const text = drawn("open-loop");
  assert.match(text, / load +p50 +p90 +p99 +p99\.9 *\n/);
  assert.match(text, /PuffinFlow +50% +120 µs ±6 +180 µs ±9 +360 µs ±18 +840 µs ±40 *\n/);
  assert.match(text, /LangGraph +50% .* +1\.62 ms ±0\.08 +– *\n/);
  assert.match(text, /LangGraph +70% +saturated +saturated +saturated/);
  assert.match(text, /LangGraph +90% +void +void +void/);
  assert.match(text, /LlamaIndex +not-applicable {2}has no fan-in\n/);
});

Deno.test("drawMetricTables() says which columns a narrow terminal hides, and shows them on a wide one", () => {
  assert.match(drawn("open-loop").replaceAll(/\s+/g, " "), /A wider terminal shows 3 more columns\.$/);
  assert.match(drawn("open-loop", 140), /LangGraph +70% +saturated 92% answered +saturated/);
  assert.match(drawn("open-loop", 140), /LangGraph +90% +void overslept 3\.1% +void/);
  assert.match(drawn("open-loop", 160), / offered +achieved +p99 from sending *\n/);
  assert.doesNotMatch(drawn("open-loop", 160), /wider terminal/);
});

Deno.test("drawMetricTables() shows closed loops by runs in flight, and the pipe that nobody can beat", () => {
  assert.match(drawn("closed-loop"), / 10 in flight +100 in flight +pipe alone +pipe, most *\n/);
  assert.match(
    drawn("closed-loop"),
    /PuffinFlow +8\.0 k\/s ±0\.4 +10\.0 k\/s ±0\.5 +50\.0 µs ±2\.5 +20\.0 k\/s ±1\.0 *\n/,
  );
});

Deno.test("drawMetricTables() keeps define, first define, first run and steady run apart", () => {
  const text = drawn("define", 120);
  assert.match(text, / define +first define +first run +steady run +allocated/);
  assert.match(text, /LangGraph +36\.0 µs ±1\.8 +3\.60 ms ±0\.18 +10\.8 ms ±0\.5 +–/);
});

Deno.test("drawMetricTables() shows no number without an interval", () => {
  const [table] = metricTables();
  const rows = table!.rows.map((row) =>
    row.status !== "measured" ? row : {
      ...row,
      cells: row.cells.map((cell) =>
        cell.value === null ? cell : { ...cell, value: { ...cell.value, lo: -Infinity, hi: Infinity } }
      ),
    }
  );
  const face = { width: 80, color: "off", charset: "unicode" } as const;
  const text = drawMetricTables({ ...MODEL, metrics: [{ ...table!, rows }] }, face).join("\n");
  assert.match(text, /PuffinFlow +can’t tell +can’t tell/);
});
