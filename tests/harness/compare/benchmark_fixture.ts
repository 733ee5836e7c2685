/**
 * Builds result sections for the tests of `compare/`: only what a test is about has to be said.
 * @module
 */
import type { BenchmarkResult, Cell, Fork } from "../../../src/harness/session/result.ts";

type MeasuredCell = Extract<Cell, { status: "measured" }>;

/** A process whose samples all took `ns` per run on both clocks, unless said otherwise. */
export function forkOf(pass: number, ns: number, changes: Partial<Fork> = {}): Fork {
  const batch = changes.batch ?? 4;
  const samples = [ns * batch, ns * batch, ns * batch];
  const zeros = samples.map(() => 0);
  return {
    pass,
    importNs: 1e6,
    prepareNs: 1e5,
    teardownNs: 1e4,
    freshProcess: true,
    paddingBytes: 0,
    firstRunNs: 1e5,
    warmUp: { steady: true, elapsedMs: 100, iterations: 1_000 },
    batch,
    batchSetBy: "",
    extraRounds: 0,
    wallNs: samples,
    cpuNs: samples,
    allocatedBytes: samples.map(() => 64 * batch),
    gcCount: zeros,
    gcNs: zeros,
    voluntarySwitches: zeros,
    involuntarySwitches: zeros,
    minorFaults: zeros,
    majorFaults: zeros,
    rssBytes: [],
    startedMs: samples.map((_, i) => i),
    provedRuns: 1_000,
    peakRssKib: null,
    ...changes,
  };
}

/** A measured cell with one process per figure, in nanoseconds per run. */
export function measured(subject: string, ns: readonly number[]): MeasuredCell {
  return { subject, status: "measured", forks: ns.map((value, pass) => forkOf(pass, value)) };
}

/** A benchmark of 20 tasks, decided by processor time. */
export function benchmarkOf(cells: Cell[], changes: Partial<BenchmarkResult> = {}): BenchmarkResult {
  return {
    id: "orchestration/deep-chain/noop",
    suite: "orchestration",
    scenario: "deep-chain",
    title: "deep chain, 20 states",
    workload: { seedName: "chain", shape: { kind: "chain", length: 20 }, kernel: { kind: "noop" } },
    tasks: 20,
    primaryClock: "cpu",
    rounds: { planned: 3, optimal: null },
    cells,
    ...changes,
  };
}
