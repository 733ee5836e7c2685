/**
 * Plain async code as an adapter: the same work without an engine, written by hand for each shape.
 * What another adapter takes beyond this is what its engine adds.
 * @module
 */
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { coordination } from "./control/coordination.ts";
import { coreAgent } from "./control/core_agent.ts";
import { durability } from "./control/durability.ts";
import { observability } from "./control/observability.ts";
import { orchestration } from "./control/orchestration.ts";
import { resources } from "./control/resources.ts";
import { checkpointed, isolation, subgraphs, toolAgent, wideState } from "./control/scenarios/branches.ts";
import * as steps from "./control/scenarios/steps.ts";
import { CONTROL } from "./facts.ts";
import { type MicroPrograms, prepareMicro, programsOf } from "./micro_program.ts";
import { builtFrom } from "./shape_builders.ts";

/** Plain code for micro programs, by suite; where there is none, the engine's part has no counterpart. */
const PROGRAMS: Readonly<Record<string, MicroPrograms>> = {
  orchestration,
  "core-agent": coreAgent,
  resources,
  coordination,
  observability,
  durability,
};

const graphs = builtFrom({
  shapes: {
    chain: ({ length }, work) => ({ run: (seed) => runChain(work, { length, seed }) }),
    fanout: ({ width }, work) => ({ run: (seed) => runFanout(work, { width, seed }) }),
    diamond: (_shape, work) => ({ run: (seed) => runDiamond(work, seed) }),
    ...steps,
    isolation,
    subgraphs,
    "wide-state": wideState,
    "tool-agent": toolAgent,
  },
  checkpointed,
});

/** Hand-written async code, as the harness drives it. */
const control: Adapter = { ...CONTROL, supports, prepare };
export default control;

function supports(workload: Workload): true | string {
  const { shape } = workload;
  if (shape.kind !== "micro") return graphs.supports(workload);
  const [suite = "", scenario = ""] = shape.program.split("/");
  return PROGRAMS[suite]?.[scenario] === undefined ? "plain code has nothing like it" : true;
}

function prepare(workload: Workload, work: Work): Prepared | Promise<Prepared> {
  const { shape } = workload;
  if (shape.kind !== "micro") return graphs.prepare(workload, work);
  const { program, operations } = shape, suites = programsOf(PROGRAMS);
  return prepareMicro(suites, program, { operations, did: (done) => work.did(done) });
}

async function runChain(work: Work, { length, seed }: { length: number; seed: number }): Promise<number> {
  let value = seed;
  for (let task = 0; task < length; task++) value = await work.one(task, value);
  return value;
}

async function runFanout(work: Work, { width, seed }: { width: number; seed: number }): Promise<number> {
  const produced = await work.one(0, seed);
  const branches = new Array<Promise<number>>(width);
  for (let branch = 1; branch <= width; branch++) branches[branch - 1] = work.one(branch, produced);
  return await work.join(width + 1, await Promise.all(branches));
}

async function runDiamond(work: Work, seed: number): Promise<number> {
  const top = await work.one(0, seed);
  const middle = await Promise.all([work.one(1, top), work.one(2, top)]);
  return await work.join(3, middle);
}
