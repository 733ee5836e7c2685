/**
 * PuffinFlow as an adapter, through the doors that every user takes. This and the files in the folder of the same name
 * are where the harness meets the engine.
 * @module
 */
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { PUFFINFLOW } from "./facts.ts";
import { type MicroSuites, prepareMicro } from "./micro_program.ts";
import { checkpointed } from "./puffinflow/scenarios/checkpointed.ts";
import { chain, diamond, fanout, isolation, stages } from "./puffinflow/scenarios/graphs.ts";
import { complex, loop, records, retry, subgraphs, toolAgent } from "./puffinflow/scenarios/routes.ts";
import { wideState } from "./puffinflow/scenarios/wide_state.ts";
import { builtFrom } from "./shape_builders.ts";

/** Programs for micro benchmarks, by suite. */
const PROGRAMS: MicroSuites = {
  orchestration: async () => (await import("./puffinflow/orchestration.ts")).orchestration,
  "core-agent": async () => (await import("./puffinflow/core_agent.ts")).coreAgent,
  resources: async () => (await import("./puffinflow/resources.ts")).resources,
  coordination: async () => (await import("./puffinflow/coordination.ts")).coordination,
  durability: async () => (await import("./puffinflow/durability.ts")).durability,
  observability: async () => (await import("./puffinflow/observability.ts")).observability,
};

const graphs = builtFrom({
  shapes: {
    chain,
    fanout,
    diamond,
    stages,
    isolation,
    loop,
    retry,
    complex,
    records,
    subgraphs,
    "wide-state": wideState,
    "tool-agent": toolAgent,
  },
  checkpointed,
});

/** PuffinFlow, as the harness drives it. */
const puffinflow: Adapter = { ...PUFFINFLOW, supports, prepare };
export default puffinflow;

function supports(workload: Workload): true | string {
  return workload.shape.kind === "micro" ? true : graphs.supports(workload);
}

function prepare(workload: Workload, work: Work): Prepared | Promise<Prepared> {
  const { shape } = workload;
  if (shape.kind !== "micro") return graphs.prepare(workload, work);
  const { program, operations } = shape;
  return prepareMicro(PROGRAMS, program, { operations, did: (done) => work.did(done) });
}
