/**
 * Records one run, and the runs inside it, while they happen.
 * @module
 */
import { Flag, type Plan } from "../../graph/plan.ts";
import type { Execution, Observer } from "../../run/execution.ts";
import type { MissedOutcome } from "../../run/outcome.ts";
import type { Settled } from "../../run/result.ts";
import type { ExemplarLabels } from "../metrics/exemplar.ts";
import type { PlanSeries } from "./plan_series.ts";

/** What all runs are recorded with. */
export interface RecorderParts {
  /** Finds the series of an agent. */
  readonly seriesOf: (plan: Plan) => PlanSeries;
  /** Says what a run is as an example. */
  readonly exemplarOf: (execution: Execution) => ExemplarLabels | undefined;
}

/** Stands for a task that has not begun, or is over. */
const NOT_OPEN = -1;

/** What is kept of one run while it goes on. */
class OpenRun {
  readonly startMs: number;
  readonly series: PlanSeries;
  /** Per task: when its first attempt began, or {@linkcode NOT_OPEN}. */
  readonly sinceMs: number[] = [];
  /** Tasks that are open. */
  open = 0;
  /** When tasks began to wait for resources; `null` until one does. */
  waitingSinceMs: Map<number, number> | null = null;
  /** The run as an example. */
  readonly exemplar: ExemplarLabels | undefined;

  constructor(series: PlanSeries, startMs: number, exemplar: ExemplarLabels | undefined) {
    this.series = series;
    this.startMs = startMs;
    this.exemplar = exemplar;
    series.runsStarted.inc();
    series.runsInFlight.inc();
  }
}

/** Watches a run for the metrics. */
export class RunRecorder implements Observer {
  readonly #root: Execution;
  readonly #parts: RecorderParts;
  #rootRun: OpenRun | null = null;
  /** Runs inside the run that go on; `null` until there is one. */
  #innerRuns: Map<Execution, OpenRun> | null = null;

  /**
   * Makes one.
   *
   * @param root The run that was started.
   * @param parts What all runs are recorded with.
   */
  constructor(root: Execution, parts: RecorderParts) {
    this.#root = root;
    this.#parts = parts;
  }

  began(execution: Execution): void {
    this.#runOf(execution);
  }

  waiting(execution: Execution, task: number): void {
    const waits = this.#runOf(execution).waitingSinceMs ??= new Map();
    waits.set(task, execution.settings.clock.now());
  }

  started(execution: Execution, task: number): void {
    const run = this.#runOf(execution), nowMs = execution.settings.clock.now();
    if (run.waitingSinceMs !== null) endWait(execution, run, task);
    const { sinceMs } = run;
    // An array without holes is read faster; tasks are numbered as they come.
    while (sinceMs.length <= task) sinceMs.push(NOT_OPEN);
    // A further attempt: the state goes on.
    if (sinceMs[task] !== NOT_OPEN) return;
    sinceMs[task] = nowMs;
    run.open++;
    run.series.statesInFlight.inc();
    run.series.state(execution.stateOf(task)).started.inc();
  }

  completed(execution: Execution, task: number): void {
    const run = this.#runOf(execution), durationMs = close(execution, run, task);
    // The last of a group of sent tasks completes their state too, which has not begun itself.
    if (durationMs < 0) return;
    const { count, seconds } = run.series.state(execution.stateOf(task)).completed;
    count.inc();
    seconds.observe(durationMs / 1_000, run.exemplar);
  }

  retrying(execution: Execution, task: number): void {
    const run = this.#runOf(execution);
    // An attempt that was refused what it waited for has failed without having begun.
    if (run.waitingSinceMs !== null) endWait(execution, run, task);
    run.series.state(execution.stateOf(task)).retry();
  }

  missed(execution: Execution, task: number, outcome: MissedOutcome): void {
    const run = this.#runOf(execution), state = execution.stateOf(task);
    if (run.waitingSinceMs !== null) endWait(execution, run, task);
    const durationMs = close(execution, run, task);
    // The tasks that were sent to it are counted, and not the mapped state that they were sent to.
    if (task < execution.plan.size && (execution.plan.flags[state]! & Flag.mapped) !== 0) return;
    const end = run.series.state(state).end(outcome.kind);
    end.count.inc();
    if (durationMs >= 0) end.seconds.observe(durationMs / 1_000, run.exemplar);
  }

  emitted(): void {}

  held(): void {}

  ended(execution: Execution, result: Settled): void {
    // A run that was cancelled before it began is one all the same.
    const run = this.#runOf(execution);
    if (run.open > 0) this.#cancelOpen(execution, run);
    run.series.runsInFlight.dec();
    const { count, seconds } = run.series.runEnd(result.status);
    count.inc();
    seconds.observe((execution.settings.clock.now() - run.startMs) / 1_000, run.exemplar);
    if (execution === this.#root) this.#rootRun = null;
    else this.#innerRuns!.delete(execution);
  }

  #runOf(execution: Execution): OpenRun {
    if (execution === this.#root) return this.#rootRun ??= this.#open(execution);
    const runs = this.#innerRuns ??= new Map<Execution, OpenRun>();
    let run = runs.get(execution);
    if (run === undefined) runs.set(execution, run = this.#open(execution));
    return run;
  }

  #open(execution: Execution): OpenRun {
    const { seriesOf, exemplarOf } = this.#parts;
    return new OpenRun(seriesOf(execution.plan), execution.settings.clock.now(), exemplarOf(execution));
  }

  /** What was in flight when the run ended early is told of by nobody else. */
  #cancelOpen(execution: Execution, run: OpenRun): void {
    for (const [task, sinceMs] of run.sinceMs.entries()) {
      if (sinceMs !== NOT_OPEN) this.missed(execution, task, { kind: "cancelled" });
    }
  }
}

/** Takes a task off those that are open; gives how long it was in milliseconds, or a number below 0 if it was none. */
function close(execution: Execution, run: OpenRun, task: number): number {
  const sinceMs = run.sinceMs[task] ?? NOT_OPEN;
  if (sinceMs === NOT_OPEN) return NOT_OPEN;
  run.sinceMs[task] = NOT_OPEN;
  run.open--;
  run.series.statesInFlight.dec();
  return execution.settings.clock.now() - sinceMs;
}

function endWait(execution: Execution, run: OpenRun, task: number): void {
  const sinceMs = run.waitingSinceMs!.get(task);
  if (sinceMs === undefined) return;
  run.waitingSinceMs!.delete(task);
  run.series.state(execution.stateOf(task)).waited((execution.settings.clock.now() - sinceMs) / 1_000);
}
