/**
 * What a session writes down while it runs, one record for each thing that cannot be had again: how it
 * began, its stages, each finished block, each finished pass, each finished turn of a metric. A session is what its records say: whoever
 * reads them all knows all that the session knew (`session_state.ts`). Where they are kept is `journal.ts`.
 * @module
 */
import * as z from "zod";
import { METRIC_NAMES } from "./metrics/metric_plan.ts";
import { metricReadingSchema } from "./metrics/metric_reading.ts";
import { adapterFactsSchema } from "./reply_schema.ts";
import { blockStepsSchema, forkSchema, lostCellSchema, passReadingSchema, referenceSchema } from "./result.ts";
import { stageSchema } from "./stage_schema.ts";

const count = z.int().nonnegative();

/** What became of an arm in a block: a fork, or how its cell was lost. */
const armRecordSchema = z.strictObject({
  /** Id of the arm in the plan. */
  arm: z.string(),
  /** What the adapter says of itself; null where it could not be loaded. */
  facts: adapterFactsSchema.nullable(),
  outcome: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("fork"), fork: forkSchema }),
    z.strictObject({ kind: z.literal("lost"), cell: lostCellSchema }),
  ]),
});

/** A record of a journal. */
export const journalRecordSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("begun"),
    startedAt: z.iso.datetime(),
    cpuRounds: z.int().positive(),
    referenceRounds: z.int().positive(),
  }),
  z.strictObject({ kind: z.literal("resumed"), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal("stage"), stage: stageSchema }),
  z.strictObject({
    kind: z.literal("block"),
    pass: count,
    benchmark: z.string(),
    /** The reference loop just before the block. */
    reference: referenceSchema,
    startedMs: z.number().nonnegative(),
    endedMs: z.number().nonnegative(),
    spentMs: blockStepsSchema.exactOptional(),
    arms: z.array(armRecordSchema),
  }),
  z.strictObject({
    kind: z.literal("metric"),
    metric: z.enum(METRIC_NAMES),
    /** Id of the graph. */
    graph: z.string(),
    /** Id of the arm in the plan. */
    arm: z.string(),
    repeat: count,
    facts: adapterFactsSchema.nullable(),
    /** The reference loop just before the turn. */
    reference: referenceSchema,
    startedMs: z.number().nonnegative(),
    endedMs: z.number().nonnegative(),
    outcome: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("measured"), reading: metricReadingSchema }),
      z.strictObject({ kind: z.literal("lost"), cell: lostCellSchema }),
    ]),
  }),
  z.strictObject({ kind: z.literal("pass"), reference: referenceSchema, reading: passReadingSchema }),
]);

/** A record of a journal. */
export type JournalRecord = z.infer<typeof journalRecordSchema>;
/** A finished block. */
export type BlockRecord = Extract<JournalRecord, { kind: "block" }>;

/** A finished turn of a metric: one process. */
export type MetricRecord = Extract<JournalRecord, { kind: "metric" }>;

/** Where a session writes its records. */
export interface SessionJournal {
  /** Records of the session so far; none if it is new. */
  readonly records: readonly JournalRecord[];
  /**
   * Keeps a record for good before it returns.
   *
   * @throws {Error} If it cannot be kept: the session then ends.
   */
  append(record: JournalRecord): void;
}
