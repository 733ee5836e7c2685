/**
 * PuffinFlow's door to runs that survive the process they run in, and to a store for what agents remember.
 *
 * {@linkcode durable} makes an agent durable: each step is recorded in a {@linkcode CheckpointStore} before anything
 * follows from it, and a run that was cut off goes on with what is left. {@linkcode sqliteCheckpoints} is the store for
 * most programs; {@linkcode fileCheckpoints} writes JSONL, {@linkcode memoryCheckpoints} is for tests. In a state,
 * {@linkcode waitFor} waits for a signal, {@linkcode sleepFor} and {@linkcode sleepUntil} for a moment, however often
 * the process is restarted meanwhile; {@linkcode idempotencyKey} names the step to other services.
 *
 * {@linkcode memoryStore} and {@linkcode sqliteStore} keep values by key, for what outlives runs. With a
 * {@linkcode SimulatedClock} and a {@linkcode SimulatedWallClock} times of life are tested without waiting for them.
 *
 * @example
 * A run is cut off, and goes on:
 * ```ts
 * import { agent } from "puffinflow";
 * import { durable, sqliteCheckpoints, waitFor } from "puffinflow/durability";
 *
 * const counts = { written: 0 };
 * const article = agent("article").input<{ topic: string }>()
 *   .state("draft", ({ input }) => `${++counts.written}: all about ${input.topic}`)
 *   .state("approval", { after: ["draft"] }, async (context) => await waitFor<string>(context, "approval"))
 *   .state("publish", { after: ["draft", "approval"] }, ({ from }) => `${from.draft}, approved by ${from.approval}`);
 *
 * const directory = await Deno.makeTempDir(), path = `${directory}/runs.db`;
 *
 * // One process starts the run, and ends before anybody has approved.
 * const before = sqliteCheckpoints(path), articles = durable(article, { store: before });
 * await using run = await articles.start({ topic: "puffins" }, { id: "puffins" });
 * await new Promise((resolve) => setTimeout(resolve, 20));
 * await run.suspend();
 * await before.close();
 *
 * // Another one hears of the approval, and goes on with all runs that are not over.
 * const after = sqliteCheckpoints(path), resumed = durable(article, { store: after });
 * await resumed.signal("puffins", "approval", "Ada");
 * const [again] = await resumed.resumeAll();
 * const { publish } = (await again!.result).unwrap();
 * await after.close();
 * await Deno.remove(directory, { recursive: true });
 * if (publish !== "1: all about puffins, approved by Ada") throw new Error(publish);
 * ```
 * @module
 */
export {
  CheckpointStoreError,
  ClaimLostError,
  CorruptRecordError,
  RunLockedError,
  UnknownRunError,
} from "./checkpoints/checkpoint_error.ts";
export type {
  CheckpointStore,
  Durability,
  JournalRecord,
  NewRun,
  NewSignal,
  PruneQuery,
  Retention,
  RunClaim,
  RunEnd,
  RunQuery,
  StoredRun,
  StoredSignal,
} from "./checkpoints/checkpoint_store.ts";
export { fileCheckpoints } from "./checkpoints/file_checkpoints.ts";
export { memoryCheckpoints } from "./checkpoints/memory_checkpoints.ts";
export { sqliteCheckpoints } from "./checkpoints/sqlite_checkpoints.ts";
export type { SqliteOptions } from "./checkpoints/sqlite_schema.ts";
export { durable, type DurableAgent } from "./durable.ts";
export type {
  DurableOptions,
  DurableRunOptions,
  ResumeAllOptions,
  ResumeOptions,
  RunInfo,
  RunListOptions,
} from "./durable_options.ts";
export { type DurableRun, RunSuspendedError } from "./durable_run.ts";
export { idempotencyKey } from "./idempotency_key.ts";
export { exportRun } from "./journal_export.ts";
export { WorkflowChangedError } from "./journal/fingerprint.ts";
export { type ErrorFacts, RecordedError } from "./journal/recorded_error.ts";
export { type DurabilityWarning, SaveFailedError, type SaveFailurePolicy } from "./journal/save_failure.ts";
export { UnrecordableError } from "./journal/tagged_json.ts";
export { OtherAgentError, SignalRefusedError } from "./run_keeper.ts";
export { sleepFor, sleepUntil } from "./sleep.ts";
export type { AnyStateContext } from "./step_of.ts";
export type {
  Batch,
  BatchCheck,
  BatchWrite,
  CommitResult,
  ConditionalSet,
  Key,
  KeyOrder,
  KeyPart,
  KeyRange,
  KeyValueStore,
  ListOptions,
  MemoryStoreOptions,
  ScanOptions,
  SetOptions,
  SqliteStoreOptions,
  StoreDurability,
  StoreEntry,
  StoreOptions,
  StorePage,
  VersionConflict,
} from "./store/mod.ts";
export {
  memoryStore,
  sqliteStore,
  StoreBusyError,
  StoreClosedError,
  StoreCorruptError,
  StoreError,
  StoreFullError,
  StoreUnavailableError,
} from "./store/mod.ts";
export { SignalTimeoutError, waitFor, type WaitForOptions } from "./wait_for.ts";
export type { WallClock } from "../../time/wall_clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export { SimulatedWallClock } from "../../time/simulated_wall_clock.ts";
