/**
 * LangGraph as an adapter: a `StateGraph` for each shape, compiled once. Branches of the fan-out are
 * nodes of their own, as their number is known when the graph is written.
 * @module
 */
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { taskCount } from "../workload/shape.ts";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { LANGGRAPH } from "./facts.ts";
import { graphOf, graphsOnly } from "./micro_program.ts";

/** LangGraph's graph API, as the harness drives it. */
const langgraph: Adapter = { ...LANGGRAPH, supports: graphsOnly, prepare };
export default langgraph;

function prepare(workload: Workload, work: Work): Prepared {
  const shape = graphOf(workload);
  // One step more than there can be: every step executes a task, and reaching the limit is an error.
  const limits = { recursionLimit: taskCount(shape) + 1 };
  switch (shape.kind) {
    case "chain": {
      const graph = compileChain(shape.length, work);
      return preparedFrom((seed) => graph.invoke({ value: seed }, limits));
    }
    case "fanout": {
      const graph = compileFanout(shape.width, work);
      return preparedFrom((seed) => graph.invoke({ value: seed }, limits));
    }
    case "diamond": {
      const graph = compileDiamond(work);
      return preparedFrom((seed) => graph.invoke({ value: seed }, limits));
    }
  }
}

function preparedFrom(invoke: (seed: number) => Promise<{ readonly value: number }>): Prepared {
  return {
    run: async (seed) => (await invoke(seed)).value,
    async runToKeep(seed) {
      const state = await invoke(seed);
      return { digest: state.value, kept: state };
    },
  };
}

const ChainState = Annotation.Root({ value: Annotation<number> });

function compileChain(length: number, work: Work) {
  let last: string = "task-0";
  const graph = new StateGraph(ChainState)
    .addNode(last, async ({ value }) => ({ value: await work.one(0, value) }))
    .addEdge(START, last);
  for (let task = 1; task < length; task++) {
    const name = `task-${task}`;
    graph.addNode(name, async ({ value }) => ({ value: await work.one(task, value) })).addEdge(last, name);
    last = name;
  }
  return graph.addEdge(last, END).compile();
}

interface BranchOutput {
  readonly branch: number;
  readonly value: number;
}

const FanoutState = Annotation.Root({
  value: Annotation<number>,
  outputs: Annotation<BranchOutput[]>({ reducer: (all, more) => all.concat(more), default: () => [] }),
});

function compileFanout(width: number, work: Work) {
  const branches = Array.from({ length: width }, (_, i) => `branch-${i + 1}`);
  const graph = new StateGraph(FanoutState)
    .addNode("producer", async ({ value }) => ({ value: await work.one(0, value) }))
    .addNode("join", async ({ outputs }) => {
      // Updates of one step are applied in an order of LangGraph's own.
      const inOrder = outputs.toSorted((a, b) => a.branch - b.branch).map((output) => output.value);
      return { value: await work.join(width + 1, inOrder) };
    })
    .addNode(branches[0]!, branchNode(1, work));
  for (let branch = 2; branch <= width; branch++) graph.addNode(branches[branch - 1]!, branchNode(branch, work));
  graph.addEdge(START, "producer");
  for (const branch of branches) graph.addEdge("producer", branch);
  return graph.addEdge(branches, "join").addEdge("join", END).compile();
}

function branchNode(branch: number, work: Work) {
  return async ({ value }: typeof FanoutState.State) => ({
    outputs: [{ branch, value: await work.one(branch, value) }],
  });
}

const DiamondState = Annotation.Root({
  value: Annotation<number>,
  left: Annotation<number>,
  right: Annotation<number>,
});

function compileDiamond(work: Work) {
  return new StateGraph(DiamondState)
    .addNode("top", async ({ value }) => ({ value: await work.one(0, value) }))
    .addNode("to-left", async ({ value }) => ({ left: await work.one(1, value) }))
    .addNode("to-right", async ({ value }) => ({ right: await work.one(2, value) }))
    .addNode("bottom", async ({ left, right }) => ({ value: await work.join(3, [left, right]) }))
    .addEdge(START, "top")
    .addEdge("top", "to-left")
    .addEdge("top", "to-right")
    .addEdge(["to-left", "to-right"], "bottom")
    .addEdge("bottom", END)
    .compile();
}
