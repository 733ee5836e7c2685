/**
 * What one comparison with a planted change gave, in a form that a line of a file can hold: figures and no verdicts,
 * so that verdicts can be drawn again by other rules.
 * @module
 */
import * as z from "zod";

/** Schema of a line. */
export const plantedRecordSchema = z.strictObject({
  /** Id of the benchmark with its number, each once per planted change. */
  benchmark: z.string(),
  quantity: z.enum(["cpu", "bytes"]),
  /** What was planted, in percent; 0 for nothing. */
  percent: z.number(),
  /** Logarithms of candidate ÷ reference of the first pairs, and of as many fresh ones. */
  screen: z.array(z.number()),
  confirm: z.array(z.number()),
  /** Rules of other tools that called it changed, by their place in `RIVAL_RULES`. */
  rivals: z.array(z.int()),
});

/** A comparison with a planted change. */
export type PlantedRecord = z.infer<typeof plantedRecordSchema>;
