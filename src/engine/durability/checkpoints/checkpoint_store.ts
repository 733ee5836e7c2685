/**
 * What a place that keeps durable runs has to do; `memory_checkpoints.ts`, `file_checkpoints.ts` and
 * `sqlite_checkpoints.ts` do it on one machine. All that is stored is plain JSON: what it means is the
 * business of `../journal/`. One suite of tests holds for all stores.
 * @module
 */

/**
 * When a record counts as kept. `full`: it is on the disk, and a power cut does not take it. `normal`: the operating
 * system has it; a crash of the process does not take it, a power cut may take the last ones. `off`: nobody waits for
 * it; a crash takes what was recorded in the last turns of the event loop. Records are kept in order: what is left
 * is always a run as it was at some moment.
 */
export type Durability = "full" | "normal" | "off";

/** How a run ended. */
export type RunEnd = "completed" | "failed" | "cancelled" | "timed-out";

/** One entry of a run's journal. */
export interface JournalRecord {
  /** Its place in the journal, rising by one from 1. */
  readonly sequence: number;
  /** What it records; no two records of a run have the same. */
  readonly key: string;
  /** What kind of record it is. */
  readonly kind: string;
  /** When it was made, on the wall clock: milliseconds since 1970 in UTC. */
  readonly atMs: number;
  /** How the run ended, in the record that ends it. */
  readonly ends?: RunEnd;
  /** What it says: plain JSON. */
  readonly data: unknown;
}

/** A run that is to be kept. */
export interface NewRun {
  /** What names the run in its store. */
  readonly id: string;
  /** Name of its agent. */
  readonly agent: string;
  /** Stands for the agent's definition. */
  readonly fingerprint: string;
  /** When it was made, on the wall clock, in milliseconds. */
  readonly createdAtMs: number;
  /** When it has to be over, on the wall clock, in milliseconds; not there without a limit. */
  readonly deadlineMs?: number;
  /** What it was started with: plain JSON. */
  readonly input: unknown;
}

/** A run that is kept. */
export interface StoredRun extends NewRun {
  /** `open` until it ends. */
  readonly status: "open" | RunEnd;
  /** When it ended, on the wall clock, in milliseconds. */
  readonly endedAtMs?: number;
  /** Who works on it; not there when nobody does. */
  readonly holder?: string;
}

/** Something that is sent to a run. */
export interface NewSignal {
  /** What the run waits for. */
  readonly name: string;
  /** When it was sent, on the wall clock, in milliseconds. */
  readonly atMs: number;
  /** What it says: plain JSON. */
  readonly payload: unknown;
}

/** Something that was sent. */
export interface StoredSignal extends NewSignal {
  /** Its place among the run's signals, rising from 1. */
  readonly number: number;
}

/** Which runs are asked for. */
export interface RunQuery {
  /** Name of the agent. @default {undefined} any */
  readonly agent?: string;
  /** What they have come to. @default {undefined} any */
  readonly status?: StoredRun["status"];
  /** Only runs whose id comes after this one: the last of the page before. @default {undefined} from the first */
  readonly after?: string;
  /** Most runs of an answer, a whole number of 1 or more. */
  readonly limit: number;
}

/** Which runs are kept after their end. */
export interface Retention {
  /** Most ended runs of the agent that are kept, a whole number of 0 or more. @default {Infinity} all */
  readonly maxCount?: number;
  /** How long an ended run is kept, in milliseconds, 0 or more. @default {Infinity} for ever */
  readonly maxAgeMs?: number;
}

/** Which ended runs go. */
export interface PruneQuery {
  /** Name of their agent. */
  readonly agent: string;
  /** Runs that ended before this moment go; `-Infinity` for none. */
  readonly endedBeforeMs: number;
  /** Of those that stay, all but the latest of this number go; `Infinity` for none. */
  readonly maxCount: number;
}

/** The right to write a run's journal: there is one at a time. */
export interface RunClaim {
  /** Rises with each claim on the run: a claim with a lower number is over. */
  readonly fence: number;
  /**
   * Keeps a record, unless one with the same key is there: the first writer wins. Records are kept in the order of
   * the calls: when one cannot be, those handed in after it are refused too, until it is handed in again.
   *
   * @param record The record.
   * @param durability When it counts as kept; with `off` the answer need not be waited for.
   * @returns The record that is kept under the key.
   * @throws {ClaimLostError} If somebody else has claimed the run.
   * @throws {CheckpointStoreError} If it cannot be kept: the disk is full, the directory read-only.
   */
  putIfAbsent(record: JournalRecord, durability: Durability): Promise<JournalRecord>;
  /** Gives the run up to whoever claims it next. */
  release(): Promise<void>;
}

/** A place that keeps runs. */
export interface CheckpointStore {
  /** What it is, for messages. */
  readonly name: string;
  /**
   * Keeps a run, unless one with its id is there: the first writer wins.
   *
   * @param run The run.
   * @param durability When it counts as kept; `off` is as `normal`.
   * @returns The run that is kept under the id.
   * @throws {CheckpointStoreError} If it cannot be kept.
   */
  create(run: NewRun, durability: Durability): Promise<StoredRun>;
  /**
   * Finds a run.
   *
   * @param id What names it.
   * @returns The run, or `undefined` when there is none.
   * @throws {CorruptRecordError} If it cannot be read.
   */
  find(id: string): Promise<StoredRun | undefined>;
  /**
   * Claims a run: nobody else can until it is released, or its holder's process is gone.
   *
   * @param id What names it.
   * @param holder Who claims it, for messages.
   * @returns The right to write its journal.
   * @throws {RunLockedError} If somebody holds it.
   * @throws {UnknownRunError} If there is no such run.
   */
  claim(id: string, holder: string): Promise<RunClaim>;
  /**
   * Reads a run's journal.
   *
   * @param id What names the run.
   * @returns Its records in order.
   * @throws {CorruptRecordError} If a record was changed, or is missing.
   */
  load(id: string): Promise<readonly JournalRecord[]>;
  /**
   * Sends something to a run; whoever holds it need not be here.
   *
   * @param id What names the run.
   * @param signal What is sent.
   * @returns The signal with its number, kept as with `full`.
   * @throws {UnknownRunError} If there is no such run.
   */
  send(id: string, signal: NewSignal): Promise<StoredSignal>;
  /**
   * Reads what was sent to a run.
   *
   * @param id What names the run.
   * @returns Its signals in order.
   */
  signals(id: string): Promise<readonly StoredSignal[]>;
  /**
   * Lists runs.
   *
   * @param query Which.
   * @returns A page of them, by id.
   */
  list(query: RunQuery): Promise<readonly StoredRun[]>;
  /**
   * Forgets a run.
   *
   * @param id What names it.
   * @returns Whether it was there.
   * @throws {RunLockedError} If somebody holds it.
   */
  drop(id: string): Promise<boolean>;
  /**
   * Forgets runs that have ended.
   *
   * @param query Which.
   * @returns How many.
   */
  prune(query: PruneQuery): Promise<number>;
  /** Gives up all claims and lets go of files. */
  close(): Promise<void>;
}
