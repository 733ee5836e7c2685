/**
 * PocketFlow.js as an adapter: a node a task, joined by `next`, and one `ParallelBatchNode` for all
 * branches, as a flow has no other way of running tasks side by side. Nodes speak through the shared
 * store, one for each run.
 * @module
 */
// deno-lint-ignore-file require-await -- the methods of a node are async functions, as its documentation writes them.
import { type BaseNode, Flow, Node, ParallelBatchNode } from "pocketflow";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { POCKETFLOW } from "./facts.ts";
import { graphOf, graphsOnly } from "./micro_program.ts";

/** PocketFlow.js, as the harness drives it. */
const pocketflow: Adapter = { ...POCKETFLOW, supports: graphsOnly, prepare };
export default pocketflow;

function prepare(workload: Workload, work: Work): Prepared {
  const shape = graphOf(workload);
  switch (shape.kind) {
    case "chain":
      return preparedFrom(Array.from({ length: shape.length }, (_, task) => new TaskNode(task, work)));
    case "fanout":
      return preparedFrom(forkNodes(shape.width, work));
    case "diamond":
      return preparedFrom(forkNodes(2, work));
  }
}

function preparedFrom(nodes: readonly BaseNode[]): Prepared {
  for (const [index, node] of nodes.slice(1).entries()) nodes[index]!.next(node);
  const flow = new Flow<SharedStore>(nodes[0]!);
  return {
    async run(seed) {
      const shared: SharedStore = { value: seed, outputs: [] };
      await flow.run(shared);
      return shared.value;
    },
  };
}

/** A fan-out; of two branches, a diamond. */
function forkNodes(width: number, work: Work): readonly BaseNode[] {
  return [new TaskNode(0, work), new BranchesNode(width, work), new JoinNode(width + 1, work)];
}

/** What the nodes of one run hand to each other. */
interface SharedStore {
  /** Output of the last task; before the first, the seed. */
  value: number;
  /** Outputs of the branches, in their order. */
  outputs: readonly number[];
}

// A flow copies each node before it runs it, field by field: a private field would be left behind.
class TaskNode extends Node<SharedStore> {
  constructor(readonly task: number, readonly work: Work) {
    super();
  }

  override async prep(shared: SharedStore): Promise<number> {
    return shared.value;
  }

  override async exec(value: number): Promise<number> {
    return await this.work.one(this.task, value);
  }

  override async post(shared: SharedStore, _prepared: number, output: number): Promise<undefined> {
    shared.value = output;
  }
}

interface Branch {
  readonly task: number;
  readonly value: number;
}

class BranchesNode extends ParallelBatchNode<SharedStore> {
  constructor(readonly width: number, readonly work: Work) {
    super();
  }

  override async prep({ value }: SharedStore): Promise<Branch[]> {
    return Array.from({ length: this.width }, (_, i) => ({ task: i + 1, value }));
  }

  override async exec({ task, value }: Branch): Promise<number> {
    return await this.work.one(task, value);
  }

  override async post(shared: SharedStore, _prepared: Branch[], outputs: number[]): Promise<undefined> {
    shared.outputs = outputs;
  }
}

class JoinNode extends Node<SharedStore> {
  constructor(readonly task: number, readonly work: Work) {
    super();
  }

  override async prep(shared: SharedStore): Promise<readonly number[]> {
    return shared.outputs;
  }

  override async exec(outputs: readonly number[]): Promise<number> {
    return await this.work.join(this.task, outputs);
  }

  override async post(shared: SharedStore, _prepared: readonly number[], output: number): Promise<undefined> {
    shared.value = output;
  }
}
