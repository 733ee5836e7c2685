/**
 * Programs that record into metrics. Each run has a registry of its own and reads what that would export.
 * @module
 */
import { type Counter, type MetricSnapshot, MetricsRegistry, OVERFLOW } from "puffinflow/observability";
import { nextStep } from "../../../workload/micro/oracle.ts";
import {
  BUCKET_BOUNDS,
  BURST,
  foldCounts,
  LABEL_VALUES,
  observedValue,
  RECORDING_TASKS,
  SERIES_LIMIT,
  seriesIndex,
  userOf,
} from "../../../workload/micro/recordings.ts";
import { turnStep } from "../../../workload/micro/turns.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";
import { bytesEach } from "./bytes_each.ts";

const NUMBERS = Array.from({ length: LABEL_VALUES ** 2 }, (_, index) => index);
const LABELS = NUMBERS.map((index) => ({ method: Math.floor(index / LABEL_VALUES), status: index % LABEL_VALUES }));

/** Programs by scenario. */
export const recording: MicroPrograms = {
  counter: recorded((registry, { operations }) => {
    const series = registry.counter("calls", { help: "Calls." }).labels();
    for (let operation = 0; operation < operations; operation++) series.inc();
    return valuesOf(registry, "calls");
  }),

  gauge: recorded((registry, { operations }) => {
    const series = registry.gauge("depth", { help: "Depth." }).labels();
    // One that is not set is missing in all that come after it.
    for (let operation = 0; operation < operations; operation++) series.set(series.value + 1);
    return valuesOf(registry, "depth");
  }),

  histogram: recorded((registry, { operations, seed }) => {
    const series = registry.histogram("size", { help: "Sizes.", buckets: BUCKET_BOUNDS }).labels();
    for (let operation = 0; operation < operations; operation++) series.observe(observedValue(seed, operation));
    return spreadOf(registry, "size");
  }),

  "labels-lookup": recorded((registry, { operations, seed }) => {
    const calls = labelled(registry);
    for (let operation = 0; operation < operations; operation++) {
      calls.labels(LABELS[seriesIndex(seed, operation)]!).inc();
    }
    return perSeries(registry);
  }),

  "labels-bound": recorded((registry, { operations, seed }) => {
    const calls = labelled(registry), series = LABELS.map((labels) => calls.labels(labels));
    for (let operation = 0; operation < operations; operation++) series[seriesIndex(seed, operation)]!.inc();
    return perSeries(registry);
  }),

  "high-frequency": recorded((registry, { operations, seed }) => {
    const counter = registry.counter("calls", { help: "Calls." }).labels();
    const gauge = registry.gauge("depth", { help: "Depth." }).labels();
    const histogram = registry.histogram("size", { help: "Sizes.", buckets: BUCKET_BOUNDS }).labels();
    let observed = 0;
    for (let operation = 0; operation < operations; operation++) {
      for (let i = 0; i < BURST.counted; i++) counter.inc();
      for (let i = 0; i < BURST.set; i++) gauge.set(gauge.value + 1);
      for (let i = 0; i < BURST.observed; i++) histogram.observe(observedValue(seed, observed++));
    }
    return [...valuesOf(registry, "calls"), ...valuesOf(registry, "depth"), ...spreadOf(registry, "size")];
  }),

  "concurrent-recording": ({ operations, did }) => ({
    async run(seed) {
      const registry = new MetricsRegistry(), series = registry.counter("calls", { help: "Calls." }).labels();
      let value = seed, turn = 0;
      await Promise.all(Array.from({ length: RECORDING_TASKS }, async (_, task) => {
        for (let operation = 0; operation < operations / RECORDING_TASKS; operation++) {
          series.inc();
          value = turnStep(value, task, turn++);
          // The others' turn.
          await undefined;
        }
      }));
      did(turn);
      return nextStep(value, valuesOf(registry, "calls")[0]!);
    },
  }),

  cardinality: recorded((registry, { operations, seed }) => {
    const calls = byUser(registry, SERIES_LIMIT);
    for (let operation = 0; operation < operations; operation++) calls.labels({ user: userOf(seed, operation) }).inc();
    // Those that have a series go on counting in it.
    for (let known = 0; known < SERIES_LIMIT; known++) calls.labels({ user: userOf(seed, known) }).inc();
    const dropped = calls.droppedLabelSets, own = valuesOf(registry, "puffinflow_dropped_label_sets");
    return [...usersOf(registry), dropped, ...own];
  }),

  series: (task) => ({
    ...recorded((registry, { operations, seed }) => {
      const calls = byUser(registry, operations);
      for (let operation = 0; operation < operations; operation++) {
        calls.labels({ user: userOf(seed, operation) }).inc();
      }
      return usersOf(registry);
    })(task),
    async figures() {
      const calls = byUser(new MetricsRegistry(), 100_000);
      return { bytesPerSeries: await bytesEach((index) => calls.labels({ user: index }).inc()) };
    },
  }),
};

/** What a run of a program is about. */
interface Recording {
  readonly operations: number;
  readonly seed: number;
}

/** Makes a program of what records, and reads what was recorded. */
function recorded(record: (registry: MetricsRegistry, recording: Recording) => Iterable<number>) {
  return ({ operations, did }: MicroTask): Prepared => ({
    // deno-lint-ignore require-await -- A run is a promise, for every program.
    async run(seed) {
      const numbers = record(new MetricsRegistry(), { operations, seed });
      did(operations);
      return foldCounts(seed, numbers);
    },
  });
}

function labelled(registry: MetricsRegistry): Counter<"method" | "status"> {
  return registry.counter("calls", { help: "Calls.", labelNames: ["method", "status"] });
}

function byUser(registry: MetricsRegistry, maxLabelSets: number): Counter<"user"> {
  return registry.counter("calls", { help: "Calls.", labelNames: ["user"], maxLabelSets });
}

/** What an export would say of a metric. */
function exported(registry: MetricsRegistry, name: string): MetricSnapshot {
  const metric = registry.collect().find((candidate) => candidate.name === name);
  if (metric === undefined) throw new Error(`The metric "${name}" is not exported`);
  return metric;
}

function valuesOf(registry: MetricsRegistry, name: string): readonly number[] {
  const metric = exported(registry, name);
  return metric.kind === "histogram" ? [] : metric.series.map(({ value }) => value);
}

function spreadOf(registry: MetricsRegistry, name: string): readonly number[] {
  const metric = exported(registry, name);
  return metric.kind === "histogram" ? metric.series.flatMap(({ counts, sum }) => [...counts, sum]) : [];
}

/** Counts in the order of the label values. */
function perSeries(registry: MetricsRegistry): readonly number[] {
  const metric = exported(registry, "calls"), counts = NUMBERS.map(() => 0);
  if (metric.kind !== "counter") return [];
  for (const { labelValues: [method, status], value } of metric.series) {
    counts[Number(method) * LABEL_VALUES + Number(status)] = value;
  }
  return counts;
}

/** Each user and its count; of those who share a series, the count. */
function* usersOf(registry: MetricsRegistry): Generator<number> {
  const metric = exported(registry, "calls");
  if (metric.kind !== "counter") return;
  for (const { labelValues: [user], value } of metric.series) {
    if (user !== OVERFLOW) yield Number(user);
    yield value;
  }
}
