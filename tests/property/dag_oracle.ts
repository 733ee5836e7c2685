/**
 * Foresees the run of a graph without the engine: a simulation of events that after each one looks at all
 * states anew. Slow, and simple enough to be believed.
 * @module
 */
import type { Priority } from "puffinflow";
import type { Dag, StatePlan } from "./dag_plan.ts";

/** What happened in a run, as far as it is determined. */
export interface DagRun {
  readonly status: string;
  readonly endedAtMs: number;
  /** First state that failed, or -1. */
  readonly failedState: number;
  /** Each attempt that started: state, number of the attempt, time. In the order in which they did. */
  readonly starts: readonly (readonly [state: number, attempt: number, atMs: number])[];
  /** Per state its outcome in words, such as `failed 3` (attempts) or `skipped 7` (state that it comes from). */
  readonly outcomes: readonly string[];
}

const RANKS: Readonly<Record<Priority, number>> = { critical: 0, high: 1, normal: 2, low: 3 };

/**
 * Works out what must happen.
 *
 * @param dag The graph.
 * @returns The run.
 */
export function foresee(dag: Dag): DagRun {
  return new Simulation(dag).run();
}

interface State {
  readonly plan: StatePlan;
  readonly index: number;
  tries: number;
  isRunning: boolean;
  /** When the first attempt started. */
  startedMs: number;
  /** What ends the attempt: the limit of it, that of all, or nothing but itself. */
  endedBy: "itself" | "its limit" | "the limit of all";
  /** When the attempt ends, or the next one may start. */
  dueMs: number;
  outcome: string;
  endedAtMs: number;
}

class Simulation {
  readonly #dag: Dag;
  readonly #states: readonly State[];
  readonly #starts: (readonly [number, number, number])[] = [];
  #nowMs = 0;
  #failedState = -1;
  /** How the run was ended early, if it was. */
  #early = "";

  constructor(dag: Dag) {
    this.#dag = dag;
    this.#states = dag.states.map((plan, index) => (
      { plan, index, tries: 0, isRunning: false, startedMs: 0, endedBy: "itself", dueMs: 0, outcome: "", endedAtMs: 0 }
    ));
  }

  run(): DagRun {
    while (this.#early === "" && this.#moves());
    const early = this.#early, left = early === "" ? "not-reached" : "cancelled";
    return {
      status: early !== "" ? early : this.#failedState < 0 ? "completed" : "failed",
      endedAtMs: this.#nowMs,
      failedState: early === "" || early === "failed" ? this.#failedState : -1,
      starts: this.#starts,
      outcomes: this.#states.map(({ outcome }) => outcome === "" ? left : outcome),
    };
  }

  /** Starts the best of what is ready if there is a place, else goes to the next time at which something happens. */
  #moves(): boolean {
    const { maxConcurrent, stop, stopAtMs } = this.#dag, running = this.#states.filter(({ isRunning }) => isRunning);
    const [best] = this.#states.filter((state) => this.#isReady(state)).sort((a, b) =>
      RANKS[a.plan.priority] - RANKS[b.plan.priority] || a.index - b.index
    );
    if (best !== undefined && running.length < maxConcurrent) {
      this.#start(best);
      return true;
    }
    const waiting = this.#states.filter((state) => this.#isWaiting(state));
    const times = [...running, ...waiting].flatMap((state) => [state.dueMs, ...this.#softUntilMs(state)]);
    const nextMs = Math.min(...times.filter((timeMs) => timeMs > this.#nowMs));
    if (nextMs === Infinity) return false;
    this.#nowMs = Math.min(nextMs, stopAtMs);
    if (this.#nowMs === stopAtMs) this.#early = stop;
    else for (const state of running) if (state.dueMs === this.#nowMs) this.#settle(state);
    return true;
  }

  #start(state: State): void {
    const { plan: { isWanted, attempts, timeoutMs, totalTimeoutMs }, index } = state;
    if (!isWanted) return this.#miss(state, `skipped ${index}`);
    if (state.tries === 0) state.startedMs = this.#nowMs;
    const leftMs = state.startedMs + totalTimeoutMs - this.#nowMs;
    if (leftMs <= 0) return this.#miss(state, `timed-out ${state.tries}`);
    this.#starts.push([index, ++state.tries, this.#nowMs]);
    const { durationMs } = attempts[state.tries - 1]!;
    const limitMs = Math.min(leftMs, timeoutMs || Infinity), isLate = durationMs > limitMs;
    state.endedBy = !isLate ? "itself" : limitMs === leftMs ? "the limit of all" : "its limit";
    if (durationMs === 0) return this.#settle(state);
    state.isRunning = true;
    state.dueMs = this.#nowMs + Math.min(limitMs, durationMs);
  }

  #settle(state: State): void {
    const { plan: { attempts, totalTimeoutMs, backoffMs }, tries, endedBy, startedMs } = state;
    const againMs = this.#nowMs + backoffMs * 2 ** (tries - 1), isLate = endedBy !== "itself";
    const hasTime = endedBy !== "the limit of all" && againMs < startedMs + totalTimeoutMs;
    state.isRunning = false;
    state.endedAtMs = this.#nowMs;
    if (!isLate && !attempts[tries - 1]!.fails) state.outcome = "completed";
    else if (hasTime && tries < attempts.length) state.dueMs = againMs;
    else this.#miss(state, `${isLate ? "timed-out" : "failed"} ${tries}`);
  }

  #miss(state: State, outcome: string): void {
    const isFailure = !outcome.startsWith("skipped");
    state.outcome = outcome;
    if (isFailure && this.#failedState < 0) this.#failedState = state.index;
    if (isFailure && this.#dag.onFailure === "fail-fast") this.#early = "failed";
    for (let doomed = [state]; doomed.length > 0 && this.#early === "";) {
      doomed = this.#states.filter((other) => this.#isDoomed(other));
      for (const other of doomed) other.outcome = isFailure ? `upstream-failed ${state.index}` : outcome;
    }
  }

  #isReady(state: State): boolean {
    return this.#isWaiting(state) &&
      [state.dueMs, ...this.#softUntilMs(state)].every((timeMs) => timeMs <= this.#nowMs);
  }

  #isWaiting({ plan: { waits, after }, outcome, isRunning }: State): boolean {
    if (outcome !== "" || isRunning) return false;
    return waits === "all"
      ? after.every(({ state, withinMs }) => withinMs !== null || this.#hasCompleted(state))
      : after.some(({ state }) => this.#hasCompleted(state));
  }

  #isDoomed({ plan: { waits, after }, outcome }: State): boolean {
    if (outcome !== "") return false;
    return waits === "all"
      ? after.some(({ state, withinMs }) => withinMs === null && this.#wasMissed(state))
      : after.every(({ state }) => this.#wasMissed(state));
  }

  /** Until when a state waits for those that may be missing, each counted from when all others are there. */
  #softUntilMs({ plan: { after } }: State): number[] {
    const firm = after.filter(({ withinMs }) => withinMs === null);
    const sinceMs = Math.max(0, ...firm.map(({ state }) => this.#states[state]!.endedAtMs));
    return after.filter(({ state, withinMs }) => withinMs !== null && this.#states[state]!.outcome === "")
      .map(({ withinMs }) => sinceMs + withinMs!);
  }

  #hasCompleted(state: number): boolean {
    return this.#states[state]!.outcome === "completed";
  }

  #wasMissed(state: number): boolean {
    return this.#states[state]!.outcome !== "" && !this.#hasCompleted(state);
  }
}
