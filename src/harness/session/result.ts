/**
 * The result of a session: what was measured, on which machine, with which plan, every raw sample kept.
 * This schema is what is written to `benchmark_results_….json` and read back by reports; estimates and
 * verdicts are computed from it in `compare/` and never stored as truth.
 * @module
 */
import * as z from "zod";
import { buildSchema } from "./build_schema.ts";
import { stageSchema } from "./stage_schema.ts";
import { BLOCK_STEPS, type BlockStep } from "./block_steps.ts";
import { METRIC_NAMES } from "./metrics/metric_plan.ts";
import { metricReadingSchema } from "./metrics/metric_reading.ts";

/** Name and version of the schema; a change that readers must know of raises the number. */
export const RESULT_SCHEMA = "puffinbench/2";

const count = z.int().nonnegative();
const nanoseconds = z.number().nonnegative();

/** A graph by the framework's own names. */
export const declaredGraphSchema = z.strictObject({
  nodes: z.array(z.string()),
  edges: z.array(z.tuple([z.string(), z.string()])),
});

/** One process's samples of one cell. The arrays run in parallel, one entry a sample, oldest first. */
export const forkSchema = z.strictObject({
  /** Number of the pass that this process belongs to, from 0. Forks of all cells of a benchmark with equal `pass` were alive together. */
  pass: count,
  /** Time to import the adapter while the other processes of the pass imported theirs: no measure of a cold start. */
  importNs: nanoseconds,
  prepareNs: nanoseconds,
  /** Time to let go of the graph; null where it was not measured. */
  teardownNs: nanoseconds.nullable(),
  /** Whether the process was started for this cell, or had measured other benchmarks before; null where it was not recorded. */
  freshProcess: z.boolean().nullable(),
  /** Bytes of padding in the environment of the process; null where it was not recorded. */
  paddingBytes: count.nullable(),
  /** What the program found beside times, by name; units are in the names. */
  figures: z.record(z.string(), z.number()).optional(),
  /** Most tasks that were under way at once in the traced run, where they wait. */
  peakTasks: count.optional(),
  /** The graph as the framework was told it, in the first pass and where it is small enough to be drawn. */
  declaredGraph: declaredGraphSchema.optional(),
  /** Duration of the first, traced run, under the same conditions. */
  firstRunNs: nanoseconds,
  warmUp: z.strictObject({ steady: z.boolean(), elapsedMs: z.number().nonnegative(), iterations: count }),
  /** Runs per sample. */
  batch: z.int().positive(),
  /** Subject whose speed decided about the batch: subjects with the same answer had the same batch. */
  batchSetBy: z.string(),
  /** Rounds of the kernel that were planted before each run; 0 unless the subject is slowed down on purpose. */
  extraRounds: count,
  /** Totals over `batch` runs. */
  wallNs: z.array(nanoseconds).min(1),
  cpuNs: z.array(nanoseconds).min(1),
  allocatedBytes: z.array(z.number()).min(1),
  gcCount: z.array(count),
  gcNs: z.array(nanoseconds),
  voluntarySwitches: z.array(count),
  involuntarySwitches: z.array(count),
  minorFaults: z.array(count),
  majorFaults: z.array(count),
  /** Resident set after each sample; empty where it was not recorded. */
  rssBytes: z.array(count),
  /** Start of each sample in milliseconds since the session began. */
  startedMs: z.array(z.number().nonnegative()),
  /** Runs whose digest and executed-task count were recomputed and found right, warm-up included. */
  provedRuns: count,
  /** Peak resident set of the process in KiB (VmHWM), or null where it cannot be read. */
  peakRssKib: count.nullable(),
  /** Single runs that were timed one by one, as a compressed HDR histogram; left out where none were. */
  latencies: z.strictObject({ runs: z.int().positive(), histogram: z.string() }).optional(),
});

const lostCells = [
  /** The work was not done as agreed: never shown with a time. */
  z.strictObject({ subject: z.string(), status: z.literal("invalid"), reason: z.string() }),
  /** The framework threw, died, hung or ran out of memory. */
  z.strictObject({
    subject: z.string(),
    status: z.literal("failed"),
    code: z.enum(["framework", "prepare", "exit", "out-of-memory", "time-limit", "protocol"]),
    reason: z.string(),
  }),
  /** The framework is not there. */
  z.strictObject({ subject: z.string(), status: z.literal("unavailable"), reason: z.string() }),
  /** The framework has no idiom for the workload. */
  z.strictObject({ subject: z.string(), status: z.literal("unsupported"), reason: z.string() }),
  /** The session was interrupted before enough processes were measured. */
  z.strictObject({ subject: z.string(), status: z.literal("interrupted"), reason: z.string() }),
] as const;

