/**
 * What was run, as a result keeps it: shape, kernel, and the graph that a framework declared.
 * @module
 */
import * as z from "zod";

const count = z.int().nonnegative();

/** A graph by the framework's own names. */
export const declaredGraphSchema = z.strictObject({
  nodes: z.array(z.string()),
  edges: z.array(z.tuple([z.string(), z.string()])),
});

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

/** What was run. */
export const workloadSchema = z.strictObject({
  seedName: z.string(),
  shape: shapeSchema,
  kernel: kernelSchema,
  /** Where each step is recorded; left out where nothing is. */
  checkpoints: z.literal("memory").optional(),
});
