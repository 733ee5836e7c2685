/**
 * Records what the executor decides and no function gives: that a state is tried again, that it is given up, that a run
 * begins inside a run, and that the run is over.
 * @module
 */
import { Flag } from "../../graph/plan.ts";
import type { Execution, Observer } from "../../run/execution.ts";
import type { MissedOutcome } from "../../run/outcome.ts";
import type { Settled } from "../../run/result.ts";
import type { RetryData, StepFailureData } from "./earlier_life.ts";
import { fingerprintOfPlan, WorkflowChangedError } from "./fingerprint.ts";
import type { JournaledRun } from "./journaled_run.ts";
import { type CompletedVisit, endedData } from "./recorded_ending.ts";
import { errorFacts } from "./recorded_error.ts";
import { failureData } from "./recorded_step.ts";
import type { NewRecord } from "./run_journal.ts";
import { RunScope, scopeOf } from "./run_scope.ts";

/** Data of a record of kind `inner`: a run began inside the run. */
interface InnerData {
  readonly agent: string;
  readonly fingerprint: string;
}

/** Watches one run. */
export class JournalObserver implements Observer {
  readonly #run: JournaledRun;
  /** In which visit each state of the run itself completed last. */
  readonly #completed: Map<string, CompletedVisit> = new Map();
  /** Visits of groups of tasks, by their outputs. */
  readonly #groups: WeakMap<object, number> = new WeakMap();

  /**
   * Makes one.
   *
   * @param run The run.
   */
  constructor(run: JournaledRun) {
    this.#run = run;
  }

  began(execution: Execution): void {
    const { parent } = execution;
    if (parent === null) return;
    const outer = scopeOf(parent.execution);
    if (outer === undefined) return;
    const scope = new RunScope(this.#run, execution, outer.innerPath(parent.task));
    this.#run.live.add(execution);
    this.#compare(scope);
  }

  completed(execution: Execution, task: number, output: unknown): void {
    if (execution !== this.#run.root) return;
    const { plan } = execution;
    if (task >= plan.size) {
      const { group } = execution.sent![task - plan.size]!;
      this.#groups.set(group.outputs, group.visit);
      return;
    }
    const isMapped = (plan.flags[task]! & Flag.mapped) !== 0, outputs = output as unknown[];
    this.#completed.set(
      plan.names[task]!,
      isMapped ? { visit: this.#groups.get(outputs) ?? 0, tasks: outputs.length } : { visit: execution.visitOf(task) },
    );
  }

  retrying(execution: Execution, task: number, retry: { readonly error: unknown; readonly delayMs: number }): void {
    const scope = scopeOf(execution);
    if (scope === undefined) return;
    scope.dismiss(task);
    const { attemptsMade } = execution.retries!.get(task)!, { delayMs } = retry;
    const data: RetryData = { ...scope.placeOf(task, attemptsMade), error: errorFacts(retry.error), delayMs };
    this.#put({ kind: "retry", key: `${scope.keyOf(task)}@${attemptsMade}`, data });
  }

  missed(execution: Execution, task: number, outcome: MissedOutcome): void {
    const scope = scopeOf(execution), { plan } = execution;
    scope?.dismiss(task);
    if (scope === undefined || (outcome.kind !== "failed" && outcome.kind !== "timed-out")) return;
    // A mapped state as a whole fails after the task that failed.
    if (task < plan.size && (plan.flags[task]! & Flag.mapped) !== 0) return;
    const key = scope.keyOf(task), { attempts } = outcome;
    if (this.#run.earlier.steps.has(key)) return;
    const data: StepFailureData = { ...scope.placeOf(task, attempts), ...failureData(outcome, attempts) };
    this.#put({ kind: "failure", key, data });
  }

  ended(execution: Execution, result: Settled): void {
    this.#run.live.delete(execution);
    if (execution !== this.#run.root || this.#run.journal.isLost) return;
    this.#put({ kind: "ended", key: "", data: endedData(result, this.#completed), ends: result.status });
  }

  waiting(): void {}
  started(): void {}
  emitted(): void {}
  held(): void {}

  /** A run inside the run has to be the one that it was, too. */
  #compare({ execution, path }: RunScope): void {
    const { journal, acceptsChange } = this.#run, { plan } = execution;
    const fingerprint = fingerprintOfPlan(plan, Object.keys(execution.channelValues));
    const recorded = journal.find("inner", path)?.data as InnerData | undefined;
    if (recorded === undefined) {
      this.#put({ kind: "inner", key: path, data: { agent: plan.agent, fingerprint } satisfies InnerData });
    } else if (recorded.fingerprint !== fingerprint && !acceptsChange) {
      const fingerprints = { recorded: recorded.fingerprint, current: fingerprint };
      this.#run.lost(new WorkflowChangedError(journal.id, plan.agent, fingerprints));
    }
  }

  /** Nobody waits: what follows is recorded later, and a record is never there without those before it. */
  #put(record: NewRecord): void {
    this.#run.journal.put(record).catch(() => {});
  }
}
