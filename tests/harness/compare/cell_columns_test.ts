import assert from "node:assert/strict";
import { cellColumns } from "../../../src/harness/compare/cell_columns.ts";
import { forkOf } from "./benchmark_fixture.ts";

const FORKS = [
  forkOf(0, 1, {
    batch: 2,
    wallNs: [200, 400],
    cpuNs: [100, 300],
    allocatedBytes: [20, 40],
    gcNs: [0, 60],
    rssBytes: [10, 20],
    peakRssKib: 1,
    importNs: 100,
    prepareNs: 10,
    teardownNs: 5,
  }),
  forkOf(1, 1, {
    batch: 4,
    wallNs: [600],
    cpuNs: [600],
    allocatedBytes: [40],
    gcNs: [0],
    rssBytes: [30],
    peakRssKib: 3,
    importNs: 200,
    prepareNs: 30,
    teardownNs: 7,
  }),
];

Deno.test("cellColumns() computes every figure per run, by the clock that decides", () => {
  assert.deepEqual(cellColumns(FORKS, "wallNs"), {
    averageNs: 150,
    minNs: 100,
    maxNs: 200,
    medianNs: 150,
    standardDeviationNs: 50,
    throughputPerSecond: 1e9 / 150,
    allocatedBytes: 10,
    peakRssBytes: 2_048,
    rssBytes: 20,
    cpuPercent: 100 * 1_000 / 1_200,
    gcPercent: 5,
    iterations: 8,
    setupNs: 170,
    teardownNs: 6,
  });
  assert.equal(cellColumns(FORKS, "cpuNs").minNs, 50);
});

Deno.test("cellColumns() leaves out what was not recorded, and knows no deviation of one sample", () => {
  const fork = { ...FORKS[1]!, rssBytes: [], peakRssKib: null, teardownNs: null };
  const { rssBytes, peakRssBytes, teardownNs, standardDeviationNs } = cellColumns([fork], "wallNs");
  assert.deepEqual([rssBytes, peakRssBytes, teardownNs, standardDeviationNs], [null, null, null, 0]);
});
