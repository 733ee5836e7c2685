/**
 * What PocketFlow.js can do, as small programs that `features/` judges.
 * @module
 */
// deno-lint-ignore-file require-await -- the methods of a node are async functions, as its documentation writes them.
import * as pocketflowModule from "pocketflow";
import { type FeaturePrograms, has, hasNoPlaceFor, lacks, searched, type Task } from "../feature_programs.ts";

const { BaseNode, Flow, Node, ParallelBatchNode } = pocketflowModule;

/** All names that the package has: its exports and the methods of its nodes and flows. */
const PLACES = [
  pocketflowModule,
  new Node(),
  ...[BaseNode, Node, ParallelBatchNode, Flow].map(({ prototype }) => prototype),
];

/** PocketFlow's programs. */
const pocketflow: FeaturePrograms = {
  retries: has("maxRetries of a node", async ({ task }) => await run(new TaskNode(task, 3))),

  timeouts: lacks("a node takes as long as it takes", () => searched(PLACES, /time|deadline|limit/i)),

  cancellation: lacks("a flow that runs cannot be reached", () => searched(PLACES, /abort|cancel|signal|stop/i)),

  isolation: lacks("one item that fails fails the whole batch", async ({ good, bad }) => {
    const branches = new EachNode((item) => item === 0 ? good(0) : bad(0), () => Promise.resolve(2));
    return await run(branches);
  }),

  resumption: lacks("a flow starts at its start, with a shared store that its user keeps", () => {
    return searched(PLACES, /persist|checkpoint|snapshot|resum|save|store/i);
  }),

  streaming: lacks(
    "a flow answers when it has ended",
    () => searched(PLACES, /stream|event|listen|subscribe|observ|hook|emit/i),
  ),

  approval: lacks("a node can wait for a promise, and the flow then keeps its caller", () => {
    return searched(PLACES, /interrupt|suspend|resum|pause|human/i);
  }),

  typing: lacks("what exec is given is unknown, and whatever type it names is believed", async ({ first }) => {
    // That this compiles is the finding: what prep gives is a number.
    class Believing extends TaskNode {
      override async exec(value: number): Promise<string & number> {
        return value as string & number;
      }
    }
    return await run(new Believing(first));
  }),

  checkedInput: lacks("what is in the shared store is not looked at", async ({ task, right, wrong }) => {
    await run(new TaskNode(task), right);
    return await run(new TaskNode(task), wrong as number);
  }),

  timeTravel: has("a flow that starts at any node", async ({ first, second, instead }) => {
    const last = new TaskNode(second), start = new TaskNode(first);
    start.next(last);
    await run(start);
    return await run(last, instead);
  }),

  routing: has("the action that post gives", async ({ first, left, right }) => {
    class Deciding extends TaskNode {
      override async post(shared: Shared, prepared: number, output: number): Promise<undefined> {
        await super.post(shared, prepared, output);
        return (output % 2 === 0 ? "left" : "right") as never;
      }
    }
    const deciding = new Deciding(first);
    deciding.on("left", new TaskNode(left));
    deciding.on("right", new TaskNode(right));
    return await run(deciding);
  }),

  dynamicFanOut: has("ParallelBatchNode", async ({ count, task }) => await run(new EachNode(task, count))),

  subGraphs: has("a flow as a node", async ({ before, inside, after }) => {
    const first = new TaskNode(before);
    first.next(new Flow(new TaskNode(inside))).next(new TaskNode(after));
    return await run(first);
  }),

  concurrencyLimit: lacks(
    "the items of a ParallelBatchNode start at once",
    () => searched(PLACES, /concurren|limit|max(?!Retries)|pool/i),
  ),

  stepLimit: lacks("a node that is its own successor runs for ever", async ({ task }) => {
    const loop = new TaskNode(task);
    loop.next(loop);
    return await run(loop);
  }),

  deadlock: hasNoPlaceFor("a node has one predecessor at a time, so no two can wait for each other"),
};

export default pocketflow;

interface Shared {
  value: number;
}

async function run(start: pocketflowModule.BaseNode, value = 0): Promise<number> {
  const shared: Shared = { value };
  await new Flow<Shared>(start).run(shared);
  return shared.value;
}

class TaskNode extends Node<Shared> {
  constructor(readonly task: Task, attempts = 1) {
    super(attempts);
  }

  override async prep({ value }: Shared): Promise<number> {
    return value;
  }

  override async exec(value: number): Promise<number> {
    return await this.task(value);
  }

  override async post(shared: Shared, _prepared: number, output: number): Promise<undefined> {
    shared.value = output;
  }
}

class EachNode extends ParallelBatchNode<Shared> {
  constructor(readonly task: Task, readonly count: () => Promise<number>) {
    super();
  }

  override async prep(): Promise<number[]> {
    return Array.from({ length: await this.count() }, (_, item) => item);
  }

  override async exec(item: number): Promise<number> {
    return await this.task(item);
  }

  override async post(shared: Shared, _prepared: number[], outputs: number[]): Promise<undefined> {
    shared.value = outputs.reduce((sum, output) => sum + output, 0);
  }
}
