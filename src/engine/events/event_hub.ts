/**
 * Turns what an observer sees into events and hands them to any number of readers. It exists from the
 * first call of `events()` on: a run that nobody listens to makes no events.
 * @module
 */
import { type Execution, Gate, type Observer } from "../run/execution.ts";
import type { MissedOutcome } from "../run/outcome.ts";
import type { Settled } from "../run/result.ts";
import { wake } from "../run/scheduler.ts";
import type { RunEvent } from "./run_event.ts";
import { type EventsOptions, Subscription } from "./subscription.ts";

/** An event without what the hub adds. */
type Facts = RunEvent extends infer E ? E extends RunEvent ? Omit<E, "id" | "atMs" | "path" | "agent"> : never : never;

/** The listeners of one run and of the runs inside it. */
export class EventHub implements Observer {
  readonly #root: Execution;
  readonly #maxKept: number;
  readonly #kept: RunEvent[] = [];
  readonly #subscriptions: Set<Subscription> = new Set();
  /** Runs that are held until every reader has caught up. */
  readonly #congested: Set<Execution> = new Set();
  #lastId = 0;
  #ended = false;

  /**
   * Makes one.
   *
   * @param root The run that was started.
   * @param maxKept Most events kept for readers who come late.
   */
  constructor(root: Execution, maxKept: number) {
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

  began(execution: Execution): void {
    this.#tell(execution, { type: "run-started" });
  }

  waiting(execution: Execution, task: number): void {
    this.#tell(execution, { type: "state-waiting", ...this.#where(execution, task) });
  }

  started(execution: Execution, task: number): void {
    const attempt = (execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
    const visit = execution.visitOf(task);
    this.#tell(execution, { type: "state-started", ...this.#where(execution, task), attempt, visit });
  }

  completed(execution: Execution, task: number, output: unknown): void {
    this.#tell(execution, { type: "state-completed", ...this.#where(execution, task), output });
  }

  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void {
    const attempt = execution.retries!.get(task)!.attemptsMade + 1;
    this.#tell(execution, { type: "state-retried", ...this.#where(execution, task), attempt, ...retry });
  }

  missed(execution: Execution, task: number, outcome: MissedOutcome): void {
    const failed = outcome.kind === "failed" || outcome.kind === "timed-out";
    this.#tell(execution, {
      type: failed ? "state-failed" : "state-skipped",
      ...this.#where(execution, task),
      outcome,
    });
  }

  emitted(
    execution: Execution,
    task: number,
    message: { readonly kind: "token" | "custom"; readonly data: unknown },
  ): void {
    const where = this.#where(execution, task), { kind, data } = message;
    this.#tell(
      execution,
      kind === "token" ? { type: kind, ...where, text: String(data) } : { type: kind, ...where, data },
    );
  }

  held(execution: Execution, held: boolean): void {
    this.#tell(execution, { type: held ? "run-paused" : "run-resumed" });
  }

  ended(execution: Execution, result: Settled): void {
    this.#tell(execution, { type: "run-ended", result });
    if (execution !== this.#root) return;
    this.#ended = true;
    for (const subscription of this.#subscriptions) subscription.end();
  }

  #where(execution: Execution, task: number): { readonly state: string; readonly index: number | undefined } {
    const sent = task < execution.plan.size ? undefined : execution.sent![task - execution.plan.size];
    return { state: execution.nameOf(task), index: sent?.index };
  }

  #tell(execution: Execution, facts: Facts): void {
    // What was in flight when the run ended may still speak: `run-ended` is the last event all the same.
    if (this.#ended) return;
    const event = this.#event(execution, facts, ++this.#lastId);
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

  #event(execution: Execution, facts: Facts, id: number): RunEvent {
    const path: string[] = [];
    for (let outer = execution.parent; outer !== null; outer = outer.execution.parent) {
      path.unshift(outer.execution.nameOf(outer.task));
    }
    // `Facts` distributes over the union and loses the connection to it.
    return { id, atMs: execution.settings.clock.now(), path, agent: execution.plan.agent, ...facts } as RunEvent;
  }

  #missedSince(after: number | undefined): readonly RunEvent[] {
    if (after === undefined) return this.#ended ? this.#kept.slice(-1) : [];
    const events = this.#kept.filter((event) => event.id > after),
      missed = (events[0]?.id ?? this.#lastId + 1) - after - 1;
    return missed > 0 ? [this.#event(this.#root, { type: "gap", missed }, after + missed), ...events] : events;
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
