/**
 * A graph of LangGraph's in a bare file, as an outsider would write it, measured by mitata in this process: nothing of
 * puffinbench is loaded. Prints the median of a run in nanoseconds of wall time, as JSON.
 * @module
 */
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { measure } from "mitata";
import { print } from "../print.ts";

/** Nodes of the chain: those of the benchmark that this is held against. */
const LENGTH = 20;
/** Runs before the first sample. */
const WARM_UP_RUNS = 300;
/** How long mitata samples, in nanoseconds of the time that it counts. */
const MEASURED_NS = 2e9;

const State = Annotation.Root({ value: Annotation<number> });
const node = async ({ value }: typeof State.State) => ({ value: await Promise.resolve((value + 1) >>> 0) });

function chain() {
  let last: string = "node-0";
  const graph = new StateGraph(State).addNode(last, node).addEdge(START, last);
  for (let number = 1; number < LENGTH; number++) {
    const name = `node-${number}`;
    graph.addNode(name, node).addEdge(last, name);
    last = name;
  }
  return graph.addEdge(last, END).compile();
}

const graph = chain();
const { value } = await graph.invoke({ value: 0 }, { recursionLimit: LENGTH + 1 });
if (value !== LENGTH) throw new Error(`Cannot measure as every node must run: ${value} of ${LENGTH} did`);
// mitata begins to sample at once, and LangGraph is several times as slow before its code is compiled.
for (let run = 0; run < WARM_UP_RUNS; run++) await graph.invoke({ value: 0 }, { recursionLimit: LENGTH + 1 });
const { p50 } = await measure(
  async () => await graph.invoke({ value: 0 }, { recursionLimit: LENGTH + 1 }),
  { min_cpu_time: MEASURED_NS },
);
print(JSON.stringify({ medianNs: p50 }));
