/**
 * A circular list of alarms: joining and leaving take constant time and no memory.
 * @module
 */
import { Alarm } from "./clock.ts";

/** The fixed member of an {@linkcode AlarmList}; never rings. */
class Anchor extends Alarm {
  ring(): void {}
}

/** Alarms in the order in which they joined. */
export class AlarmList {
  readonly #anchor = new Anchor();

  constructor() {
    this.#anchor.previous = this.#anchor.next = this.#anchor;
  }

  /** The alarm that has been here longest, or `null` when there is none. */
  get first(): Alarm | null {
    const first = this.#anchor.next!;
    return first === this.#anchor ? null : first;
  }

  /**
   * Walks the list.
   *
   * @param alarm A member.
   * @returns The member that joined next, or `null` after the last.
   */
  after(alarm: Alarm): Alarm | null {
    const next = alarm.next!;
    return next === this.#anchor ? null : next;
  }

  /**
   * Adds an alarm at the end.
   *
   * @param alarm An alarm that is in no list.
   */
  join(alarm: Alarm): void {
    const anchor = this.#anchor, last = anchor.previous!;
    alarm.previous = last;
    alarm.next = anchor;
    last.next = alarm;
    anchor.previous = alarm;
  }
}

/**
 * Takes an alarm out of whichever list it is in.
 *
 * @param alarm An alarm that is in a list.
 */
export function leave(alarm: Alarm): void {
  alarm.previous!.next = alarm.next;
  alarm.next!.previous = alarm.previous;
  alarm.previous = alarm.next = null;
}