/** A cell that has no times, and why. */
export const lostCellSchema = z.discriminatedUnion("status", lostCells);

const cellSchema = z.discriminatedUnion("status", [
  z.strictObject({ subject: z.string(), status: z.literal("measured"), forks: z.array(forkSchema).min(1) }),
  ...lostCells,
]);

const plainShapes = [
  z.strictObject({ kind: z.literal("chain"), length: z.int().positive() }),
  z.strictObject({ kind: z.literal("fanout"), width: z.int().positive() }),
  z.strictObject({ kind: z.literal("diamond") }),
] as const;

const shapeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("micro"), program: z.string(), operations: z.int().positive() }),
  ...plainShapes,
  z.strictObject({
    kind: z.literal("in-flight"),
    runs: z.int().positive(),
    each: z.discriminatedUnion("kind", plainShapes),
  }),
  z.strictObject({ kind: z.literal("stages"), widths: z.array(z.int().positive()).min(2).readonly() }),
  z.strictObject({ kind: z.literal("loop"), turns: z.int().positive() }),
  z.strictObject({ kind: z.literal("retry") }),
  z.strictObject({ kind: z.literal("complex") }),
  z.strictObject({ kind: z.literal("isolation"), good: count, failing: count }),
  z.strictObject({ kind: z.literal("records") }),
  z.strictObject({ kind: z.literal("subgraphs"), width: z.int().positive(), turns: count }),
  z.strictObject({ kind: z.literal("wide-state"), fields: z.int().positive(), steps: z.int().positive() }),
  z.strictObject({ kind: z.literal("tool-agent"), turns: count }),
]);

const kernelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("noop") }),
  z.strictObject({ kind: z.literal("cpu"), rounds: z.int().positive() }),
  z.strictObject({ kind: z.literal("wait"), waitMs: z.number().positive() }),
  z.strictObject({ kind: z.literal("replayed"), waitsMs: z.array(z.number().nonnegative()).min(1).readonly() }),
  z.strictObject({ kind: z.literal("alloc"), buffers: z.int().positive(), bytes: z.int().positive() }),
]);

const workloadSchema = z.strictObject({
  seedName: z.string(),
  shape: shapeSchema,
  kernel: kernelSchema,
  /** Where each step is recorded; left out where nothing is. */
  checkpoints: z.literal("memory").optional(),
});

const benchmarkSchema = z.strictObject({
  id: z.string(),
  suite: z.string(),
  scenario: z.string(),
  title: z.string(),
  workload: workloadSchema,
  /** Task bodies that one run executes. */
  tasks: z.int().positive(),
  primaryClock: z.enum(["cpu", "wall"]),
  /** Rounds of samples per process: as the profile has it, and the best use of the time by the first processes. */
  rounds: z.strictObject({ planned: count, optimal: z.int().positive().nullable() }),
  cells: z.array(cellSchema),
});

/** What one subject's processes measured of a metric, with one graph. */
const metricCellSchema = z.strictObject({
  metric: z.enum(METRIC_NAMES),
  graph: z.strictObject({ id: z.string(), title: z.string(), workload: workloadSchema, tasks: z.int().positive() }),
  subject: z.string(),
  /** One a process, all of this metric; fewer than planned if the session was interrupted. */
  readings: z.array(metricReadingSchema),
  /** Why there is nothing; null where nothing went wrong. */
  lost: lostCellSchema.nullable(),
});

const subjectSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Version per package; empty for plain code. */
  packages: z.record(z.string(), z.string()),
  executionModel: z.enum(["async", "sync", "event-driven"]),
  durability: z.enum(["none", "memory", "disk"]),
  approach: z.enum(["idiomatic", "tuned"]),
  idiom: z.string(),
  /** Id of the adapter: the subject's own, unless a session compares an adapter with itself or another build. */
  adapter: z.string(),
  /** Work planted before each run, in percent of what a run takes; 0 for none. */
  extraWorkPercent: z.number().nonnegative(),
  /** Flags that its worker processes were started with. */
  workerFlags: z.array(z.string()),
  /** Which build its workers are of, where the session compares builds. */
  build: buildSchema.optional(),
});

