/**
 * Where one trigger of one run stands. Pure bookkeeping: it is told what became of the states that it
 * listens to, and answers what that means for the state it starts. `following.ts` acts on the answer.
 * @module
 */
import type { Trigger } from "../graph/plan.ts";
import type { WithinAlarm } from "./within_alarm.ts";

/** What a trigger makes of a piece of news. */
export type TriggerAnswer =
  | "wait"
  /** The state may start. */
  | "fire"
  /** The state can never start: what it needs has not completed. */
  | "dead"
  /** A second state completed where only one may. */
  | "second";

/** A trigger at work. */
export class TriggerState {
  readonly trigger: Trigger;
  /** Firm dependencies that have not completed. */
  #firmOpen: number;
  /** Soft dependencies that have not settled, by state. */
  readonly #softOpen: Set<number>;
  /** Firm dependencies that settled without completing. */
  #missed = 0;
  /** Alarms of soft dependencies that are waited for with a limit. */
  readonly alarms: Map<number, WithinAlarm> = new Map();
  /** Set once the state was started or given up. */
  decided = false;

  constructor(trigger: Trigger) {
    this.trigger = trigger;
    this.#firmOpen = trigger.firm.length;
    this.#softOpen = new Set(trigger.soft.map((dependency) => dependency.state));
  }

  /** Whether nothing but soft dependencies is missing. */
  get waitsOnlySoftly(): boolean {
    return !this.decided && this.trigger.kind === "soft" && this.#firmOpen === 0;
  }

  /** Soft dependencies that are still waited for. */
  get softOpen(): ReadonlySet<number> {
    return this.#softOpen;
  }

  /**
   * Hears that a state completed.
   *
   * @param state Index of the state.
   */
  completed(state: number): TriggerAnswer {
    if (this.trigger.kind === "soft") return this.#softNews(state);
    if (!this.decided) return "fire";
    return this.trigger.kind === "xor" ? "second" : "wait";
  }

  /**
   * Hears that a state will not complete.
   *
   * @param state Index of the state.
   */
  missed(state: number): TriggerAnswer {
    if (this.decided) return "wait";
    if (this.trigger.kind !== "soft") return ++this.#missed === this.trigger.firm.length ? "dead" : "wait";
    return this.#softOpen.has(state) ? this.#softNews(state) : "dead";
  }

  #softNews(state: number): TriggerAnswer {
    if (this.decided) return "wait";
    if (!this.#softOpen.delete(state)) this.#firmOpen--;
    return this.#firmOpen === 0 && this.#softOpen.size === 0 ? "fire" : "wait";
  }
}
