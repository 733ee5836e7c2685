/**
 * How much measuring a session had, as results keep it. What it means is `profile.ts`.
 * @module
 */
import * as z from "zod";

const count = z.int().nonnegative();

const isolationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("benchmark") }),
  z.strictObject({ kind: z.literal("pass"), warmAgainMs: z.tuple([z.number(), z.number()]).readonly() }),
]);

/** A profile as a session used it. */
export const profileSchema = z.strictObject({
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
