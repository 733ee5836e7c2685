/**
 * Tables of metrics with every kind of cell: numbers, slopes without a line, loads that were void or too much,
 * percentiles that too few latencies support, subjects that were lost. All numbers are made up.
 * @module
 */
import type { LoadFigures, MetricRowHead, MetricsAnalysis } from "../../src/harness/compare/metrics/metric_rows.ts";
import { metricTableModels } from "../../src/harness/report/metric_table_models.ts";
import type { MetricTableModel } from "../../src/harness/report/metric_table.ts";
import type { Estimate } from "../../src/stats/estimate.ts";

const PACES: readonly (readonly [subject: string, pace: number])[] = [["control", 1], ["puffinflow", 2], ["langgraph", 9]];
const GRAPH: MetricRowHead["graph"] = {
  id: "diamond/noop",
  title: "diamond, 4 states",
  workload: { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } },
  tasks: 4,
};

/**
 * Makes up the metrics of a session.
 *
 * @returns What `compare/` would say of them.
 */
export function metricsAnalysis(): MetricsAnalysis {
  return {
    coldStarts: [
      ...PACES.map(([subject, pace]) => ({
        ...measured(subject),
        startNs: about(60e6),
        importNs: about(8e6 * pace),
        defineNs: about(0.4e6 * pace),
        firstRunNs: about(1.2e6 * pace),
        totalNs: about(60e6 + 9.6e6 * pace),
      })),
      { graph: GRAPH, subject: "llamaindex", status: "lost", lost: null },
    ],
    definitions: PACES.slice(1).map(([subject, pace]) => ({
      ...measured(subject),
      firstDefineNs: about(0.4e6 * pace),
      firstRunNs: about(1.2e6 * pace),
      defineNs: about(4e3 * pace),
      defineCpuNs: about(3.9e3 * pace),
      defineAllocatedBytes: about(1_100 * pace),
      steadyRunNs: pace === 9 ? null : about(800 * pace),
    })),
    memory: PACES.map(([subject, pace]) => ({
      ...measured(subject),
      definition: { bytes: about(210 * pace), rSquared: 0.9991 },
      runInFlight: { bytes: about(700 * pace), rSquared: 0.998 },
      keptResult: pace === 1 ? { bytes: null, rSquared: 0.412 } : { bytes: about(90 * pace), rSquared: 0.97 },
    })),
    loads: [
      ...PACES.slice(1).map(([subject, pace]) => ({ ...measured(subject), ...load(pace) })),
      {
        graph: GRAPH,
        subject: "llamaindex",
        status: "lost",
        lost: { subject: "llamaindex", status: "unsupported", reason: "has no fan-in" },
      },
    ],
  };
}

/**
 * Makes up tables.
 *
 * @returns A table of each kind.
 */
export function metricTables(): MetricTableModel[] {
  return metricTableModels(metricsAnalysis());
}

function load(pace: number): LoadFigures {
  const mostPerS = 20_000 / pace, latency = (share: number, factor: number) => ({ share, latencyNs: about(factor * 60e3 * pace) });
  const point = { validForks: 6, forks: 6, doubt: null, latency: [], service: [] };
  const at = (share: number) => ({ share, offeredPerS: about(share * mostPerS), achievedPerS: about(share * mostPerS) });
  return {
    pipeRoundTripNs: about(50e3),
    pipeRatePerS: about(20_000),
    closed: [10, 100].map((inFlight) => ({ inFlight, ratePerS: about(mostPerS * (inFlight === 10 ? 0.8 : 1)) })),
    scaling: null,
    open: [
      {
        ...point,
        ...at(0.5),
        verdict: "valid",
        latency: [latency(0.5, 1), latency(0.9, 1.5), latency(0.99, 3), ...(pace === 9 ? [] : [latency(0.999, 7)])],
        service: [latency(0.5, 1), latency(0.99, 1.6)],
      },
      { ...point, ...at(0.7), verdict: pace === 9 ? "saturated" : "valid",
        doubt: pace === 9 ? { kind: "slow", share: 0.92 } : null, validForks: 4, latency: pace === 9 ? [] : [latency(0.5, 1.2)] },
      { ...point, ...at(0.9), verdict: "void", doubt: { kind: "overslept", share: 0.031 }, validForks: 1 },
    ],
  };
}

function measured(subject: string): MetricRowHead & { readonly status: "measured" } {
  return { graph: GRAPH, subject, status: "measured" };
}

function about(value: number): Estimate {
  return { value, lo: 0.95 * value, hi: 1.05 * value, confidence: 0.95, n: 6 };
}
