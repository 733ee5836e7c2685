/**
 * Runs that failed or ran out of time: they can be looked at, and begun again where they failed.
 * @module
 */
import type { JournalRecord, NewRun, StoredRun } from "../durability/checkpoints/checkpoint_store.ts";
import { UnknownRunError } from "../durability/checkpoints/checkpoint_error.ts";
import type { EndedData } from "../durability/journal/recorded_ending.ts";
import { type RecordedError, revivedError } from "../durability/journal/recorded_error.ts";
import { sealedLine } from "../durability/checkpoints/sealed_line.ts";
import { PuffinError } from "../puffin_error.ts";
import { systemWallClock } from "../../time/system_wall_clock.ts";
import type { Fleet } from "./fleet.ts";
import { REOPEN } from "./redis/run_scripts.ts";

/** A run that failed or ran out of time. */
export interface DeadLetter {
  /** What names the run. */
  readonly id: string;
  /** How it ended. */
  readonly status: "failed" | "timed-out";
  /** What it failed with. */
  readonly error: RecordedError | undefined;
  /** Name of the first state to fail; not there when it was none. */
  readonly failedState?: string;
  /** When it ended: milliseconds since 1970 in UTC. */
  readonly endedAtMs: number;
}

/** Which dead letters are listed. */
export interface DeadLetterQuery {
  /** Only runs whose id comes after this one: the last of the page before. @default {undefined} from the first */
  readonly after?: string;
  /** Most dead letters of an answer, a whole number of 1 or more. @default {100} */
  readonly limit?: number;
}

/** A run that is no dead letter was to be begun again. */
export class NotRetryableError extends PuffinError {
  /** The class's name. */
  override readonly name = "NotRetryableError";
  /** Stable name of this kind of error. */
  override readonly code = "not-retryable";

  /**
   * Words the error.
   *
   * @param run Id of the run.
   * @param status What has become of it.
   */
  constructor(readonly run: string, status: string) {
    super(`Cannot begin run "${run}" again as it must have failed or run out of time: it is ${status}`);
  }
}

/** Records from which on a run is done anew. */
const ENDINGS: ReadonlySet<string> = new Set(["failure", "ending", "undo", "ended"]);

/**
 * Lists the runs of an agent that failed or ran out of time, by id.
 *
 * @param fleet Where they are.
 * @param agent Name of the agent.
 * @param query Which.
 * @returns A page of them.
 * @throws {RangeError} If the limit is out of its bounds.
 */
export async function deadLettersOf(
  { store }: Fleet,
  agent: string,
  { after, limit = 100 }: DeadLetterQuery,
): Promise<readonly DeadLetter[]> {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new RangeError(
      `Cannot list dead letters as 'limit' must be a whole number of 1 or more: current value is ${limit}`,
    );
  }
  const from = { agent, limit, ...(after !== undefined && { after }) };
  const pages = await Promise.all([
    store.list({ ...from, status: "failed" }),
    store.list({ ...from, status: "timed-out" }),
  ]);
  const runs = pages.flat().toSorted((a, b) => a.id < b.id ? -1 : 1).slice(0, limit);
  return await Promise.all(runs.map(async (run) => letterOf(run, await store.load(run.id))));
}

/**
 * Makes a dead letter open again: what ended before its first failure stays done.
 *
 * @param fleet Where it is.
 * @param id The run.
 * @param timeoutMs New limit, from now on; none without.
 * @returns The run.
 * @throws {UnknownRunError} If there is no such run.
 * @throws {NotRetryableError} If it neither failed nor ran out of time.
 */
export async function reopened({ redis, store }: Fleet, id: string, timeoutMs?: number): Promise<NewRun> {
  const stored = await store.find(id);
  if (stored === undefined) throw new UnknownRunError(id, store.name);
  const { status, endedAtMs: _endedAtMs, holder: _holder, deadlineMs: _deadlineMs, ...rest } = stored;
  const deadlineMs = timeoutMs === undefined ? {} : { deadlineMs: systemWallClock.wallNow() + timeoutMs };
  const run: NewRun = { ...rest, ...deadlineMs };
  const kept = beginningOf(await store.load(id)).flatMap((record) => [record.key, sealedLine(id, record)]);
  const { keys } = store, names = [keys.run(id), keys.journal(id), keys.endedOf(run.agent)];
  if (await REOPEN.run(redis, names, [id, sealedLine(id, run), ...kept]) !== 1) throw new NotRetryableError(id, status);
  return run;
}

function beginningOf(records: readonly JournalRecord[]): readonly JournalRecord[] {
  const end = records.findIndex(({ kind }) => ENDINGS.has(kind));
  return end < 0 ? records : records.slice(0, end);
}

function letterOf({ id, status, endedAtMs }: StoredRun, records: readonly JournalRecord[]): DeadLetter {
  const ended = records.findLast(({ kind }) => kind === "ended")?.data as EndedData | undefined;
  return {
    id,
    status: status as DeadLetter["status"],
    error: ended?.error === undefined ? undefined : revivedError(ended.error),
    ...(ended?.failedState !== undefined && { failedState: ended.failedState }),
    endedAtMs: endedAtMs!,
  };
}
