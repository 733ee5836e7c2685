/**
 * Turns what an observer sees of a run, and of the runs inside it, into events; what becomes of them is the affair of
 * those who extend it.
 * @module
 */
import type { Execution, Observer } from "../run/execution.ts";
import type { MissedOutcome } from "../run/outcome.ts";
import type { Settled } from "../run/result.ts";
import type { RunEvent } from "./run_event.ts";

/** An event without what all events have. */
type Facts = RunEvent extends infer E ? E extends RunEvent ? Omit<E, "id" | "atMs" | "path" | "agent"> : never : never;

/** Where an event happened, as the run knows it. */
interface TaskPlace {
  readonly state: string;
  readonly index: number | undefined;
}

/** Makes the events of one run. */
export abstract class RunReporter implements Observer {
  #lastId = 0;

  /** Number of the last event; 0 before the first. */
  protected get lastId(): number {
    return this.#lastId;
  }

  began(execution: Execution): void {
    this.#report(execution, { type: "run-started" });
  }

  waiting(execution: Execution, task: number): void {
    this.#report(execution, { type: "state-waiting", ...placeOf(execution, task) });
  }

  started(execution: Execution, task: number): void {
    const attempt = (execution.retries?.get(task)?.attemptsMade ?? 0) + 1;
    const visit = execution.visitOf(task);
    this.#report(execution, { type: "state-started", ...placeOf(execution, task), attempt, visit });
  }

  completed(execution: Execution, task: number, output: unknown): void {
    this.#report(execution, { type: "state-completed", ...placeOf(execution, task), output });
  }

  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void {
    const attempt = execution.retries!.get(task)!.attemptsMade + 1;
    this.#report(execution, { type: "state-retried", ...placeOf(execution, task), attempt, ...retry });
  }

  missed(execution: Execution, task: number, outcome: MissedOutcome): void {
    const failed = outcome.kind === "failed" || outcome.kind === "timed-out";
    this.#report(execution, {
      type: failed ? "state-failed" : "state-skipped",
      ...placeOf(execution, task),
      outcome,
    });
  }

  emitted(
    execution: Execution,
    task: number,
    message: { readonly kind: "token" | "custom"; readonly data: unknown },
  ): void {
    const where = placeOf(execution, task), { kind, data } = message;
    this.#report(
      execution,
      kind === "token" ? { type: kind, ...where, text: String(data) } : { type: kind, ...where, data },
    );
  }

  held(execution: Execution, held: boolean): void {
    this.#report(execution, { type: held ? "run-paused" : "run-resumed" });
  }

  ended(execution: Execution, result: Settled): void {
    this.#report(execution, { type: "run-ended", result });
  }

  /**
   * Gets an event.
   *
   * @param execution The run that it happened in, which may be inside the one that is watched.
   * @param event The event.
   */
  protected abstract tell(execution: Execution, event: RunEvent): void;

  /** Whether nothing more is told. */
  protected abstract get isOver(): boolean;

  #report(execution: Execution, facts: Facts): void {
    // What was in flight when the run ended may still speak: `run-ended` is the last event all the same.
    if (!this.isOver) this.tell(execution, eventOf(execution, ++this.#lastId, facts));
  }
}

/**
 * Makes an event.
 *
 * @param execution The run that it happened in.
 * @param id Its number.
 * @param facts What happened.
 */
export function eventOf(execution: Execution, id: number, facts: Facts): RunEvent {
  const path: string[] = [];
  for (let outer = execution.parent; outer !== null; outer = outer.execution.parent) {
    path.unshift(outer.execution.nameOf(outer.task));
  }
  // `Facts` distributes over the union and loses the connection to it.
  return { id, atMs: execution.settings.clock.now(), path, agent: execution.plan.agent, ...facts } as RunEvent;
}

function placeOf(execution: Execution, task: number): TaskPlace {
  const sent = task < execution.plan.size ? undefined : execution.sent![task - execution.plan.size];
  return { state: execution.nameOf(task), index: sent?.index };
}
