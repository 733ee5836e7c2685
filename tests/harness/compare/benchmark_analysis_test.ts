import assert from "node:assert/strict";
import { encodedLatencies } from "../../../src/harness/session/latencies.ts";
import fc from "fast-check";
import { analyseBenchmark, type MeasuredRow } from "../../../src/harness/compare/benchmark_analysis.ts";
import type { Cell } from "../../../src/harness/session/result.ts";
import { assertClose } from "../../stats/close_to.ts";
import { benchmarkOf, forkOf, measured } from "./benchmark_fixture.ts";

const CONTROL = measured("control", [100, 110, 120, 130, 140, 150]);
const PUFFINFLOW = measured("puffinflow", [200, 210, 220, 230, 240, 250]);
const LANGGRAPH = measured("langgraph", [2_000, 2_100, 2_200, 2_300, 2_400, 2_500]);
const LLAMAINDEX: Cell = { subject: "llamaindex", status: "unsupported", reason: "has no fan-in" };

function rowOf(cells: Cell[], subject: string): MeasuredRow {
  const row = analyseBenchmark(benchmarkOf(cells)).rows.find((row) => row.subject === subject);
  assert.ok(row?.status === "measured");
  return row;
}

Deno.test("analyseBenchmark() keeps the benchmark's facts and the order of its cells", () => {
  const { rows, fastest, duels, ...facts } = analyseBenchmark(
    benchmarkOf([LANGGRAPH, LLAMAINDEX, CONTROL, PUFFINFLOW]),
  );
  const { cells: _, ...expected } = benchmarkOf([]);
  assert.deepEqual(facts, expected);
  assert.deepEqual(rows.map(({ subject }) => subject), ["langgraph", "llamaindex", "control", "puffinflow"]);
  assert.equal(fastest, "puffinflow");
  assert.deepEqual(duels.map(({ rival }) => rival), ["langgraph", "llamaindex"]);
});

Deno.test("analyseBenchmark() hands on cells without times as they are, reason included", () => {
  const others: Cell[] = [
    LLAMAINDEX,
    { subject: "b", status: "failed", code: "exit", reason: "ended with code 3" },
    { subject: "c", status: "invalid", reason: "digest 1, not 2" },
    { subject: "d", status: "unavailable", reason: "not installed" },
    { subject: "e", status: "interrupted", reason: "stopped in pass 2" },
  ];
  const { rows, fastest } = analyseBenchmark(benchmarkOf(others));
  assert.deepEqual(rows, others);
  assert.equal(fastest, null);
});

Deno.test("analyseBenchmark() takes the framework with the smallest median as the fastest, never the control", () => {
  const cells = [CONTROL, PUFFINFLOW, LANGGRAPH];
  assert.equal(rowOf(cells, "puffinflow").isFastest, true);
  assert.equal(rowOf(cells, "puffinflow").ratioToFastest, null);
  assert.equal(rowOf(cells, "control").isFastest, false);
  assert.equal(rowOf(cells, "control").ratioToFastest, null);
  assertClose(rowOf(cells, "langgraph").ratioToFastest!.value, 10);
  assert.equal(rowOf([CONTROL], "control").isFastest, false);
});

Deno.test("analyseBenchmark() states the overhead of every framework over the control, per task", () => {
  const cells = [CONTROL, PUFFINFLOW, LANGGRAPH];
  assert.equal(rowOf(cells, "puffinflow").overheadNsPerTask?.value, 100 / 20);
  assert.equal(rowOf(cells, "puffinflow").overheadNsPerTask?.withinResolution, false);
  assert.equal(rowOf(cells, "control").overheadNsPerTask, null);
});

Deno.test("analyseBenchmark() states no overhead when the control was not measured", () => {
  const failed: Cell = { subject: "control", status: "failed", code: "exit", reason: "ended with code 1" };
  assert.equal(rowOf([failed, PUFFINFLOW], "puffinflow").overheadNsPerTask, null);
  assert.equal(rowOf([PUFFINFLOW], "puffinflow").overheadNsPerTask, null);
});

Deno.test("analyseBenchmark() decides by the benchmark's clock", () => {
  const forks = [1, 2, 3, 4, 5, 6].map((ns, pass) => forkOf(pass, ns, { wallNs: [1, 2, 3].map(() => 4_000 * ns) }));
  const cell: Cell = { subject: "puffinflow", status: "measured", forks };
  const byClock = (primaryClock: "cpu" | "wall") => {
    const row = analyseBenchmark(benchmarkOf([cell], { primaryClock })).rows[0];
    assert.ok(row?.status === "measured");
    return row;
  };
  assert.equal(byClock("cpu").primaryNs.value, 3.5);
  assert.equal(byClock("wall").primaryNs.value, 3_500);
  assert.deepEqual(byClock("wall").cpuNs, byClock("cpu").cpuNs);
});

Deno.test("analyseBenchmark() pairs by pass, so passes that only one subject has do not count", () => {
  const late = [10, 11, 12, 13, 14, 15].map((pass) => forkOf(pass, 1));
  const rival: Cell = { subject: "langgraph", status: "measured", forks: [...LANGGRAPH.forks, ...late] };
  const row = rowOf([PUFFINFLOW, rival], "langgraph");
  assert.equal(row.primaryNs.n, 12);
  assert.equal(row.ratioToFastest?.n, 6);
});

Deno.test("analyseBenchmark() fights PuffinFlow's duels from PuffinFlow's side", () => {
  const duel = (rival: Cell) => analyseBenchmark(benchmarkOf([CONTROL, PUFFINFLOW, rival])).duels[0]!;
  const won = duel(LANGGRAPH);
  assert.ok(won.outcome === "win");
  assertClose(won.ratio.value, 0.1);
  assert.equal(duel(measured("langgraph", [20, 21, 22, 23, 24, 25])).outcome, "lose");
  assert.equal(duel(measured("langgraph", [201, 209, 221, 229, 241, 249])).outcome, "tie");
  assert.equal(duel(measured("langgraph", [100, 400, 100, 400, 100, 400])).outcome, "undecided");
});

