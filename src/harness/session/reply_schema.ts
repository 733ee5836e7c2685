/**
 * Checks that a line from a worker is a reply. A framework can write to any descriptor, so a worker's
 * replies are read as carefully as any input.
 * @module
 */
import * as z from "zod";
import type { Reply } from "./protocol.ts";
import { declaredGraphSchema } from "./workload_schema.ts";

const count = z.int().nonnegative();
const uint32 = z.int().min(0).max(0xffffffff);
const duration = z.number().nonnegative();

const proof = z.strictObject({
  firstIteration: count,
  iterations: z.int().positive(),
  digestFold: uint32,
  taskFold: uint32,
});

const recordedRun = z.strictObject({
  rank: z.int().positive(),
  durationNs: count,
  startedNs: z.array(count),
  endedNs: z.array(count),
});

const retainedPoints = z.array(z.strictObject({ count, heapUsedBytes: count, externalBytes: count })).min(1);

const reading = z.strictObject({
  wallNs: duration,
  cpuNs: duration,
  allocatedBytes: z.number().nullable(),
  gcCount: count,
  gcNs: duration,
  voluntarySwitches: count,
  involuntarySwitches: count,
  minorFaults: count,
  majorFaults: count,
  rssBytes: count,
  proof,
});

/** What an adapter says of itself, as it is sent and kept. */
export const adapterFactsSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  packages: z.array(z.string()),
  executionModel: z.enum(["async", "sync", "event-driven"]),
  durability: z.enum(["none", "memory", "disk"]),
  approach: z.enum(["idiomatic", "tuned"]),
  idiom: z.string(),
  language: z.enum(["python"]).optional(),
  versions: z.record(z.string(), z.string()).optional(),
});

const envelope = z.object({ v: z.number(), id: count });

const body = z.discriminatedUnion("op", [
  z.object({ op: z.literal("set-up"), importNs: duration, prepareNs: duration, adapter: adapterFactsSchema }),
  z.object({ op: z.literal("unsupported"), reason: z.string(), adapter: adapterFactsSchema }),
  z.object({
    op: z.literal("traced"),
    figures: z.record(z.string(), z.number()),
    declaredGraph: declaredGraphSchema.optional(),
    digest: uint32,
    steps: z.array(z.tuple([z.enum(["start", "end", "fail"]), count])),
    firstRunNs: duration,
  }),
  z.object({
    op: z.literal("warmed-up"),
    steady: z.boolean(),
    elapsedMs: duration,
    runNs: duration,
    proofs: z.array(proof).min(1),
  }),
  z.object({ op: z.literal("planted") }),
  z.object({ op: z.literal("sampled"), reading }),
  z.object({ op: z.literal("explained"), digests: z.array(uint32), tasks: z.array(uint32) }),
  z.object({ op: z.literal("ran"), elapsedNs: duration, digest: uint32, tasks: count }),
  z.object({ op: z.literal("timed-each"), latenciesNs: z.array(duration).min(1), proof }),
  z.object({
    op: z.literal("recorded"),
    recording: z.strictObject({ runs: z.int().positive(), typical: recordedRun, slow: recordedRun }),
    proof,
  }),
  z.object({
    op: z.literal("defined"),
    batch: z.int().positive(),
    wallNs: z.array(duration).min(1),
    cpuNs: z.array(duration).min(1),
    allocatedBytes: z.array(z.number()),
    digest: uint32,
    tasks: count,
  }),
  z.object({
    op: z.literal("retained"),
    definitions: retainedPoints,
    inFlight: retainedPoints,
    finished: retainedPoints,
    proofs: z.array(proof).min(1),
  }),
  z.object({ op: z.literal("served"), runs: count, tasks: count }),
  z.object({ op: z.literal("calibrated"), rounds: z.int().positive() }),
  z.object({ op: z.literal("pong") }),
  z.object({ op: z.literal("torn-down"), teardownNs: duration }),
  z.object({ op: z.literal("bye") }),
  z.object({
    op: z.literal("failed"),
    code: z.enum(["import", "prepare", "framework", "status", "protocol"]),
    message: z.string(),
  }),
]);

const reply: z.ZodType<Reply> = z.intersection(envelope, body);

/** Characters of a heartbeat, and more. */
const LONGEST_HEARTBEAT = 100;

const heartbeat = z.object({ ...envelope.shape, op: z.literal("alive") });

/**
 * Tells whether a line says that the worker is alive.
 *
 * @param line What a worker sent.
 */
export function isHeartbeat(line: string): boolean {
  // Most replies are longer by far: they need not be parsed twice.
  if (line.length > LONGEST_HEARTBEAT) return false;
  try {
    return heartbeat.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

/**
 * Reads a line as a reply.
 *
 * @param line What a worker sent.
 * @returns The reply, or `null` if the line is not one.
 */
export function parseReply(line: string): Reply | null {
  try {
    return reply.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
