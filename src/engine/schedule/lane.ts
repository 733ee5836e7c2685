/**
 * How the runs of one schedule follow one another: its overlap policy, what waits, and what became of
 * the last due times.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { WallClock } from "../../time/wall_clock.ts";
import type { DueReceiver } from "./job.ts";
import { endOf, type LiveRun, type LiveRuns } from "./live_runs.ts";
import type { DroppedOccurrence, Occurrence, SkippedOccurrence } from "./occurrence.ts";
import type { AnyResult, RunnableAgent } from "./runnable_agent.ts";
import type { ScheduleSettings } from "./schedule_options.ts";

/** Why a run was cancelled: the next run of its schedule was due, with `overlap: "cancel-previous"`. */
export class SupersededError extends PuffinError {
  /** Name of the class. */
  override readonly name = "SupersededError";
  /** Stable name of the kind of error. */
  override readonly code = "superseded";

  /** Makes the error. */
  constructor(
    /** Name of the schedule. */
    readonly schedule: string,
    /** When the run that took its place was due. */
    readonly due: Date,
  ) {
    super(
      `Cannot complete a run of schedule "${schedule}" as it must end before the next one is due: ` +
        `that of ${due.toISOString()} has taken its place`,
    );
  }
}

/** What a lane is made of. */
export interface LaneParts<I, R extends AnyResult> {
  readonly agent: RunnableAgent<I, R>;
  readonly settings: ScheduleSettings<I, R>;
  readonly liveRuns: LiveRuns;
  readonly wallClock: WallClock;
}

/** The runs of one schedule. */
export class Lane<I, R extends AnyResult> implements DueReceiver {
  readonly #parts: LaneParts<I, R>;
  readonly #running = new Set<LiveRun>();
  readonly #queue: number[] = [];
  readonly #history: Occurrence[] = [];
  #isStopped = false;

  constructor(parts: LaneParts<I, R>) {
    this.#parts = parts;
  }

  /** Number of runs in flight. */
  get running(): number {
    return this.#running.size;
  }

  /** Number of due times that wait. */
  get queued(): number {
    return this.#queue.length;
  }

  /** What became of the last due times, oldest first. */
  get history(): readonly Occurrence[] {
    return [...this.#history];
  }

  admit(dueMs: number): void {
    if (this.#running.size === 0) return this.#start(dueMs);
    const { name, overlap, maxQueued } = this.#parts.settings;
    switch (overlap) {
      case "skip":
        return this.#skip(dueMs, "overlap");
      case "queue":
        return this.#queue.length < maxQueued ? void this.#queue.push(dueMs) : this.#skip(dueMs, "queue-full");
      case "cancel-previous":
        for (const run of this.#running) run.cancel(new SupersededError(name, new Date(dueMs)));
    }
    this.#start(dueMs);
  }

  miss({ firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number }): void {
    this.#drop({ kind: "missed", due: new Date(firstMs), lastDue: new Date(lastMs) });
  }

  stop(): void {
    this.#isStopped = true;
    for (const dueMs of this.#queue.splice(0)) this.#skip(dueMs, "stopped");
  }

  #start(dueMs: number): void {
    const { agent, settings: { inputAt, timeoutMs }, liveRuns, wallClock } = this.#parts;
    if (this.#isStopped || !liveRuns.isOpen) return this.#skip(dueMs, "stopped");
    const due = new Date(dueMs), started = new Date(wallClock.wallNow());
    try {
      const options = timeoutMs === undefined ? {} : { timeoutMs };
      const { live, result } = liveRuns.start({ agent, input: inputAt(due), options });
      this.#running.add(live);
      result.then(
        (result) => this.#end(live, { due, started, result }),
        (error) => this.#fault(live, { due, error }),
      );
    } catch (error) {
      this.#drop({ kind: "faulted", due, error });
    }
  }

  #end(live: LiveRun, { due, started, result }: { due: Date; started: Date; result: R }): void {
    const { settings: { onResult }, liveRuns: { clock } } = this.#parts;
    const durationMs = clock.now() - live.startedMs;
    const occurrence = { kind: "ended", due, started, durationMs, ...endOf(result) } as const;
    this.#running.delete(live);
    this.#keep(occurrence);
    guarded(() => onResult(result, occurrence));
    this.#startQueued();
  }

  #fault(live: LiveRun, { due, error }: { due: Date; error: unknown }): void {
    this.#running.delete(live);
    this.#drop({ kind: "faulted", due, error });
    this.#startQueued();
  }

  #startQueued(): void {
    while (this.#running.size === 0 && this.#queue.length > 0) this.#start(this.#queue.shift()!);
  }

  #skip(dueMs: number, reason: SkippedOccurrence["reason"]): void {
    this.#drop({ kind: "skipped", due: new Date(dueMs), reason });
  }

  #drop(occurrence: DroppedOccurrence): void {
    this.#keep(occurrence);
    guarded(() => this.#parts.settings.onDrop(occurrence));
  }

  #keep(occurrence: Occurrence): void {
    this.#history.push(Object.freeze(occurrence));
    if (this.#history.length > this.#parts.settings.maxHistory) this.#history.shift();
  }
}

/** Calls what a user gave: its mistakes are shown, but must not stop the schedule. */
function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
}
