/**
 * Several who watch one run: each is told everything, in the order in which they came.
 * @module
 */
import type { Execution, Observer } from "./execution.ts";
import type { MissedOutcome } from "./outcome.ts";
import type { Settled } from "./result.ts";

/**
 * Lets someone watch a run, beside those who do.
 *
 * @param execution The run.
 * @param observer Who watches.
 */
export function watch(execution: Execution, observer: Observer): void {
  const { observer: first } = execution;
  if (first === null) execution.watch(observer);
  else if (first instanceof ObserverGroup) first.add(observer);
  else execution.watch(new ObserverGroup([first, observer]));
}

/** Observers as one. */
class ObserverGroup implements Observer {
  readonly #members: Observer[];

  /**
   * Makes one.
   *
   * @param members Who belongs to it.
   */
  constructor(members: readonly Observer[]) {
    this.#members = [...members];
  }

  /**
   * Adds someone.
   *
   * @param member Who.
   */
  add(member: Observer): void {
    this.#members.push(member);
  }

  began(execution: Execution): void {
    for (const member of this.#members) member.began(execution);
  }

  waiting(execution: Execution, task: number): void {
    for (const member of this.#members) member.waiting(execution, task);
  }

  started(execution: Execution, task: number): void {
    for (const member of this.#members) member.started(execution, task);
  }

  completed(execution: Execution, task: number, output: unknown): void {
    for (const member of this.#members) member.completed(execution, task, output);
  }

  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void {
    for (const member of this.#members) member.retrying(execution, task, retry);
  }

  missed(execution: Execution, task: number, outcome: MissedOutcome): void {
    for (const member of this.#members) member.missed(execution, task, outcome);
  }

  emitted(
    execution: Execution,
    task: number,
    message: { readonly kind: "token" | "custom"; readonly data: unknown },
  ): void {
    for (const member of this.#members) member.emitted(execution, task, message);
  }

  held(execution: Execution, held: boolean): void {
    for (const member of this.#members) member.held(execution, held);
  }

  ended(execution: Execution, result: Settled): void {
    for (const member of this.#members) member.ended(execution, result);
  }
}
