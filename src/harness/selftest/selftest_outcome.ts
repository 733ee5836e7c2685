/**
 * What a self-test found, as it is written to a file and read back: lines, alarm rates, and what could not be tried.
 * @module
 */
import * as z from "zod";
import { SELFTEST_IDS } from "./selftest_line.ts";

/** Name and version of the schema. */
export const SELFTEST_SCHEMA = "puffinbench-selftest/1";

/** Schema of a line. */
export const lineSchema = z.strictObject({
  id: z.enum(SELFTEST_IDS),
  what: z.string(),
  value: z.number(),
  unit: z.enum(["share", "count", "nanoseconds"]),
  n: z.int().positive(),
  planned: z.int().positive().exactOptional(),
  pass: z.strictObject({ atLeast: z.number().exactOptional(), atMost: z.number().exactOptional() }),
});

/** Schema of how often a rule called identical code changed. */
export const rateSchema = z.strictObject({
  rule: z.string(),
  rate: z.strictObject({ value: z.number(), lo: z.number(), hi: z.number(), confidence: z.number(), n: z.int() }),
});

/** A check without all of its figures: left out on purpose, stopped before its end, or broken, which is a failure. */
const missingSchema = z.strictObject({
  ids: z.array(lineSchema.shape.id),
  title: z.string(),
  kind: z.enum(["skipped", "unfinished", "broken"]),
  why: z.string(),
});

/** Schema of what a self-test found. */
export const selftestSchema = z.strictObject({
  schema: z.literal(SELFTEST_SCHEMA),
  effort: z.enum(["reduced", "full"]),
  seed: z.int().nonnegative(),
  spinners: z.int().nonnegative(),
  startedAt: z.iso.datetime(),
  elapsedMs: z.number().nonnegative(),
  lines: z.array(lineSchema),
  alarmRates: z.array(rateSchema),
  missing: z.array(missingSchema),
});

/** What a self-test found. */
export type SelftestOutcome = z.infer<typeof selftestSchema>;
