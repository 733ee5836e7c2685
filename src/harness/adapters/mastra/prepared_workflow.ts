/**
 * A committed workflow as the harness runs it, and as Mastra has written its graph down.
 * @module
 */
import type { DefaultEngineType, SerializedStepFlowEntry, Step } from "@mastra/core/workflows";
import type { Prepared } from "../adapter.ts";
import type { DeclaredGraph } from "../declared_graph.ts";

/** How a run ended, as far as it is used here. */
interface RunEnd {
  readonly status: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A workflow that is committed: its input is `I`, its state, if it has one, `T`. */
export interface Runnable<I, T = unknown> {
  createRun(options?: { readonly runId?: string }): Promise<{
    start(given: { readonly inputData: I; readonly initialState?: T }): Promise<RunEnd>;
  }>;
  readonly serializedStepGraph: readonly SerializedStepFlowEntry[];
}

/** A workflow as a step of another: from `I` to `O`. */
export type NestedStep<Id extends string, I, O> = Step<Id, unknown, I, O, unknown, unknown, DefaultEngineType>;

/** What a run is given and what is read from its end. */
export interface Ends<I, O, T = unknown> {
  readonly input: (seed: number) => I;
  readonly digest: (result: O) => number;
  readonly state?: (seed: number) => T;
}

/** Of workflows that take a number and give one. */
export const NUMBERS: Ends<number, number> = { input: (seed) => seed, digest: (result) => result };

/**
 * Starts a run and takes its result.
 *
 * @param run A new run.
 * @param given Input, and state where the workflow has one.
 * @throws What a step threw.
 */
export async function resultOf<I, T>(
  run: { start(given: { readonly inputData: I; readonly initialState?: T }): Promise<RunEnd> },
  given: { readonly inputData: I; readonly initialState?: T },
): Promise<unknown> {
  const end = await run.start(given);
  if (end.status === "success") return end.result;
  if (end.status === "failed") throw end.error;
  throw new Error(`Cannot take a run's output as it must have succeeded: its status is "${end.status}"`);
}

/**
 * Prepares a workflow that records nothing.
 *
 * @param workflow The workflow, committed.
 * @param ends What goes in and what comes out.
 */
export function preparedFrom<I, O, T>(workflow: Runnable<I, T>, { input, digest, state }: Ends<I, O, T>): Prepared {
  return {
    async run(seed) {
      const run = await workflow.createRun();
      const given = { inputData: input(seed), ...(state !== undefined && { initialState: state(seed) }) };
      // The engine types a result by the schema of its last step, and loses it on the way through a loop or a branch.
      return digest(await resultOf(run, given) as O);
    },
    declaredGraph: () => graphOf(workflow.serializedStepGraph),
  };
}

/** Names of the steps of an entry: those side by side, or the one that it has. */
function stepsOf(entry: SerializedStepFlowEntry): readonly string[] {
  switch (entry.type) {
    case "parallel":
    case "conditional":
      return entry.steps.map(nameOf);
    case "loop":
    case "foreach":
      return [nameOf(entry.step)];
    case "step":
      return [entry.step.id];
    default:
      return "id" in entry && entry.id !== undefined ? [entry.id] : [];
  }
}

function nameOf(entry: { readonly type: string; readonly step?: { readonly id: string } }): string {
  return entry.step?.id ?? entry.type;
}

function graphOf(entries: readonly SerializedStepFlowEntry[]): DeclaredGraph {
  const nodes: string[] = [], edges: [string, string][] = [];
  let before: readonly string[] = [];
  for (const entry of entries) {
    const steps = stepsOf(entry);
    nodes.push(...steps);
    for (const from of before) for (const to of steps) edges.push([from, to]);
    if (entry.type === "loop") edges.push(...steps.map((step): [string, string] => [step, step]));
    before = steps;
  }
  return { nodes, edges };
}
