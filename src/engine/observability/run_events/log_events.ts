/**
 * Sends the events of all runs of an agent to sinks: a file, a webhook, the console. One run is best read by
 * `events()` of its handle, which can hold the run; here runs never wait for a sink, so a sink that is too slow loses
 * events, and the losses are counted.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import { systemWallClock } from "../../../time/system_wall_clock.ts";
import type { RunEvent, RunEventType } from "../../events/run_event.ts";
import { RunReporter } from "../../events/run_reporter.ts";
import type { Execution, Instrument } from "../../run/execution.ts";
import { RunInstrument } from "../../run/instrument.ts";
import { watch } from "../../run/observer_group.ts";
import { Delivery, type DeliveryOptions, type DeliveryReport } from "../exporters/delivery.ts";
import type { Sink } from "../exporters/sink.ts";
import type { LoggedEvent } from "./logged_event.ts";

/** Options of {@linkcode logEvents}. */
export interface EventLogOptions extends DeliveryOptions {
  /** Where the events go; each sink has a buffer of its own. */
  readonly sinks: readonly Sink<LoggedEvent>[];
  /** Kinds of events that are sent. @default {undefined} all */
  readonly types?: readonly RunEventType[];
  /** Dates the events. @default {systemWallClock} */
  readonly wallClock?: WallClock;
}

/** Sends events of runs to sinks: to be handed to `instruments` of an agent or a run. */
export interface EventLog extends Instrument, AsyncDisposable {
  /** What became of the events so far, per sink. */
  readonly reports: readonly DeliveryReport[];
  /** Waits until the sinks have had all events that were told so far. */
  flush(): Promise<void>;
  /** Takes no more events, and waits until the sinks have had those that were told. */
  close(): Promise<void>;
}

/**
 * Makes an instrument that sends the events of runs to sinks.
 *
 * What waits for a sink is limited by `maxBuffered`. Beyond it `overflow` says which event is lost, and each loss is
 * counted in `reports` and told to `onLoss`.
 *
 * @param options Where to, and how much is kept.
 * @returns What to hand to `instruments` of an agent or a run.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { logEvents, type LoggedEvent } from "puffinflow/observability";
 *
 * const types: string[] = [];
 * const memory = {
 *   name: "memory",
 *   write: (items: readonly LoggedEvent[]) => void types.push(...items.map(({ event }) => event.type)),
 * };
 * const log = logEvents({ sinks: [memory] });
 *
 * await agent("one", { instruments: [log] }).state("only", () => 1).run();
 * await log.close(); // At the end of the program: waits until the sinks have had everything.
 * assert.deepEqual(types, ["run-started", "state-started", "state-completed", "run-ended"]);
 * ```
 */
export function logEvents(options: EventLogOptions): EventLog {
  return new LoggingInstrument(options);
}

class LoggingInstrument extends RunInstrument implements EventLog {
  override readonly name = "event log";
  readonly #deliveries: readonly Delivery<LoggedEvent>[];
  readonly #types: ReadonlySet<RunEventType> | null;
  readonly #wallClock: WallClock;
  #runs = 0;

  constructor(options: EventLogOptions) {
    super();
    const { sinks, types, wallClock = systemWallClock } = options;
    this.#deliveries = sinks.map((sink) => new Delivery(sink, options));
    this.#types = types === undefined ? null : new Set(types);
    this.#wallClock = wallClock;
  }

  get reports(): readonly DeliveryReport[] {
    return this.#deliveries.map(({ report }) => report);
  }

  override attach(execution: Execution): void {
    const run = ++this.#runs;
    watch(execution, new LogReporter((event) => this.#take(run, event)));
  }

  async flush(): Promise<void> {
    await Promise.all(this.#deliveries.map((delivery) => delivery.flush()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#deliveries.map((delivery) => delivery.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #take(run: number, event: RunEvent): void {
    if (this.#types !== null && !this.#types.has(event.type)) return;
    const logged: LoggedEvent = { run, wallMs: this.#wallClock.wallNow(), event };
    for (const delivery of this.#deliveries) delivery.offer(logged);
  }
}

class LogReporter extends RunReporter {
  /** A log has no last event: what is told after the end is told too. */
  protected override readonly isOver = false;
  readonly #take: (event: RunEvent) => void;

  constructor(take: (event: RunEvent) => void) {
    super();
    this.#take = take;
  }

  protected override tell(_execution: Execution, event: RunEvent): void {
    this.#take(event);
  }
}
