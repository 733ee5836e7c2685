/**
 * A run that is going on, for whoever started it.
 * @module
 */
import { EventHub } from "../events/event_hub.ts";
import type { RunEvent } from "../events/run_event.ts";
import type { EventsOptions } from "../events/subscription.ts";
import { type Execution, Gate } from "../run/execution.ts";
import type { RunResult, Settled } from "../run/result.ts";
import { watch } from "../run/observer_group.ts";
import { wake } from "../run/scheduler.ts";

/** Most events that are kept for readers who come late or come back. */
const MAX_KEPT_EVENTS = 1_024;

/** A run that can be watched, held and cancelled: `O` are the outputs, `C` the channels. */
export interface Run<O, C = unknown> {
  /** How the run ended; never rejects. */
  readonly result: Promise<RunResult<O, C>>;
  /** `waiting` until the first state starts, then what it does or how it ended. */
  readonly status: "waiting" | "running" | "paused" | RunResult<O>["status"];
  /**
   * Reads what happens, as a stream that is also an async iterator. Any number of readers may read; each
   * has its own buffer. Whoever asks before the first state starts misses nothing; later readers can ask for
   * what was kept, the last 1,024 events.
   *
   * @param options How far the reader may fall behind, and from where it reads.
   * @returns The events; the last one is `run-ended`.
   * @throws {RangeError} If `bufferSize` is out of its bounds.
   */
  events(options?: EventsOptions): ReadableStream<RunEvent<RunResult<O, C>>>;
  /** Holds the run: what is in flight goes on, nothing more starts. */
  pause(): void;
  /** Goes on after `pause()`; also after a state's. */
  resume(): void;
  /**
   * Ends the run: its result is there at once, with status `cancelled`.
   *
   * @param reason What the states' signals and the result give as reason. @default {undefined} an `AbortError`
   */
  cancel(reason?: unknown): void;
  /** Cancels the run if it is still going on, and waits for its end: `await using run = agent.start(…)`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The implementation of {@linkcode Run}. */
export class RunHandle {
  readonly result: Promise<Settled>;
  readonly #execution: Execution;
  readonly #controller = new AbortController();
  #hub: EventHub | null = null;
  #started = false;

  /**
   * Makes one.
   *
   * @param execution A run that has not started.
   * @param launch Starts it.
   * @param signal The caller's signal.
   */
  constructor(
    execution: Execution,
    launch: (signal: AbortSignal) => Promise<Settled>,
    signal: AbortSignal | undefined,
  ) {
    this.#execution = execution;
    const follow = () => this.cancel(signal!.reason);
    if (signal?.aborted) follow();
    else signal?.addEventListener("abort", follow, { once: true });
    this.result = Promise.resolve().then(() => {
      this.#started = true;
      return launch(this.#controller.signal);
    }).finally(() => signal?.removeEventListener("abort", follow));
  }

  get status(): string {
    if (this.#execution.result !== null) return this.#execution.result.status;
    if ((this.#execution.gate & Gate.paused) !== 0) return "paused";
    return this.#started ? "running" : "waiting";
  }

  events(options: EventsOptions = {}): ReadableStream<RunEvent> {
    if (this.#hub === null) {
      this.#hub = new EventHub(this.#execution, MAX_KEPT_EVENTS);
      if (this.#execution.result === null) watch(this.#execution, this.#hub);
      else this.#hub.ended(this.#execution, this.#execution.result);
    }
    return this.#hub.subscribe(options);
  }

  pause(): void {
    this.#execution.pause();
  }

  resume(): void {
    const execution = this.#execution;
    if ((execution.gate & Gate.paused) === 0 || execution.ending !== null) return;
    execution.gate &= ~Gate.paused;
    execution.observer?.held(execution, false);
    if (this.#started) wake(execution);
  }

  cancel(reason?: unknown): void {
    this.#controller.abort(reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cancel();
    await this.result;
  }
}
