/**
 * A fan-out to flows: a `ParallelBatchFlow` runs its nodes once for each set of parameters, all at once; the nodes tell
 * the branches apart by their parameters.
 * @module
 */
// deno-lint-ignore-file require-await -- the methods of a node are async functions, as its documentation writes them.
import { Node, ParallelBatchFlow } from "pocketflow";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { inOrder, preparedFrom, StepNode } from "./nodes.ts";

/** What the nodes of one run hand to each other. */
interface Store {
  value: number;
  /** Steps made, and value, by branch. */
  readonly steps: number[];
  readonly values: number[];
}

interface Parameters extends Record<string, unknown> {
  readonly branch: number;
}

/** A fan-out to flows. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  const produce = new StepNode<Store, number, number>({
    read: ({ value }) => value,
    work: (value) => work.one(0, value),
    write(shared, output) {
      for (let branch = 0; branch < shape.width; branch++) shared.values[branch] = output;
    },
  });
  const join = new StepNode<Store, readonly number[], number>({
    read: ({ values }) => values,
    work: (values) => work.gather(subgraphJoin(shape), values),
    write: (shared, output) => void (shared.value = output),
  });
  const edit = new BranchNode(shape, work), generate = new BranchNode(shape, work), bump = new BranchNode(shape, work);
  inOrder([edit, generate, bump]);
  bump.on("again", bump).on("done", new Node());
  return preparedFrom<Store>(inOrder([produce, new Branches(edit, shape.width), join]), {
    input: (seed) => ({ value: seed, steps: new Array<number>(shape.width).fill(0), values: [] }),
    digest: ({ value }) => value,
  });
}

class Branches extends ParallelBatchFlow<Store, Parameters, Parameters[]> {
  constructor(start: BranchNode, readonly width: number) {
    super(start);
  }

  override async prep(): Promise<Parameters[]> {
    return Array.from({ length: this.width }, (_, branch) => ({ branch }));
  }
}

class BranchNode extends Node<Store, Parameters> {
  constructor(readonly shape: ShapeOf<"subgraphs">, readonly work: Work) {
    super();
  }

  override async prep({ steps, values }: Store): Promise<{ task: number; value: number }> {
    const { branch } = this._params;
    return { task: subgraphTask(this.shape, branch, steps[branch]!), value: values[branch]! };
  }

  override async exec({ task, value }: { task: number; value: number }): Promise<number> {
    return await this.work.one(task, value);
  }

  override async post({ steps, values }: Store, _prepared: unknown, output: number): Promise<string | undefined> {
    const { branch } = this._params;
    values[branch] = output;
    const made = ++steps[branch]!;
    if (made <= STRAIGHT_STEPS) return undefined;
    return made < STRAIGHT_STEPS + this.shape.turns ? "again" : "done";
  }
}
