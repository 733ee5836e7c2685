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
  /** Firm dependencies of which nothing was heard; in a loop the same one is heard of more than once. */
  readonly #firmOpen: Set<number>;
  /** Soft dependencies that are still waited for. */
  readonly #softOpen: Set<number>;
  /** Alarms of soft dependencies that are waited for with a limit. */
  readonly alarms: Map<number, WithinAlarm> = new Map();
  /** Set once the state was started or given up. */
  decided = false;
  /** State whose completion fired, or -1. */
  #firedBy = -1;

  constructor(trigger: Trigger) {
    this.trigger = trigger;
    this.#firmOpen = new Set(trigger.firm);
    this.#softOpen = new Set(trigger.soft.map((dependency) => dependency.state));
  }

  /** Whether nothing but soft dependencies is missing. */
  get waitsOnlySoftly(): boolean {
    return !this.decided && this.trigger.kind === "soft" && this.#firmOpen.size === 0;
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
    if (!this.decided) {
      this.#firedBy = state;
      return "fire";
    }
    // In a loop the same state may complete again.
    return this.trigger.kind === "xor" && this.#firedBy >= 0 && this.#firedBy !== state ? "second" : "wait";
  }

  /**
   * Hears that a state will not complete.
   *
   * @param state Index of the state.
   */
  missed(state: number): TriggerAnswer {
    if (this.decided) return "wait";
    const { kind, firm } = this.trigger;
    if (kind === "soft") return firm.includes(state) ? "dead" : this.#softNews(state);
    this.#firmOpen.delete(state);
    return this.#firmOpen.size === 0 ? "dead" : "wait";
  }

  #softNews(state: number): TriggerAnswer {
    if (this.decided) return "wait";
    // A soft dependency may settle after it was waited for: it is in neither set then.
    this.#firmOpen.delete(state);
    this.#softOpen.delete(state);
    return this.#firmOpen.size === 0 && this.#softOpen.size === 0 ? "fire" : "wait";
  }
}
