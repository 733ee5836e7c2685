/**
 * Records a run from its events. Events name no tasks, only states; a task is found again by its state and
 * position, and where several are alike, the one that began first is taken.
 * @module
 */
import type { EventBase, RunEvent, StateEventBase } from "../events/run_event.ts";
import type { EventsOptions } from "../events/subscription.ts";
import type { RunResult } from "../run/result.ts";
import type { AttemptTrace, RunTrace, TaskTrace } from "./run_trace.ts";

/** A run that tells its events: what `start()` of an agent returns. */
export interface RecordableRun {
  /**
   * Reads what happens.
   *
   * @param options From where to read.
   */
  events(options?: EventsOptions): ReadableStream<RunEvent<RunResult<Readonly<Record<string, unknown>>>>>;
}

/**
 * Records what a run does when. Call it right after `start()`, or the events that are no longer kept are missing.
 *
 * @param run The run.
 * @returns The record, once the run has ended; the run itself is not waited for otherwise and not changed.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { recordRun, toMermaidTimeline } from "puffinflow/picture";
 *
 * const pair = agent("pair")
 *   .state("first", () => 1)
 *   .state("second", { after: ["first"] }, async ({ from }) => await Promise.resolve(from.first + 1));
 *
 * const trace = await recordRun(pair.start());
 * if (trace.tasks.map((task) => task.state).join() !== "first,second") throw new Error("wrong order");
 * if (!toMermaidTimeline(trace).startsWith("gantt")) throw new Error("no timeline");
 * ```
 */
export async function recordRun(run: RecordableRun): Promise<RunTrace> {
  const recorder = new Recorder();
  for await (const event of run.events({ after: 0 })) {
    if (event.type === "run-ended" && event.path.length === 0) return recorder.traceOf(event);
    recorder.take(event);
  }
  throw new TypeError(`Cannot record a run as its events must end with "run-ended": they ended without it`);
}

type Told = RunEvent<RunResult<Readonly<Record<string, unknown>>>>;
type Ended = Told & { readonly type: "run-ended" };

/** A task that may still be going on. */
interface OpenTask {
  readonly facts: Omit<TaskTrace, "attempts" | "outcome">;
  readonly attempts: { readonly startMs: number; endMs: number | null }[];
  outcome: TaskTrace["outcome"] | null;
}

class Recorder {
  #startedAtMs: number | null = null;
  #missedEvents = 0;
  readonly #tasks: OpenTask[] = [];
  /** Tasks that have not ended, by state and position. */
  readonly #open: Map<string, OpenTask[]> = new Map();
  /** Runs that have not ended, by path. */
  readonly #runs: Map<string, number> = new Map();

  take(event: Told): void {
    // What tells of lost events was made when the recording began, and not when they happened.
    if (event.type === "gap") {
      this.#missedEvents += event.missed;
      return;
    }
    this.#startedAtMs ??= event.atMs;
    switch (event.type) {
      case "run-started":
        this.#countRuns(event.path, 1);
        break;
      case "run-ended":
        // Two runs inside one state at once are alike: what is left over is given up when both have ended.
        if (this.#countRuns(event.path, -1) === 0) this.#giveUp(event);
        break;
      case "state-started":
        this.#start(event, event.attempt, event.visit);
        break;
      case "state-retried":
        this.#pause(event);
        break;
      case "state-completed":
        this.#end(event, "completed");
        break;
      case "state-failed":
        this.#end(event, event.outcome.kind);
        break;
    }
  }

  traceOf(event: Ended): RunTrace {
    this.#startedAtMs ??= event.atMs;
    const endMs = this.#msOf(event), { status, states } = event.result;
    const outcomes = Object.entries(states).map(([state, outcome]) => [state, outcome.kind] as const);
    return {
      agent: event.agent,
      status,
      durationMs: endMs,
      tasks: this.#tasks.map(({ facts, attempts, outcome }) => ({
        ...facts,
        attempts: attempts.map((attempt): AttemptTrace => ({ ...attempt, endMs: attempt.endMs ?? endMs })),
        outcome: outcome ?? "cancelled",
      })),
      outcomes: Object.fromEntries(outcomes),
      missedEvents: this.#missedEvents,
    };
  }

  #start(event: StateEventBase, attempt: number, visit: number): void {
    const alike = this.#alike(event), startMs = this.#msOf(event);
    const retried = attempt === 1
      ? undefined
      : alike.find(({ attempts, outcome }) =>
        outcome === null && attempts.length === attempt - 1 && attempts.at(-1)!.endMs !== null
      );
    if (retried !== undefined) {
      retried.attempts.push({ startMs, endMs: null });
      return;
    }
    const { path, state, index } = event;
    const task: OpenTask = {
      facts: { path, state, visit, index },
      attempts: [{ startMs, endMs: null }],
      outcome: null,
    };
    alike.push(task);
    this.#tasks.push(task);
  }

  #pause(event: StateEventBase & { readonly attempt: number }): void {
    const failed = this.#alike(event).find(({ attempts }) =>
      attempts.length === event.attempt - 1 && attempts.at(-1)!.endMs === null
    );
    if (failed !== undefined) failed.attempts.at(-1)!.endMs = this.#msOf(event);
  }

  /** A mapped state ends too, after its tasks, and was never started: that is no task. */
  #end(event: StateEventBase, outcome: TaskTrace["outcome"]): void {
    const alike = this.#alike(event), at = alike.findIndex(({ attempts }) => attempts.at(-1)!.endMs === null);
    const [task] = at < 0 ? [] : alike.splice(at, 1);
    if (task === undefined) return;
    task.attempts.at(-1)!.endMs = this.#msOf(event);
    task.outcome = outcome;
  }

  #giveUp(event: Ended): void {
    for (const task of this.#tasks) {
      if (task.outcome !== null || keyOf(task.facts.path) !== keyOf(event.path)) continue;
      task.attempts.at(-1)!.endMs ??= this.#msOf(event);
      task.outcome = "cancelled";
    }
  }

  #countRuns(path: readonly string[], by: 1 | -1): number {
    const key = keyOf(path), count = (this.#runs.get(key) ?? 0) + by;
    this.#runs.set(key, count);
    return count;
  }

  #alike({ path, state, index }: StateEventBase): OpenTask[] {
    const key = keyOf([...path, state, index]);
    const alike = this.#open.get(key) ?? [];
    this.#open.set(key, alike);
    return alike;
  }

  #msOf(event: EventBase): number {
    return event.atMs - this.#startedAtMs!;
  }
}

function keyOf(parts: readonly (string | number | undefined)[]): string {
  return JSON.stringify(parts);
}