Deno.test("analyseBenchmark() says why a duel was not fought", () => {
  const reasonOf = (cells: Cell[]) => analyseBenchmark(benchmarkOf(cells)).duels;
  const absent: Cell = { subject: "puffinflow", status: "unavailable", reason: "not there" };
  const none = { outcome: "not-compared" };
  assert.deepEqual(reasonOf([PUFFINFLOW, LLAMAINDEX]), [{
    ...none,
    rival: "llamaindex",
    reason: "rival-not-measured",
  }]);
  assert.deepEqual(reasonOf([absent, LANGGRAPH]), [{ ...none, rival: "langgraph", reason: "puffinflow-not-measured" }]);
  assert.deepEqual(reasonOf([PUFFINFLOW, measured("langgraph", [0])]), [
    { ...none, rival: "langgraph", reason: "no-ratio" },
  ]);
  assert.deepEqual(reasonOf([LANGGRAPH, CONTROL]), []);
});

Deno.test("analyseBenchmark() gives infinite bounds and no verdict when fewer than six passes are common", () => {
  const cells = [measured("control", [10]), measured("puffinflow", [20, 21]), measured("langgraph", [200, 210, 220])];
  const { rows, duels } = analyseBenchmark(benchmarkOf(cells));
  const langgraph = rows[2];
  assert.ok(langgraph?.status === "measured");
  assert.deepEqual([langgraph.primaryNs.lo, langgraph.primaryNs.hi], [-Infinity, Infinity]);
  assert.deepEqual([langgraph.ratioToFastest?.lo, langgraph.ratioToFastest?.hi], [0, Infinity]);
  assert.equal(langgraph.overheadNsPerTask?.withinResolution, true);
  assert.equal(duels[0]?.outcome, "undecided");
});

Deno.test("analyseBenchmark() states no ratio when a clock read 0, and times all the same", () => {
  const cells = [measured("puffinflow", [0, 1, 1, 1, 1, 1]), measured("langgraph", [9, 9, 9, 9, 9, 9])];
  const row = rowOf(cells, "langgraph");
  assert.equal(row.ratioToFastest, null);
  assert.equal(row.primaryNs.value, 9);
});

const times = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 });

Deno.test("analyseBenchmark() gives the ratio 1 in [1, 1] and a tie when two subjects measured the same", () => {
  fc.assert(fc.property(times, (ns) => {
    const { rows, duels } = analyseBenchmark(benchmarkOf([measured("puffinflow", ns), measured("twin", ns)]));
    const twin = rows[1];
    assert.ok(twin?.status === "measured");
    assert.equal(twin.ratioToFastest?.value, 1);
    if (ns.length >= 6) assert.deepEqual([twin.ratioToFastest?.lo, twin.ratioToFastest?.hi], [1, 1]);
    assert.equal(duels[0]?.outcome, ns.length >= 6 ? "tie" : "undecided");
  }));
});

Deno.test("analyseBenchmark() neither changes ratios nor verdicts when a faster machine scales every sample", () => {
  const factors = fc.constantFrom(0.125, 0.5, 4, 1_024); // Powers of two scale without rounding.
  fc.assert(fc.property(times, times, factors, (a, b, factor) => {
    const analysed = (scale: number) => {
      const cells = [
        measured("puffinflow", a.map((ns) => ns * scale)),
        measured("langgraph", b.map((ns) => ns * scale)),
      ];
      return analyseBenchmark(benchmarkOf(cells));
    };
    const [before, after] = [analysed(1), analysed(factor)];
    assert.equal(after.fastest, before.fastest);
    const ratios = ({ duels }: typeof before) => duels.flatMap((duel) => "ratio" in duel ? [duel.ratio] : []);
    assertClose(ratios(after)[0]!.value, ratios(before)[0]!.value);
    assertClose(ratios(after)[0]!.lo, ratios(before)[0]!.lo);
    assertClose(ratios(after)[0]!.hi, ratios(before)[0]!.hi);
  }));
});

Deno.test("analyseBenchmark() exchanges win and lose and inverts the ratio when the arms are swapped", () => {
  const exchanged = { win: "lose", lose: "win", tie: "tie", undecided: "undecided", "not-compared": "not-compared" };
  fc.assert(fc.property(times, times, (a, b) => {
    const duel = (own: number[], rival: number[]) =>
      analyseBenchmark(benchmarkOf([measured("puffinflow", own), measured("langgraph", rival)])).duels[0]!;
    const [there, back] = [duel(a, b), duel(b, a)];
    assert.equal(back.outcome, exchanged[there.outcome]);
    assert.ok("ratio" in there && "ratio" in back);
    assertClose(there.ratio.value * back.ratio.value, 1);
  }));
});

Deno.test("analyseBenchmark() gives those quantiles of single runs that all processes together support", () => {
  const latencies = encodedLatencies(Array.from({ length: 20 }, (_, i) => 1e6 * (i + 1)));
  const forks = Array.from({ length: 6 }, (_, pass) => forkOf(pass, 1e6, { latencies }));
  const [row] = analyseBenchmark(benchmarkOf([{ subject: "puffinflow", status: "measured", forks }])).rows;
  assert.ok(row?.status === "measured");
  assert.deepEqual(row.latency.map(({ share }) => share), [0.5, 0.9]);
  assert.ok(Math.abs(row.latency[1]!.latencyNs.value - 18e6) < 18e3);
});
