/**
 * Pictures of agents and of their runs: the definition as a graph for Mermaid or Graphviz, a run's timings
 * in the same picture or as a timeline.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { recordRun, toMermaid } from "puffinflow/picture";
 *
 * const pair = agent("pair").state("a", () => 1).state("b", { after: ["a"] }, ({ from }) => from.a + 1);
 * const trace = await recordRun(pair.start());
 * if (!toMermaid(pair, { trace }).startsWith("---")) throw new Error(toMermaid(pair, { trace }));
 * ```
 * @module
 */
export type { Drawable, PictureOptions } from "./drawing.ts";
export { toGraphviz } from "./graphviz.ts";
export { toMermaid } from "./mermaid.ts";
export { toMermaidTimeline } from "./mermaid_timeline.ts";
export { type RecordableRun, recordRun } from "./record_run.ts";
export type { AttemptTrace, RunTrace, TaskTrace } from "./run_trace.ts";
