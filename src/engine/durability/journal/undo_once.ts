/**
 * Undoing states of a durable run: each completion is undone once, also when the run is cut off in the middle of that.
 * @module
 */
import type { Undo } from "../../run/compensation.ts";
import { type ErrorFacts, errorFacts, revivedError } from "./recorded_error.ts";
import type { RunScope } from "./run_scope.ts";

/** Data of a record of kind `undo`. */
interface UndoData {
  readonly path: string;
  readonly state: string;
  readonly error?: ErrorFacts;
}

/**
 * Undoes a completion unless that was done in an earlier life of the run.
 *
 * @param scope The execution that it belongs to.
 * @param undo Which completion.
 * @param call Calls the function that undoes it.
 * @throws What the function threw, or what it threw then.
 */
export async function undoOnce(scope: RunScope, undo: Undo, call: () => unknown): Promise<void> {
  const { run, path, execution } = scope, { journal } = run, state = execution.plan.names[stateAt(undo)]!;
  // What the run goes back on must be known to whoever resumes it, or it would go on from what is undone.
  if (execution.parent === null) await run.announce(undo.ending);
  else await journal.settled();
  const key = `${path}${state}#${occurrenceOf(undo)}`, recorded = journal.find("undo", key);
  if (recorded !== undefined) {
    const { error } = recorded.data as UndoData;
    if (error !== undefined) throw revivedError(error);
    return;
  }
  try {
    await call();
  } catch (error) {
    await journal.put({ kind: "undo", key, data: { path, state, error: errorFacts(error) } satisfies UndoData });
    throw error;
  }
  await journal.put({ kind: "undo", key, data: { path, state } satisfies UndoData });
}

function stateAt({ execution, position }: Undo): number {
  return execution.completionOrder![position]!.state;
}

/** Which of the state's completions it is: a loop completes a state many times. */
function occurrenceOf(undo: Undo): number {
  const state = stateAt(undo), before = undo.execution.completionOrder!.slice(0, undo.position);
  return before.filter((completion) => completion.state === state).length + 1;
}
