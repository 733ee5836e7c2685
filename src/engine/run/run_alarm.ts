/**
 * Alarms that belong to a run: they are listed with it, so that a run that ends early can clear them.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";

/** A run, as far as its alarms know it. */
export interface AlarmOwner {
  /** First of the alarms that are set. */
  alarmed: RunAlarm | null;
  readonly settings: { readonly clock: Clock };
}

/** An alarm of a run. */
export abstract class RunAlarm extends Alarm {
  /** The run, or `null` when nobody waits for the alarm's owner any more. */
  execution: AlarmOwner | null = null;
  /** Neighbours among the alarms of the run that are set. */
  before: RunAlarm | null = null;
  after: RunAlarm | null = null;

  /**
   * Lets go of everything, since the run has ended.
   *
   * @param reason Why.
   */
  abstract interrupt(reason: unknown): void;

  /**
   * Sets the alarm and lists it with its run.
   *
   * @param delayMs Time until it rings, in milliseconds; `Infinity` to be told of the run's early end only.
   */
  arm(delayMs: number): void {
    const execution = this.execution!, first = execution.alarmed;
    this.after = first;
    if (first !== null) first.before = this;
    execution.alarmed = this;
    if (delayMs !== Infinity) execution.settings.clock.set(this, delayMs);
  }

  /** Clears the alarm and takes it off its run's list, if it is there. */
  disarm(): void {
    const { execution } = this;
    if (execution === null || (this.before === null && execution.alarmed !== this)) return;
    execution.settings.clock.clear(this);
    this.unlist();
  }

  /** Takes the alarm, which has just rung, off its run's list. */
  unlist(): void {
    const { before, after } = this;
    if (before === null) this.execution!.alarmed = after;
    else before.after = after;
    if (after !== null) after.before = before;
    this.before = this.after = null;
  }
}
