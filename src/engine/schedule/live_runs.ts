/**
 * The runs that a runtime has in flight: it lets them in, knows them until they end, and ends them.
 * How long to wait for them is decided in `drain.ts`.
 * @module
 */
import type { RunOptions } from "../agent/agent_options.ts";
import { PuffinError } from "../puffin_error.ts";
import type { Clock } from "../../time/clock.ts";
import type { AnyResult, RunnableAgent, RunStatus } from "./runnable_agent.ts";

/** A run was to be started, or a schedule made, after the runtime had begun to drain. */
export class RuntimeClosedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "RuntimeClosedError";
  /** Stable name of the kind of error. */
  override readonly code = "runtime-closed";

  /** Makes the error. */
  constructor(
    /** Name of the agent. */
    readonly agent: string,
  ) {
    super(`Cannot start agent "${agent}" as its runtime must be open: it is draining, or has drained`);
  }
}

/** How a run ended. */
export interface RunEnd {
  readonly status: RunStatus;
  /** What ended it, `undefined` if it completed. */
  readonly error: unknown;
}

/** A run in flight. */
export interface LiveRun {
  /** Name of the agent. */
  readonly agent: string;
  /** When it started, by the runtime's clock, in milliseconds. */
  readonly startedMs: number;
  /** Resolves when the run has ended; never rejects. */
  readonly ended: Promise<RunEnd>;
  /**
   * Cancels the run.
   *
   * @param reason Becomes the error of its result.
   */
  cancel(reason: unknown): void;
}

/** A run that was just started. */
export interface StartedRun<R> {
  readonly live: LiveRun;
  readonly result: Promise<R>;
}

/** What to run. */
export interface RunOrder<I, R extends AnyResult> {
  readonly agent: RunnableAgent<I, R>;
  readonly input: I;
  /** As given by the caller; clock and chance are the runtime's where they are left out. */
  readonly options: RunOptions;
}

/** The runs of one runtime. */
export class LiveRuns {
  readonly #defaults: Required<Pick<RunOptions, "clock" | "random">>;
  readonly #live = new Set<LiveRun>();
  #isOpen = true;

  constructor(defaults: Required<Pick<RunOptions, "clock" | "random">>) {
    this.#defaults = defaults;
  }

  /** The clock that all runs have unless they are given another. */
  get clock(): Clock {
    return this.#defaults.clock;
  }

  /** Whether runs may still be started. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The runs in flight, in the order in which they started. */
  get all(): readonly LiveRun[] {
    return [...this.#live];
  }

  /** Lets no further run in. */
  close(): void {
    this.#isOpen = false;
  }

  /**
   * Starts a run.
   *
   * @param order What to run.
   * @returns The run and its result.
   * @throws {RuntimeClosedError} If no further run is let in.
   * @throws {DefinitionError} If the agent's definition is wrong.
   */
  start<I, R extends AnyResult>({ agent, input, options }: RunOrder<I, R>): StartedRun<R> {
    if (!this.#isOpen) throw new RuntimeClosedError(agent.name);
    const controller = new AbortController(), startedMs = this.clock.now();
    const signal = options.signal === undefined
      ? controller.signal
      : AbortSignal.any([options.signal, controller.signal]);
    const { promise: ended, resolve } = Promise.withResolvers<RunEnd>();
    const live: LiveRun = { agent: agent.name, startedMs, ended, cancel: (reason) => controller.abort(reason) };
    const leave = (end: RunEnd) => {
      this.#live.delete(live);
      resolve(end);
    };
    // Known before it starts: its first states run at once, and may drain the runtime.
    this.#live.add(live);
    try {
      const result = agent.run(input, { ...this.#defaults, ...options, signal });
      result.then((result) => leave(endOf(result)), (error) => leave({ status: "failed", error }));
      return { live, result };
    } catch (error) {
      leave({ status: "failed", error });
      throw error;
    }
  }
}

/**
 * Tells how a run ended, without what it made.
 *
 * @param result The result of the run.
 * @returns Its end.
 */
export function endOf(result: AnyResult): RunEnd {
  return { status: result.status, error: result.status === "completed" ? undefined : result.error };
}
