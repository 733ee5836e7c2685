/**
 * A stage of a session as results and journals have it. What stages are for is `stage.ts`.
 * @module
 */
import * as z from "zod";

/** Passes over some of the benchmarks. */
export const stageSchema = z.strictObject({
  kind: z.enum(["measure", "screen", "look", "confirm"]),
  firstPass: z.int().nonnegative(),
  passes: z.int().positive(),
  benchmarks: z.array(z.string()).min(1),
});
