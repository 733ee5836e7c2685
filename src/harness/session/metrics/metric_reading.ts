/**
 * What one process measured of one metric, as it is kept in journals and results: raw figures, no estimates.
 * @module
 */
import * as z from "zod";

const count = z.int().nonnegative();
const nanoseconds = z.number().nonnegative();

/** One cold start, with nothing else running. */
export const coldStartSchema = z.strictObject({
  /** From the order to start the process until it answers. */
  startNs: nanoseconds,
  /** Import of the adapter and its framework. */
  importNs: nanoseconds,
  /** The first definition. */
  defineNs: nanoseconds,
  /** The first run. */
  firstRunNs: nanoseconds,
  /** From the order to start until the first result, everything included. */
  totalNs: nanoseconds,
});

/** Definitions in a process; the arrays run in parallel, one entry a batch. */
export const definitionsSchema = z.strictObject({
  /** The first definition of the process. */
  firstDefineNs: nanoseconds,
  /** The first run of the process. */
  firstRunNs: nanoseconds,
  /** Definitions in a batch. */
  batch: z.int().positive(),
  /** Totals over a batch. */
  wallNs: z.array(nanoseconds).min(1),
  cpuNs: z.array(nanoseconds).min(1),
  /** Empty where the runtime keeps no count of it. */
  allocatedBytes: z.array(z.number()),
});

const retainedPointsSchema = z.array(z.strictObject({
  /** Things kept. */
  count,
  /** Heap in use after forced collections. */
  heapUsedBytes: count,
  /** Memory outside of the heap, array buffers included. */
  externalBytes: count,
})).min(3);

/** Memory of a process by what it keeps. */
export const retainedSchema = z.strictObject({
  definitions: retainedPointsSchema,
  inFlight: retainedPointsSchema,
  finished: retainedPointsSchema,
});

const histogram = z.string();

/** What the pipe between load and worker takes, without any run. */
export const pipeSchema = z.strictObject({
  /** Median of single round trips. */
  roundTripNs: nanoseconds,
  /** Most round trips per second. */
  ratePerS: nanoseconds,
});

const share = z.number().min(0).max(1);

/** What is wrong with a point that is not valid. */
const loadDoubtSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("overslept"), share }),
  z.strictObject({ kind: z.literal("behind"), share }),
  z.strictObject({ kind: z.literal("backlog") }),
  z.strictObject({ kind: z.literal("errors"), count: z.int().positive() }),
  z.strictObject({ kind: z.literal("slow"), share }),
]);

/** A worker under load. Histograms are compressed HDR histograms, in microseconds. */
export const loadSchema = z.strictObject({
  pipe: pipeSchema,
  closed: z.array(z.strictObject({
    inFlight: z.int().positive(),
    runs: count,
    ratePerS: nanoseconds,
    service: histogram,
  })),
  open: z.array(z.strictObject({
    /** Share of the highest closed-loop rate that was offered. */
    share: z.number().positive(),
    pattern: z.enum(["constant", "poisson"]),
    offeredPerS: nanoseconds,
    achievedPerS: nanoseconds,
    issued: count,
    answered: count,
    /** `void` where the load itself was late, `saturated` where the worker fell behind. */
    verdict: z.enum(["valid", "saturated", "void"]),
    /** Why it is not valid; null where it is, left out where it was not recorded. */
    doubt: loadDoubtSchema.nullable().exactOptional(),
    /** How late the load itself was at most. */
    maxLagMs: z.number().nonnegative(),
    /** Share of its waits that the load overslept by more than a millisecond; left out where it was not recorded. */
    oversleptShare: share.exactOptional(),
    /** Share of requests that it issued more than a millisecond late. */
    lateShare: share,
    /** From intended arrival to answer. */
    latency: histogram,
    /** From sending to answer. */
    service: histogram,
  })),
});

/** What a process measured. */
export const metricReadingSchema = z.discriminatedUnion("metric", [
  z.strictObject({ metric: z.literal("cold-start"), ...coldStartSchema.shape }),
  z.strictObject({ metric: z.literal("define"), ...definitionsSchema.shape }),
  z.strictObject({ metric: z.literal("memory"), ...retainedSchema.shape }),
  z.strictObject({ metric: z.literal("load"), ...loadSchema.shape }),
]);

/** What a process measured. */
export type MetricReading = z.infer<typeof metricReadingSchema>;
/** What a process measured of one metric. */
export type ReadingOf<Metric extends MetricReading["metric"]> = Extract<MetricReading, { metric: Metric }>;