/** A fact about the machine, or null with the reason why it could not be read. */
const fact = <T extends z.ZodType>(value: T) =>
  z.union([z.strictObject({ value }), z.strictObject({ value: z.null(), why: z.string() })]);

/** How loaded a machine is. */
export const loadSchema = z.strictObject({
  /** Load averages over 1, 5 and 15 minutes. */
  average: fact(z.tuple([z.number(), z.number(), z.number()])),
  /** Share of processor time stolen by the hypervisor since boot or over the probe, 0 to 1. */
  steal: fact(z.number()),
  /** PSI: share of the last 10 s in which some task waited for a processor, 0 to 100. */
  cpuPressurePercent: fact(z.number()),
  /** How often the control group was throttled since it exists. */
  throttledPeriods: fact(count),
  availableMemoryBytes: fact(count),
});

/** The machine and runtime that a session ran on. */
export const machineSchema = z.strictObject({
  cpu: z.strictObject({ model: fact(z.string()), cores: count, availableParallelism: count }),
  memoryBytes: count,
  os: z.strictObject({ name: z.string(), release: z.string(), distribution: fact(z.string()), arch: z.string() }),
  /** First 12 hexadecimal digits of SHA-256 of the host's name: tells machines apart without naming them. */
  hostId: fact(z.string()),
  cgroup: z.strictObject({ cpuLimit: fact(z.number()), memoryLimitBytes: fact(count) }),
  governor: fact(z.string()),
  turbo: fact(z.boolean()),
  smt: fact(z.boolean()),
  virtualization: fact(z.string()),
  clockSource: fact(z.string()),
  clock: z.strictObject({ costNs: nanoseconds, grainNs: nanoseconds }),
  runtime: z.strictObject({ deno: z.string(), v8: z.string(), typescript: z.string() }),
  loadBefore: loadSchema,
  loadAfter: loadSchema,
});

/** Quality of the machine, A best. */
export const gradeSchema = z.enum(["A", "B", "C", "D", "E", "F"]);

/** One run of the reference loop. */
export const referenceSchema = z.strictObject({
  /** Start in milliseconds since the session began. */
  startedMs: z.number().nonnegative(),
  wallNs: nanoseconds,
  cpuNs: nanoseconds,
});

/** How the machine was at the end of a pass. */
export const passReadingSchema = z.strictObject({
  pass: count,
  /** In milliseconds since the session began. */
  atMs: z.number().nonnegative(),
  /** Load; the stolen share is that of the pass. */
  load: loadSchema,
  /** By the reference loop's runs in the pass; null where they were too few. */
  grade: gradeSchema.nullable(),
});

/** Milliseconds that a block spent on each of its steps. */
export const blockStepsSchema = z.strictObject(
  Object.fromEntries(BLOCK_STEPS.map((step) => [step, z.number().nonnegative()])) as Record<BlockStep, z.ZodNumber>,
);

/** What the machine did while the session ran. */
const hostSchema = z.strictObject({
  /** Rounds of the reference loop, equal in all its runs; null where there was none. */
  referenceRounds: z.int().positive().nullable(),
  /** All runs of the reference loop, one before each block and one at the end, oldest first. */
  reference: z.array(referenceSchema),
  /** When each block ran. */
  phases: z.array(z.strictObject({
    pass: count,
    benchmark: z.string(),
    startedMs: z.number().nonnegative(),
    endedMs: z.number().nonnegative(),
    /** What the block spent its time on; left out where it was not recorded. */
    spentMs: blockStepsSchema.exactOptional(),
  })),
  passes: z.array(passReadingSchema),
  /** By all runs of the reference loop; null where they were too few. */
  grade: gradeSchema.nullable(),
});

const isolationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("benchmark") }),
  z.strictObject({ kind: z.literal("pass"), warmAgainMs: z.tuple([z.number(), z.number()]).readonly() }),
]);

