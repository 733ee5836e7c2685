/**
 * Graphs whose nodes wait for one another: a chain, a fan-out, a diamond, stages, branches of which some fail. Nodes
 * are written out one by one, as their number is known when the graph is.
 * @module
 */
import { Annotation, Command, END, type MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { isDoomed, NO_OUTPUT } from "../../workload/scenarios/isolation.ts";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { keptFrom, preparedFrom } from "./compiled.ts";

/** What a run is given, and what is read from its end. */
const VALUE = {
  input: (seed: number) => ({ value: seed }),
  digest: ({ value }: { readonly value: number }) => value,
};

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(compileChain(length, work), VALUE);
}

/** A chain whose steps are recorded. */
export function keptChain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return keptFrom((checkpointer) => compileChain(length, work, checkpointer), VALUE);
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  return preparedFrom(compileFanout(width, work), VALUE);
}

/** A diamond. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return preparedFrom(compileDiamond(work), VALUE);
}

/** Stages, each node after all of the stage before. */
export function stages({ widths }: ShapeOf<"stages">, work: Work): Prepared {
  const graph = new StateGraph(OutputsState), tasksOf = stageTasks({ kind: "stages", widths });
  let before: readonly number[] = [];
  for (const tasks of tasksOf) {
    const given = before;
    for (const task of tasks) {
      graph.addNode(nameOf(task), async ({ value, outputs }) => {
        const values = given.map((one) => outputs[one]!);
        const output = values.length > 1 ? await work.gather(task, values) : await work.one(task, values[0] ?? value);
        return { outputs: { [task]: output } };
      });
      connect(graph, { from: given, to: task });
    }
    before = tasks;
  }
  const last = before[0]!;
  connect(graph, { from: [last], to: null });
  return preparedFrom(graph.compile(), { ...VALUE, digest: ({ outputs }) => outputs[last]! });
}

/** Branches of which some fail: a handler takes the failure, and a deferred join waits for all of them. */
export function isolation(shape: ShapeOf<"isolation">, work: Work): Prepared {
  const width = shape.good + shape.failing, branches = Array.from({ length: width }, (_, i) => i + 1), join = width + 1;
  const graph = new StateGraph(OutputsState);
  graph.addNode(nameOf(0), async ({ value }) => ({ value: await work.one(0, value) }));
  connect(graph, { from: [], to: 0 });
  graph.addNode(nameOf(join), async ({ outputs }) => {
    return { value: await work.gather(join, branches.map((task) => outputs[task] ?? NO_OUTPUT)) };
  }, { defer: true });
  for (const task of branches) {
    const body = isDoomed(shape, task) ? work.doomed : work.one;
    graph.addNode(nameOf(task), async ({ value }) => ({ outputs: { [task]: await body(task, value) } }), {
      errorHandler: () => new Command({ goto: nameOf(join) }),
    });
    connect(graph, { from: [0], to: task });
    connect(graph, { from: [task], to: join });
  }
  connect(graph, { from: [join], to: null });
  return preparedFrom(graph.compile(), VALUE);
}

/** A graph whose nodes are named in a loop, as far as edges are concerned. */
interface EdgeTaker {
  addEdge(from: string | string[], to: string): unknown;
}

/** Draws the edges to a node: from several, it waits for all of them; from none, it is the first; to `null` ends. */
function connect(graph: object, { from, to }: { readonly from: readonly number[]; readonly to: number | null }): void {
  const target = to === null ? END : nameOf(to), [first] = from;
  const edges = graph as EdgeTaker;
  if (first === undefined) edges.addEdge(START, target);
  else edges.addEdge(from.length === 1 ? nameOf(first) : from.map(nameOf), target);
}

function nameOf(task: number): string {
  return `task-${task}`;
}

/** Outputs by task, merged where nodes write side by side. */
const OutputsState = Annotation.Root({
  value: Annotation<number>,
  outputs: Annotation<Readonly<Record<number, number>>>({
    reducer: (all, more) => ({ ...all, ...more }),
    default: () => ({}),
  }),
});

const ChainState = Annotation.Root({ value: Annotation<number> });
function compileChain(length: number, work: Work, checkpointer?: MemorySaver) {
  let last: string = "task-0";
  const graph = new StateGraph(ChainState)
    .addNode(last, async ({ value }) => ({ value: await work.one(0, value) }))
    .addEdge(START, last);
  for (let task = 1; task < length; task++) {
    const name = `task-${task}`;
    graph.addNode(name, async ({ value }) => ({ value: await work.one(task, value) })).addEdge(last, name);
    last = name;
  }
  return graph.addEdge(last, END).compile(checkpointer === undefined ? {} : { checkpointer });
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
