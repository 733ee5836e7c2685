/**
 * The rules of a gate, as results keep them. What they mean is `compare/gate.ts`.
 * @module
 */
import * as z from "zod";

/** What a gate was decided by: nothing of it can be had again from the samples. */
export const gateRulesSchema = z.strictObject({
  /** Subject that was compared with, and the one that was judged. */
  reference: z.string(),
  candidate: z.string(),
  /** As fractions. */
  minEffect: z.number().positive(),
  equivalence: z.number().positive(),
  /** Most looks at the pairs of a benchmark. */
  looks: z.int().positive(),
  /** Noise floors of the machine that were known at the time, as fractions. */
  floors: z.array(z.strictObject({
    benchmark: z.string(),
    metric: z.enum(["cpu", "wall", "allocated"]),
    value: z.number().nonnegative(),
  })),
});
