/**
 * Cells of a result that have no times, each with the reason.
 * @module
 */
import * as z from "zod";

/** What a cell can be that has no times, and why. */
export const LOST_CELLS = [
  /** The work was not done as agreed: never shown with a time. */
  z.strictObject({ subject: z.string(), status: z.literal("invalid"), reason: z.string() }),
  /** The framework threw, died, hung or ran out of memory. */
  z.strictObject({
    subject: z.string(),
    status: z.literal("failed"),
    code: z.enum(["framework", "prepare", "exit", "out-of-memory", "time-limit", "stuck", "protocol", "oversized"]),
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
export const lostCellSchema = z.discriminatedUnion("status", LOST_CELLS);
