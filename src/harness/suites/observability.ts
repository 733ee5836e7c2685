/**
 * The suite `observability`: metrics, spans, events, alerts and exports, one by one, and what they add to a run.
 * @module
 */
import { microBenchmarks, type MicroDefinition } from "./micro_benchmark.ts";
import type { Suite } from "./suite.ts";

const SUITE_NAME = "observability";

const METRICS: readonly MicroDefinition[] = [
  {
    scenario: "counter",
    tags: ["metric"],
    title: "bound counter counts",
    meaning: "What it costs to count something when the series was asked for beforehand.",
    operations: 50_000,
  },
  {
    scenario: "gauge",
    tags: ["metric"],
    title: "bound gauge is read and set",
    meaning: "What it costs to move a gauge when the series was asked for beforehand.",
    operations: 50_000,
  },
  {
    scenario: "histogram",
    tags: ["metric"],
    title: "bound histogram of 4 bounds observes",
    meaning: "What it costs to find the bucket of an observation and to count it.",
    operations: 50_000,
  },
  {
    scenario: "labels-lookup",
    tags: ["metric"],
    title: "counter found by 2 labels each time",
    meaning: "What it costs to ask for the series with every recording.",
    operations: 10_000,
  },
  {
    scenario: "labels-bound",
    tags: ["metric"],
    title: "one of 16 bound counters counts",
    meaning: "What is left of that when the series are asked for once.",
    operations: 10_000,
  },
  {
    scenario: "concurrent-recording",
    tags: ["metric", "at-once"],
    title: "10 tasks take turns at one counter",
    meaning: "What a recording costs among tasks that let each other go on, and that none is lost.",
    operations: 10_000,
  },
  {
    scenario: "cardinality",
    tags: ["metric", "limit"],
    title: "100,000 label sets, a limit of 1,000",
    meaning: "What a label set beyond the limit costs, and that those within it stay exact.",
    operations: 100_000,
  },
  {
    scenario: "series",
    tags: ["metric"],
    title: "series made and counted in once",
    meaning: "What the first recording of a label set costs, and how much memory a series takes.",
    operations: 1_000,
  },
  {
    scenario: "high-frequency",
    tags: ["metric"],
    title: "burst of 100 recordings",
    meaning: "What one operation pays that records a hundred times: counters, gauges and histograms.",
    operations: 500,
  },
];

const SPANS: readonly MicroDefinition[] = [
  {
    scenario: "span",
    tags: ["trace"],
    title: "span begun, ended and read",
    meaning: "What a span costs that is kept in memory, and how much memory it takes.",
    operations: 1_000,
  },
  {
    scenario: "span-attributes",
    tags: ["trace"],
    title: "span with 3 attributes",
    meaning: "What three attributes add to a span.",
    operations: 1_000,
  },
  {
    scenario: "span-nested",
    tags: ["trace"],
    title: "span inside a span",
    meaning: "What a span and its child cost, and that the child knows its parent.",
    operations: 1_000,
  },
  {
    scenario: "span-event",
    tags: ["trace"],
    title: "span with an event",
    meaning: "What an event adds to a span.",
    operations: 1_000,
  },
  {
    scenario: "propagation",
    tags: ["trace"],
    title: "span with 5 children in other turns",
    meaning: "What a tree of six spans costs that crosses promises, and that no child loses its parent.",
    operations: 200,
  },
];

/** What is said of shares of traced runs. */
const SHARES = { 0: "none", 10: "every tenth", 100: "all" } as const;

const RUNS: readonly MicroDefinition[] = [
  ...Object.entries(SHARES).map(([percent, share]) => ({
    scenario: `sampling-${percent}`,
    tags: ["trace", "run"],
    title: `run of 10 states, ${share} traced`,
    meaning: `What tracing costs a run when ${percent} % of the runs are traced.`,
    operations: 100,
  })),
  ...[0, 1, 10].map((sinks) => ({
    scenario: `events-${sinks}`,
    tags: ["event"],
    title: `event of a run, told to ${sinks} sink${sinks === 1 ? "" : "s"}`,
    meaning: `What a run of 100 states costs per event when ${sinks} hear${sinks === 1 ? "s" : ""} of each.`,
    operations: 2_020,
  })),
  {
    scenario: "integration-none",
    tags: ["run"],
    title: "run of 10 states, not watched",
    meaning: "What a run costs that nobody watches; what watching adds is the next three benchmarks less this one.",
    operations: 100,
  },
  {
    scenario: "integration-metrics",
    tags: ["run"],
    title: "run of 10 states with metrics",
    meaning: "What metrics add to a run.",
    operations: 100,
  },
  {
    scenario: "integration-tracing",
    tags: ["run"],
    title: "run of 10 states with traces",
    meaning: "What spans of the run and of all its states add to a run.",
    operations: 100,
  },
  {
    scenario: "integration-all",
    tags: ["run"],
    title: "run of 10 states with metrics, traces and events",
    meaning: "What everything together adds to a run.",
    operations: 100,
  },
];

const ALERTS: readonly MicroDefinition[] = [
  {
    scenario: "alerts-1",
    tags: ["alert"],
    title: "rule evaluated, alone",
    meaning: "What it costs to look at one gauge by one rule.",
    operations: 1_000,
  },
  {
    scenario: "alerts-100",
    tags: ["alert"],
    title: "rule evaluated, one of 100",
    meaning: "What each rule costs where there are a hundred, and that each tells when it must.",
    operations: 1_000,
  },
  {
    scenario: "alert-dedupe",
    tags: ["alert"],
    title: "rule evaluated, 10 told as one",
    meaning: "What it costs when alerts begin and end all the time, and that ten alike are told once.",
    operations: 1_000,
  },
];

function exportDefinition(scenario: string, series: number): MicroDefinition {
  return {
    scenario,
    tags: ["export", "growth"],
    title: `series written, one of ${series.toLocaleString("en")}`,
    meaning: `What a scrape costs per series when there are ${series.toLocaleString("en")}, and how many bytes it has.`,
    operations: series,
  };
}

/** What it costs to be seen. */
export const observability: Suite = {
  name: SUITE_NAME,
  title: "Observability",
  meaning: "What does it cost to be seen?",
  benchmarks: microBenchmarks(SUITE_NAME, [
    ...METRICS,
    ...SPANS,
    ...RUNS,
    ...ALERTS,
    exportDefinition("export-1k", 1_000),
    exportDefinition("export-10k", 10_000),
  ]),
};
