/**
 * A durable run, for whoever started or resumed it in this process.
 * @module
 */
import type { RunEvent } from "../events/run_event.ts";
import type { EventsOptions } from "../events/subscription.ts";
import type { RunHandle } from "../agent/run_handle.ts";
import { PuffinError } from "../puffin_error.ts";
import { type RunResult, Settled } from "../run/result.ts";
import type { JournaledRun } from "./journal/journaled_run.ts";
import type { RecordedResult } from "./journal/recorded_result.ts";

/** A run was given up in this process, to be resumed later or elsewhere. */
export class RunSuspendedError extends PuffinError {
  /** The class's name. */
  override readonly name = "RunSuspendedError";
  /** Stable name of this kind of error. */
  override readonly code = "run-suspended";

  /**
   * Words the error.
   *
   * @param run The run.
   */
  constructor(readonly run: string) {
    super(`Cannot tell how run "${run}" ends as it must be resumed first: it was suspended`);
  }
}

/** A durable run: `O` are the outputs, `C` the channels. */
export interface DurableRun<O, C = unknown> {
  /** What names it in its store. */
  readonly id: string;
  /** Name of its agent. */
  readonly agent: string;
  /** How it ended, once that is recorded; never rejects. */
  readonly result: Promise<RunResult<O, C>>;
  /** `waiting` until the first state starts, then what it does or how it ended. */
  readonly status: "waiting" | "running" | "paused" | RunResult<O>["status"];
  /**
   * Reads what happens from now on, as `Run.events()` does. Steps that are handed out from the journal are told too; a
   * run that was over before tells nothing.
   *
   * @param options How far the reader may fall behind, and from where it reads.
   */
  events(options?: EventsOptions): ReadableStream<RunEvent<RunResult<O, C>>>;
  /** Holds the run: what is in flight goes on, nothing more starts. Not recorded: a resumed run goes on. */
  pause(): void;
  /** Goes on after `pause()`; also after a state's. */
  resume(): void;
  /**
   * Ends the run for good: its result is `cancelled`, in every life.
   *
   * @param reason What the states' signals and the result give as reason. @default {undefined} an `AbortError`
   */
  cancel(reason?: unknown): void;
  /**
   * Gives the run up in this process, to be resumed later or elsewhere: before a restart. What is in flight is aborted
   * and done again then; nothing is undone. The result here is `cancelled`, with a `RunSuspendedError`.
   *
   * @returns Resolves when somebody else can resume it.
   */
  suspend(): Promise<void>;
  /** Suspends the run if it is still going on. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A run that goes on here. */
export class LiveDurableRun {
  readonly id: string;
  readonly agent: string;
  readonly result: Promise<Settled>;
  readonly #handle: RunHandle;
  readonly #run: JournaledRun;

  /**
   * Makes one.
   *
   * @param handle The run as its agent knows it.
   * @param run The same as its journal knows it.
   * @param onEnded Called when it is over, or given up, and somebody else can claim it.
   */
  constructor(
    handle: RunHandle,
    run: JournaledRun,
    onEnded: () => Promise<void>,
  ) {
    this.id = run.journal.id;
    this.agent = run.root!.plan.agent;
    this.#handle = handle;
    this.#run = run;
    this.result = this.#finish(onEnded);
  }

  get status(): string {
    return this.#handle.status;
  }

  events(options?: EventsOptions): ReadableStream<RunEvent> {
    return this.#handle.events(options);
  }

  pause(): void {
    this.#handle.pause();
  }

  resume(): void {
    this.#handle.resume();
  }

  cancel(reason?: unknown): void {
    this.#handle.cancel(reason);
  }

  /** Looks for signals that were sent just now. */
  look(): void {
    this.#run.mailbox.look();
  }

  async suspend(): Promise<void> {
    this.abandon(new RunSuspendedError(this.id));
    await this.result;
  }

  /**
   * Stops it here, and records nothing more.
   *
   * @param error Why: the error of the result here.
   */
  abandon(error: Error): void {
    if (this.#run.root!.ending === null) this.#run.abandon({ status: "cancelled", error });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.suspend();
  }

  async #finish(onEnded: () => Promise<void>): Promise<Settled> {
    const result = await this.#handle.result, { journal, root } = this.#run;
    try {
      await journal.release();
    } catch {
      // The claim ends with the process at the latest; all that matters is recorded, or the journal says that it is not.
    }
    await onEnded();
    if (!journal.isLost || result.error === journal.lostWith) return result;
    // The last record is the one that could not be kept: who resumes the run has it end again.
    return new Settled({ ...partsOf(root!), ending: { status: "failed", error: journal.lostWith, state: -1 } });
  }
}

function partsOf(root: NonNullable<JournaledRun["root"]>): Omit<ConstructorParameters<typeof Settled>[0], "ending"> {
  const { plan, endedEarly, outputs, failures, compensations, channelValues } = root;
  return { plan, endedEarly, outputs, failures, compensations, channelValues };
}

/** A run that was over before anyone asked here. */
export class FinishedDurableRun {
  readonly id: string;
  readonly agent: string;
  readonly result: Promise<RecordedResult>;
  readonly status: string;

  /**
   * Makes one.
   *
   * @param of The run.
   * @param result How it ended.
   */
  constructor({ id, agent }: { readonly id: string; readonly agent: string }, result: RecordedResult) {
    this.id = id;
    this.agent = agent;
    this.result = Promise.resolve(result);
    this.status = result.status;
  }

  events(): ReadableStream<RunEvent> {
    return new ReadableStream({ start: (controller) => controller.close() });
  }

  pause(): void {}
  resume(): void {}
  cancel(): void {}
  look(): void {}
  abandon(): void {}

  suspend(): Promise<void> {
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
