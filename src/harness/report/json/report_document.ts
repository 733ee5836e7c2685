/**
 * The form of a report as JSON, for programs: what the other reports show, as numbers and codes. Samples stay
 * in the result file, which the document names by its digest, so that no sample is kept twice and no estimate
 * is taken for one. The schema that is published is made of this.
 * @module
 */
import * as z from "zod";
import { gradeSchema, resultSchema } from "../../session/result.ts";

/** Name and version of the document; a change that readers must know of raises the number. */
export const REPORT_SCHEMA = "puffinbench-report/1";

const count = z.int().nonnegative();
const facts = z.record(z.string(), z.number());

const estimateSchema = z.strictObject({
  value: z.number(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  confidence: z.number(),
  n: count,
}).meta({ id: "estimate", description: "A value with its interval; a bound is null where the data give none." });

const percentileSchema = z.strictObject({ share: z.number(), estimate: estimateSchema });

const metricSchema = z.strictObject({
  id: z.string(),
  unit: z.enum(["ns", "bytes", "per-second", "share", "count"]),
  better: z.enum(["lower", "higher"]),
});

const seedSchema = z.strictObject({
  averageNs: z.number(),
  minNs: z.number(),
  maxNs: z.number(),
  medianNs: z.number(),
  standardDeviationNs: z.number(),
  throughputPerS: z.number(),
  memoryBytes: z.number().nullable(),
  cpuShare: z.number(),
  iterations: count,
  setupNs: z.number(),
  teardownNs: z.number().nullable(),
}).meta({ description: "Plain columns of one cell; the headline is the estimate and not one of these." });

const measuredSchema = z.strictObject({
  status: z.literal("measured"),
  subject: z.string(),
  metric: metricSchema,
  value: estimateSchema,
  wallNs: estimateSchema,
  cpuNs: estimateSchema,
  allocatedBytes: estimateSchema.nullable(),
  spread: z.strictObject({ p5: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p95: z.number() }),
  topPercentile: percentileSchema.nullable(),
  /** Of runs that were timed one by one. */
  latency: z.array(percentileSchema),
  modes: count,
  processes: count,
  provedRuns: count,
  seed: seedSchema,
  warnings: z.array(z.strictObject({ code: z.string(), facts })),
  overheadNsPerTask: estimateSchema.nullable(),
  ratioTo: z.record(z.string(), estimateSchema),
  rating: z.strictObject({
    level: z.int().min(1).max(5),
    word: z.string(),
    isSure: z.boolean(),
    limits: z.array(z.number()),
    /** Left out where the cell's own value is rated. */
    figure: z.strictObject({ name: z.string(), value: estimateSchema }).optional(),
  }).nullable(),
}).meta({ description: "A subject with a time; ratioTo divides it by the time of each other subject." });

const missingSchema = z.strictObject({
  status: z.enum(["not-applicable", "failed", "invalid", "unavailable", "interrupted"]),
  subject: z.string(),
  reason: z.string(),
}).meta({ description: "A subject without a time, and why." });

const verdictSchema = z.enum([
  "slower",
  "faster",
  "same",
  "undecided",
  "invalid",
  "new",
  "missing",
  "incomparable",
]);

const changeSchema = z.strictObject({
  verdict: verdictSchema,
  /** Left out where it is what the cell is measured by. */
  metric: metricSchema.optional(),
  change: estimateSchema.nullable(),
  before: estimateSchema.nullable(),
  now: estimateSchema.nullable(),
  smallestSeen: z.number().nullable(),
  pairsNeeded: z.number().nullable(),
  shifts: z.array(percentileSchema),
}).meta({ description: "Change of the report's own subject; 0.1 is 10 % more." });

const benchmarkSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  meaning: z.string().nullable(),
  tasks: count,
  fastest: z.string().nullable(),
  cells: z.array(z.discriminatedUnion("status", [measuredSchema, missingSchema])),
  change: changeSchema.nullable(),
});

const scalingSchema = z.strictObject({
  title: z.string(),
  subject: z.string(),
  points: z.array(z.strictObject({ n: z.number(), value: estimateSchema })),
  usl: z.strictObject({
    lambda: z.number(),
    sigma: z.number(),
    kappa: z.number(),
    peakN: z.number().nullable(),
    rSquared: z.number(),
  }).nullable(),
}).meta({ description: "Throughput per second over how many run at once, with the universal scalability law." });

const metricRowHead = { subject: z.string(), load: z.number().nullable() };

const metricTableSchema = z.strictObject({
  kind: z.enum(["cold-start", "define", "memory", "closed-loop", "open-loop"]),
  graph: z.strictObject({ id: z.string(), title: z.string() }),
  columns: z.array(z.strictObject({
    figure: z.string(),
    unit: metricSchema.shape.unit,
    better: metricSchema.shape.better,
    inFlight: z.int().positive().optional(),
    quantile: z.number().optional(),
  })),
  rows: z.array(z.discriminatedUnion("status", [
    z.strictObject({
      ...metricRowHead,
      status: z.literal("measured"),
      /** A cell for each column. */
      cells: z.array(z.strictObject({
        value: estimateSchema.nullable(),
        /** Why there is no value; null where there is one. */
        absence: z.enum(["no-line", "saturated", "void", "unsupported", "not-measured"]).nullable(),
        rSquared: z.number().nullable(),
      })),
    }),
    z.strictObject({ ...metricRowHead, status: missingSchema.shape.status, reason: z.string() }),
  ])),
}).meta({ description: "What was measured beside the steady run; load is a share of the highest rate." });

const gateSchema = z.strictObject({
  against: z.string(),
  isPaired: z.boolean(),
  limit: z.number(),
  outcome: z.enum(["passed", "failed", "undecided", "invalid"]),
  counts: z.record(verdictSchema, count),
});

const comparisonCellSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("estimate"),
    estimate: estimateSchema,
    unit: z.enum(["ns", "bytes", "per-second", "share", "count"]),
  }),
  z.strictObject({ kind: z.literal("counted"), value: z.number(), unit: z.enum(["bytes", "count"]) }),
  z.strictObject({
    kind: z.literal("word"),
    text: z.string(),
    tone: z.enum(["plain", "good", "bad", "doubt", "faint"]),
    detail: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("none"), why: z.string() }),
]);

const comparisonSchema = z.strictObject({
  losses: z.array(z.string()),
  facts: z.array(z.string()),
  tables: z.array(z.strictObject({
    id: z.string(),
    title: z.string(),
    rowHeading: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.strictObject({ name: z.string(), cells: z.array(comparisonCellSchema) })),
    note: z.string(),
  })),
}).meta({ description: "How the frameworks compare beside their speed; each row has a cell for each column." });

/** Schema of a report. */
export const reportDocumentSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  resultSha256: z.string().nullable(),
  session: resultSchema.shape.session,
  machine: resultSchema.shape.machine,
  grade: gradeSchema.nullable(),
  noiseFloor: z.number().nullable(),
  subjects: resultSchema.shape.subjects,
  subject: z.string(),
  suites: z.array(z.strictObject({ id: z.string(), title: z.string(), benchmarks: z.array(benchmarkSchema) })),
  metrics: z.array(metricTableSchema),
  findings: z.array(z.strictObject({
    kind: z.string(),
    tone: z.enum(["slower", "doubt", "lost"]),
    text: z.string(),
    advice: z.string().nullable(),
  })),
  scaling: z.array(scalingSchema),
  gate: gateSchema.nullable(),
  /** Left out where there is nobody to compare with. */
  comparison: comparisonSchema.optional(),
});

/** A report as it is written to JSON. */
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
