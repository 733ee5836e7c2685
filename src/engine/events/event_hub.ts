/**
 * Hands the events of a run to any number of readers. It exists from the first call of `events()` on: a run that
 * nobody listens to makes no events.
 * @module
 */
import { type Execution, Gate } from "../run/execution.ts";
import type { Settled } from "../run/result.ts";
import { wake } from "../run/scheduler.ts";
import type { RunEvent } from "./run_event.ts";
import { eventOf, RunReporter } from "./run_reporter.ts";
import { type EventsOptions, Subscription } from "./subscription.ts";

/** The listeners of one run and of the runs inside it. */
export class EventHub extends RunReporter {
  readonly #root: Execution;
  readonly #maxKept: number;
  readonly #kept: RunEvent[] = [];
  readonly #subscriptions: Set<Subscription> = new Set();
  /** Runs that are held until every reader has caught up. */
  readonly #congested: Set<Execution> = new Set();
  #ended = false;

  /**
   * Makes one.
   *
   * @param root The run that was started.
   * @param maxKept Most events kept for readers who come late.
   */
  constructor(root: Execution, maxKept: number) {
    super();
    this.#root = root;
    this.#maxKept = maxKept;
  }

  /**
   * Adds a reader.
   *
   * @param options How far it may fall behind, and from where it reads.
   * @returns Its events.
   */
  subscribe(options: EventsOptions): ReadableStream<RunEvent> {
    const subscription = new Subscription(options, {
      caughtUp: () => this.#onCaughtUp(),
      left: () => {
        this.#subscriptions.delete(subscription);
        this.#onCaughtUp();
      },
    });
    this.#subscriptions.add(subscription);
    for (const event of this.#missedSince(options.after)) subscription.push(event);
    if (this.#ended) subscription.end();
    return subscription.stream;
  }

  override ended(execution: Execution, result: Settled): void {
    super.ended(execution, result);
    if (execution !== this.#root) return;
    this.#ended = true;
    for (const subscription of this.#subscriptions) subscription.end();
  }

  protected override get isOver(): boolean {
    return this.#ended;
  }

  protected override tell(execution: Execution, event: RunEvent): void {
    this.#kept.push(event);
    if (this.#kept.length > this.#maxKept) this.#kept.shift();
    let full = false;
    for (const subscription of this.#subscriptions) full = subscription.push(event) === "full" || full;
    if (full && execution.ending === null) {
      this.#congested.add(execution);
      execution.queue();
      execution.gate |= Gate.congested;
    }
  }

  #missedSince(after: number | undefined): readonly RunEvent[] {
    if (after === undefined) return this.#ended ? this.#kept.slice(-1) : [];
    const events = this.#kept.filter((event) => event.id > after),
      missed = (events[0]?.id ?? this.lastId + 1) - after - 1;
    return missed > 0 ? [eventOf(this.#root, after + missed, { type: "gap", missed }), ...events] : events;
  }

  #onCaughtUp(): void {
    for (const subscription of this.#subscriptions) if (subscription.isFull) return;
    const held = [...this.#congested];
    this.#congested.clear();
    for (const execution of held) {
      execution.gate &= ~Gate.congested;
      wake(execution);
    }
  }
}
