/**
 * The end of a runtime: nothing more is let in, what is in flight gets time to end, then it is
 * cancelled, and what became of it is told.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import { Alarm, type Clock } from "../../time/clock.ts";
import type { LiveRun, LiveRuns } from "./live_runs.ts";
import type { RunStatus } from "./runnable_agent.ts";

/** Why a run was cancelled: it was still in flight when a drain had waited long enough. */
export class DrainTimeoutError extends PuffinError {
  /** Name of the class. */
  override readonly name = "DrainTimeoutError";
  /** Stable name of the kind of error. */
  override readonly code = "drain-timeout";

  /** Makes the error. */
  constructor(
    /** Name of the agent. */
    readonly agent: string,
    /** How long the drain waited, in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot complete the run of agent "${agent}" as it must end within ${timeoutMs} ms of the runtime's drain: ` +
        `raise 'timeoutMs', or let its states do less at a time`,
    );
  }
}

/** A run that was in flight when the drain began. */
export interface DrainedRun {
  /** Name of the agent. */
  readonly agent: string;
  /** How it ended. */
  readonly status: RunStatus;
  /** Whether it was cancelled by the drain. */
  readonly aborted: boolean;
  /** How long it took from its start, in milliseconds. */
  readonly durationMs: number;
}

/** What became of the runs in flight. */
export interface DrainReport {
  /** Number of runs that ended by themselves. */
  readonly drained: number;
  /** Number of runs that were cancelled because they took too long. */
  readonly aborted: number;
  /** How long the drain took, in milliseconds. */
  readonly durationMs: number;
  /** The runs, in the order in which they started. */
  readonly runs: readonly DrainedRun[];
}

class Bell extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

/**
 * Closes a runtime's runs and waits until none is in flight.
 *
 * @param liveRuns The runs.
 * @param timeoutMs How long to wait before they are cancelled, in milliseconds; 0 cancels at once, `Infinity` never.
 * @returns What became of them.
 */
export async function drain(liveRuns: LiveRuns, timeoutMs: number): Promise<DrainReport> {
  liveRuns.close();
  const { clock } = liveRuns, startedMs = clock.now();
  const ended = Promise.all(liveRuns.all.map((run) => drained(run, clock)));
  await waitAtMost(timeoutMs, { ended, clock });
  for (const run of liveRuns.all) run.cancel(new DrainTimeoutError(run.agent, timeoutMs));
  const runs = await ended, aborted = runs.filter((run) => run.aborted).length;
  return { drained: runs.length - aborted, aborted, durationMs: clock.now() - startedMs, runs };
}

async function drained(run: LiveRun, clock: Clock): Promise<DrainedRun> {
  const { status, error } = await run.ended;
  // A run may end by itself in the moment in which it is cancelled: its own word counts.
  const aborted = error instanceof DrainTimeoutError;
  return { agent: run.agent, status, aborted, durationMs: clock.now() - run.startedMs };
}

async function waitAtMost(
  timeoutMs: number,
  { ended, clock }: { readonly ended: Promise<unknown>; readonly clock: Clock },
): Promise<void> {
  if (timeoutMs === 0) return;
  if (timeoutMs === Infinity) return void await ended;
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const bell = new Bell(resolve);
  clock.set(bell, timeoutMs);
  await Promise.race([ended, enough]);
  clock.clear(bell);
}
