/**
 * PuffinFlow as an adapter, through the door that every user takes. This is the one place where the
 * harness meets the engine.
 * @module
 */
import { type Agent, agent, type CompletedRun, type Outputs } from "puffinflow";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { PUFFINFLOW } from "./facts.ts";
import { type MicroSuites, prepareMicro } from "./micro_program.ts";

/** PuffinFlow, as the harness drives it. */
const puffinflow: Adapter = { ...PUFFINFLOW, supports: () => true, prepare };
export default puffinflow;

/** An agent of states whose names are made in a loop: the compiler knows them as text only. */
type LoopBuiltAgent = Agent<number, Readonly<Record<string, number>>>;

/** Programs for micro benchmarks, by suite. */
const PROGRAMS: MicroSuites = {
  orchestration: async () => (await import("./puffinflow/orchestration.ts")).orchestration,
  "core-agent": async () => (await import("./puffinflow/core_agent.ts")).coreAgent,
  resources: async () => (await import("./puffinflow/resources.ts")).resources,
  coordination: async () => (await import("./puffinflow/coordination.ts")).coordination,
  durability: async () => (await import("./puffinflow/durability.ts")).durability,
  observability: async () => (await import("./puffinflow/observability.ts")).observability,
};

function prepare({ shape }: Workload, work: Work): Prepared | Promise<Prepared> {
  switch (shape.kind) {
    case "micro": {
      const { program, operations } = shape;
      return prepareMicro(PROGRAMS, program, { operations, did: (done) => work.did(done) });
    }
    case "chain": {
      const last = nameOf(shape.length - 1);
      return preparedFrom(chainAgent(shape.length, work), (run) => run.output(last));
    }
    case "fanout": {
      const join = nameOf(shape.width + 1);
      return preparedFrom(fanoutAgent(shape.width, work), (run) => run.output(join));
    }
    case "diamond":
      return preparedFrom(diamondAgent(work), (run) => run.output("bottom"));
  }
}

function preparedFrom<O extends Outputs>(flow: Agent<number, O>, digestOf: (run: CompletedRun<O>) => number): Prepared {
  flow.validate();
  return {
    async run(seed) {
      const run = await flow.run(seed);
      if (run.status !== "completed") throw run.error;
      return digestOf(run);
    },
    async runToKeep(seed) {
      const run = await flow.run(seed);
      if (run.status !== "completed") throw run.error;
      return { digest: digestOf(run), kept: run };
    },
  };
}

function nameOf(task: number): string {
  return `task-${task}`;
}

function chainAgent(length: number, work: Work): LoopBuiltAgent {
  let chain: LoopBuiltAgent = agent("chain").input<number>().state(nameOf(0), ({ input }) => work.one(0, input));
  for (let task = 1; task < length; task++) {
    chain = chain.state(nameOf(task), { after: [nameOf(task - 1)] }, ({ values: [before] }) => work.one(task, before!));
  }
  return chain;
}

function fanoutAgent(width: number, work: Work): LoopBuiltAgent {
  const [producer, join] = [nameOf(0), nameOf(width + 1)];
  const branches = Array.from({ length: width }, (_, i) => nameOf(i + 1));
  let fanout: LoopBuiltAgent = agent("fan-out").input<number>().state(producer, ({ input }) => work.one(0, input));
  for (const [i, branch] of branches.entries()) {
    fanout = fanout.state(branch, { after: [producer] }, ({ values: [produced] }) => work.one(i + 1, produced!));
  }
  return fanout.state(join, { after: branches }, ({ values }) => work.join(width + 1, values));
}

function diamondAgent(work: Work) {
  return agent("diamond")
    .input<number>()
    .state("top", ({ input }) => work.one(0, input))
    .state("left", { after: ["top"] }, ({ from }) => work.one(1, from.top))
    .state("right", { after: ["top"] }, ({ from }) => work.one(2, from.top))
    .state("bottom", { after: ["left", "right"] }, ({ values }) => work.join(3, values));
}
