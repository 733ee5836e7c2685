/**
 * Ends the wait for a soft dependency whose time is up.
 * @module
 */
import { type AlarmOwner, RunAlarm } from "./run_alarm.ts";

/** The alarm of one soft dependency of one trigger. */
export class WithinAlarm extends RunAlarm {
  readonly #onDue: () => void;

  /**
   * Makes one.
   *
   * @param execution The run.
   * @param onDue Called when the time is up.
   */
  constructor(execution: AlarmOwner, onDue: () => void) {
    super();
    this.execution = execution;
    this.#onDue = onDue;
  }

  override ring(): void {
    this.unlist();
    this.#onDue();
  }

  override interrupt(): void {
    this.disarm();
  }
}
