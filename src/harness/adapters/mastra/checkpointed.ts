/**
 * The same workflows, registered with a Mastra instance that has a store in memory, so that each step is recorded. What
 * a run gives is read back from the store, and then forgotten. The instance brings far more code than workflows do, and
 * so this file is imported when it is asked for.
 * @module
 */
import { Mastra } from "@mastra/core/mastra";
import { InMemoryStore } from "@mastra/core/storage";
import type { AnyWorkflow } from "@mastra/core/workflows";
import type { Prepared } from "../adapter.ts";
import { type Ends, resultOf, type Runnable } from "./prepared_workflow.ts";

/** A workflow that is committed, and can be asked for its runs. */
export type Recorded<I, T> = Runnable<I, T> & AnyWorkflow;

/**
 * Prepares a workflow whose steps are recorded.
 *
 * @param workflow The workflow, committed.
 * @param ends What goes in and what comes out.
 */
export function keptFrom<I, O, T>(workflow: Recorded<I, T>, { input, digest, state }: Ends<I, O, T>): Prepared {
  // Its instance would log every step otherwise; nothing else is set.
  new Mastra({ workflows: { workflow }, storage: new InMemoryStore(), logger: false });
  let started = 0;
  return {
    async run(seed) {
      const runId = `run-${started++}`, run = await workflow.createRun({ runId });
      const given = { inputData: input(seed), ...(state !== undefined && { initialState: state(seed) }) };
      await resultOf<I, T>(run, given);
      const kept = await workflow.getWorkflowRunById(runId, { fields: ["result"] });
      if (kept === null || kept.isFromInMemory === true) throw new Error(`Run ${runId} was not recorded`);
      await workflow.deleteWorkflowRunById(runId);
      return digest(kept.result as O);
    },
  };
}
