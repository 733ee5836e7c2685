/**
 * What a durable run is fitted with: something around each state's function that asks the journal first, and something
 * around each function that undoes. The executor knows nothing of it.
 * @module
 */
import type { Plan } from "../../graph/plan.ts";
import { type CompensationContext, undoOf } from "../../run/compensation.ts";
import type { Context } from "../../run/context.ts";
import type { Execution } from "../../run/execution.ts";
import { RunInstrument, withBodies } from "../../run/instrument.ts";
import { watch } from "../../run/observer_group.ts";
import { JournalObserver } from "./journal_observer.ts";
import type { JournaledRun } from "./journaled_run.ts";
import { RunScope, scopeOf } from "./run_scope.ts";
import { undoOnce } from "./undo_once.ts";

/** Fits plans, once each: which run a function is called for shows by its context. */
class JournalFitting extends RunInstrument {
  readonly name = "durability";

  protected override fit(plan: Plan): Plan {
    const fitted = withBodies(plan, (body) => (context: Context) => {
      const scope = scopeOf(context.execution);
      return scope === undefined ? body(context as never) : scope.perform(context, body);
    });
    if (!plan.compensates) return fitted;
    return { ...fitted, compensate: plan.compensate.map((undo) => undo === null ? null : recordedUndo(undo)) };
  }
}

function recordedUndo(undo: (context: never) => unknown): (context: never) => unknown {
  return async function (this: object | null, context: CompensationContext<unknown, unknown>): Promise<void> {
    const call = () => undo.call(this, context as never), what = undoOf(context), scope = scopeOf(what.execution);
    await (scope === undefined ? call() : undoOnce(scope, what, call));
  };
}

const FITTING = new JournalFitting();

/** What one run is fitted with. */
export class JournalInstrument extends RunInstrument {
  readonly name = "durability";
  readonly #run: JournaledRun;

  /**
   * Makes one.
   *
   * @param run The run.
   */
  constructor(run: JournaledRun) {
    super();
    this.#run = run;
  }

  override planFor(plan: Plan): Plan {
    return FITTING.planFor(plan);
  }

  override attach(execution: Execution): void {
    // A dead letter is replayed with the same instruments, and is a run of its own that nobody records.
    if (this.#run.root !== null) return;
    this.#run.begin(execution);
    new RunScope(this.#run, execution, "");
    watch(execution, new JournalObserver(this.#run));
  }
}