const profileSchema = z.strictObject({
  name: z.string(),
  isolation: isolationSchema,
  forks: count,
  rounds: count,
  /** `null` if `rounds` is final. */
  adaptiveRounds: z.tuple([count, count]).readonly().nullable(),
  droppedRounds: count,
  sampleMs: z.number(),
  warmUpMs: z.tuple([z.number(), z.number()]).readonly(),
  /** `null` for no limit. */
  enoughRuns: count.nullable(),
  samplingBudgetMs: z.number(),
  /** Left out for none. */
  latencyBudgetMs: z.number().nonnegative().optional(),
  fewestRounds: count,
  /** What is different for programs of one part of an engine; left out for nothing. */
  programs: z.strictObject({
    enoughOperations: count,
    isolation: isolationSchema.optional(),
    rounds: count.optional(),
    adaptiveRounds: z.tuple([count, count]).readonly().nullable().optional(),
    warmUpMs: z.tuple([z.number(), z.number()]).readonly().optional(),
    samplingBudgetMs: z.number().optional(),
    latencyBudgetMs: z.number().nonnegative().optional(),
    fewestRounds: count.optional(),
  }).optional(),
  /** What is different for benchmarks that are one of many; left out for nothing. */
  brisk: z.strictObject({
    isolation: isolationSchema.optional(),
    rounds: count.optional(),
    adaptiveRounds: z.tuple([count, count]).readonly().nullable().optional(),
    droppedRounds: count.optional(),
    warmUpMs: z.tuple([z.number(), z.number()]).readonly().optional(),
    samplingBudgetMs: z.number().optional(),
    latencyBudgetMs: z.number().nonnegative().optional(),
    fewestRounds: count.optional(),
  }).optional(),
  /** What is different for graphs whose tasks wait; left out for nothing. */
  waits: z.strictObject({
    warmUpMs: z.tuple([z.number(), z.number()]).readonly().optional(),
    samplingBudgetMs: z.number().optional(),
  }).optional(),
});

/** The program that measured. */
export const toolSchema = z.strictObject({
  version: z.string(),
  commit: fact(z.string()),
  build: z.enum(["source", "portable", "compiled"]),
});

const sessionSchema = z.strictObject({
  /** Unique: time and seed. */
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  status: z.enum(["completed", "interrupted"]),
  seed: z.int().nonnegative(),
  /** The command line, without the program. */
  argv: z.array(z.string()),
  profile: profileSchema,
  timeLimitMs: z.number().positive(),
  /** Flags that worker processes were started with. */
  workerFlags: z.array(z.string()),
  tool: toolSchema,
  /** What tells hosts apart on which figures may differ; null where it was not recorded. */
  hostFingerprint: z.string().nullable(),
  /** When the session was taken up again after it had been stopped. */
  resumedAt: z.array(z.iso.datetime()),
  /** In the order in which they ran; forks belong to them by their pass. */
  stages: z.array(stageSchema),
  /** Times of the first stage and the metrics, in milliseconds since the start; left out where there is no such pair. */
  forecast: z.strictObject({
    /** When the first pass was over. */
    afterMs: z.number().nonnegative(),
    /** When all of it would be, by what was known then. */
    expectedMs: z.number().nonnegative(),
    /** When it was. */
    tookMs: z.number().nonnegative(),
  }).exactOptional(),
});

/** Schema of a result file. */
export const resultSchema = z.strictObject({
  schema: z.literal(RESULT_SCHEMA),
  session: sessionSchema,
  machine: machineSchema,
  host: hostSchema,
  subjects: z.array(subjectSchema),
  benchmarks: z.array(benchmarkSchema),
  /** Metrics beside the steady run; left out where none were asked for. */
  metrics: z.array(metricCellSchema).optional(),
});

/** A whole result. */
export type Result = z.infer<typeof resultSchema>;
/** The machine section of a result. */
export type MachineSpec = z.infer<typeof machineSchema>;
/** How loaded the machine was at one moment. */
export type LoadReading = z.infer<typeof loadSchema>;
/** A value, or null with the reason why there is none. */
export type Fact<T> = { value: T } | { value: null; why: string };
/** The session section of a result. */
export type SessionInfo = z.infer<typeof sessionSchema>;
/** What a session was expected to take, and took. */
export type SessionForecast = NonNullable<SessionInfo["forecast"]>;
/** One benchmark with its cells. */
export type BenchmarkResult = z.infer<typeof benchmarkSchema>;
/** One benchmark of one subject. */
export type Cell = z.infer<typeof cellSchema>;
/** One subject's readings of a metric. */
export type MetricCell = z.infer<typeof metricCellSchema>;
/** One process's samples. */
export type Fork = z.infer<typeof forkSchema>;
/** What was compared. */
export type Subject = z.infer<typeof subjectSchema>;
/** What the machine did while the session ran. */
export type HostSeries = z.infer<typeof hostSchema>;
/** One run of the reference loop. */
export type ReferenceSample = z.infer<typeof referenceSchema>;
/** How the machine was at the end of a pass. */
export type PassReading = z.infer<typeof passReadingSchema>;
