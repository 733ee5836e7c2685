import assert from "node:assert/strict";
import { buildModel } from "../../../../src/harness/report/build_model.ts";
import { bencherReport } from "../../../../src/harness/report/exchange/bencher.ts";
import { benchfmtReport } from "../../../../src/harness/report/exchange/benchfmt.ts";
import { githubActionBenchmark } from "../../../../src/harness/report/exchange/github_action_benchmark.ts";
import { otavaCsv, otavaReport } from "../../../../src/harness/report/exchange/otava.ts";
import { storedSession } from "../../compare/stored/stored_session.ts";

const TIMES = [1_000, 1_010, 1_020, 1_030, 1_040, 1_050];
const model = buildModel(
  storedSession({ one: TIMES, lost: { subject: "puffinflow", status: "invalid", reason: "gave 1" } }, {
    startedAt: "2026-01-02T03:04:05.000Z",
    commit: "a".repeat(40),
  }),
);

Deno.test("githubActionBenchmark() gives entries with name, unit, value and range", () => {
  const entries: unknown = JSON.parse(githubActionBenchmark(model));
  assert.ok(Array.isArray(entries));
  assert.deepEqual(entries.map(({ name, unit, value }) => [name, unit, value]), [
    ["suite/one · puffinflow · cpu", "ns/run", 1_025],
    ["suite/one · puffinflow · allocated", "bytes/run", 1],
  ]);
  assert.equal(entries[0].range, "± 25");
});

Deno.test("bencherReport() gives measures with value and bounds, as Bencher's schema has them", () => {
  const report = JSON.parse(bencherReport(model));
  assert.deepEqual(Object.keys(report), ["suite/one/puffinflow"]);
  const { latency, throughput } = report["suite/one/puffinflow"];
  assert.deepEqual(latency, { value: 1_025, lower_value: 1_000, upper_value: 1_050 });
  assert.deepEqual(throughput.lower_value, 1e9 / 1_050);
  for (const measure of Object.values(report["suite/one/puffinflow"])) {
    assert.ok(Object.values(measure as object).every((value) => typeof value === "number"));
  }
});

Deno.test("benchfmtReport() gives a line a process, which benchstat can read", () => {
  const lines = benchfmtReport(model).trimEnd().split("\n");
  const results = lines.filter((line) => line.startsWith("Benchmark"));
  assert.equal(results.length, TIMES.length);
  // The grammar of the format: configuration, units, or a name, a count and pairs of value and unit.
  const grammar = /^(?:[a-z][^A-Z\s]*: .*|Unit \S+ better=lower|Benchmark[A-Z]\S*\t\d+(?:\t[\d.e+-]+ \S+)+)$/;
  for (const line of lines) assert.match(line, grammar);
  assert.match(results[0]!, /^BenchmarkSuite\/one\/subject=puffinflow\t\d+\t1000 ns\/op\t1000 cpu-ns\/op\t1 B\/op$/);
  assert.ok(lines.includes(`commit: ${"a".repeat(40)}`));
});

Deno.test("otavaReport() gives a row for the session, with time and commit", () => {
  assert.equal(
    otavaReport(model),
    `time,commit,suite/one:cpu\r\n2026-01-02T03:04:05.000Z,${"a".repeat(40)},1025\r\n`,
  );
});

Deno.test("otavaCsv() gives a row a session, oldest first, and leaves empty what was not measured", () => {
  const point = (at: string, value: number) => ({
    at,
    label: null,
    commit: "c",
    value: { value, lo: value, hi: value, confidence: 0.95, n: 6 },
    isNoisy: false,
  });
  const csv = otavaCsv([
    { history: { benchmarkId: "a", points: [point("2026-01-02", 2), point("2026-01-03", 3)] }, metric: "cpu" },
    { history: { benchmarkId: "b", points: [point("2026-01-01", 1), point("2026-01-03", 4)] }, metric: "wall" },
  ]);
  assert.deepEqual(csv.trimEnd().split("\r\n"), [
    "time,commit,a:cpu,b:wall",
    "2026-01-01,c,,1",
    "2026-01-02,c,2,",
    "2026-01-03,c,3,4",
  ]);
});
