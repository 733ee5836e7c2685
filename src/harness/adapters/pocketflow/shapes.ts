/**
 * The shapes as flows: nodes joined by `next` and by actions; branches are the items of one node, as a flow runs its
 * nodes one after the other.
 * @module
 */
import type { BaseNode } from "pocketflow";
import { isDoomed, NO_OUTPUT } from "../../workload/scenarios/isolation.ts";
import type { Paper } from "../../workload/scenarios/records.ts";
import { COMPLEX_TASKS } from "../../workload/scenarios/retry.ts";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { type Ends, inOrder, ItemsNode, preparedFrom, type Step, StepNode, StubbornNode } from "./nodes.ts";

/** What the nodes of one run hand to each other. */
interface Store {
  /** Output of the last task; before the first, the seed. */
  value: number;
  /** Outputs of the branches, in their order. */
  outputs: readonly number[];
  /** Turns made. */
  turns: number;
}

const STORE: Ends<Store> = {
  input: (seed) => ({ value: seed, outputs: [], turns: 0 }),
  digest: ({ value }) => value,
};

function oneStep(work: (value: number) => Promise<number>): Step<Store, number, number> {
  return { read: ({ value }) => value, work, write: (shared, output) => void (shared.value = output) };
}

function joinStep(work: (values: readonly number[]) => Promise<number>): Step<Store, readonly number[], number> {
  return { read: ({ outputs }) => outputs, work, write: (shared, output) => void (shared.value = output) };
}

function taskNode(work: Work, task: number): BaseNode {
  return new StepNode(oneStep((value) => work.one(task, value)));
}

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(inOrder(Array.from({ length }, (_, task) => taskNode(work, task))), STORE);
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  return fork(width, work);
}

/** A diamond: a fan-out of two. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return fork(2, work);
}

function fork(width: number, work: Work): Prepared {
  const branches = new ItemsNode<Store, { task: number; value: number }>({
    read: ({ value }) => Array.from({ length: width }, (_, i) => ({ task: i + 1, value })),
    work: ({ task, value }) => work.one(task, value),
    write: (shared, outputs) => void (shared.outputs = outputs),
  });
  const join = new StepNode(joinStep((values) => work.join(width + 1, values)));
  return preparedFrom(inOrder([taskNode(work, 0), branches, join]), STORE);
}

/** Stages: a node for each, its tasks the items. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  const nodes = stageTasks(shape).map((tasks) =>
    new ItemsNode<Store, { task: number; values: readonly number[] }>({
      read: ({ value, outputs }) => {
        const values = outputs.length === 0 ? [value] : outputs;
        return tasks.map((task) => ({ task, values }));
      },
      work: ({ task, values }) => values.length === 1 ? work.one(task, values[0]!) : work.gather(task, values),
      write: (shared, outputs) => void (shared.outputs = outputs),
    })
  );
  return preparedFrom(inOrder(nodes), { ...STORE, digest: ({ outputs }) => outputs[0]! });
}

/** One node that is its own successor. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  const node = new StepNode<Store, { turn: number; value: number }, number>({
    read: ({ turns: turn, value }) => ({ turn, value }),
    work: ({ turn, value }) => work.one(turn, value),
    write(shared, output) {
      shared.value = output;
      return ++shared.turns < turns ? "again" : "done";
    },
  });
  node.on("again", node).on("done", new StepNode(nothing));
  return preparedFrom(node, STORE);
}

/** Ends a flow: an action without a successor is warned of. */
const nothing: Step<unknown, null, null> = { read: () => null, work: () => Promise.resolve(null), write: () => {} };

/** One flaky node. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  return preparedFrom(new StubbornNode(oneStep((value) => work.flaky(0, value))), STORE);
}

/** A check with two ways on, one of them through a flaky node. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const check = new StepNode<Store, number, { value: number; isValid: boolean }>({
    read: ({ value }) => value,
    work: (seed) => work.check(COMPLEX_TASKS.check, seed),
    write(shared, { value, isValid }) {
      shared.value = value;
      return isValid ? "valid" : "invalid";
    },
  });
  const ask = new StubbornNode(oneStep((value) => work.flaky(COMPLEX_TASKS.ask, value)));
  check.on("valid", inOrder([ask, taskNode(work, COMPLEX_TASKS.work), taskNode(work, COMPLEX_TASKS.report)]));
  check.on("invalid", taskNode(work, COMPLEX_TASKS.reject));
  return preparedFrom(check, STORE);
}

/** Branches of which some fail: the fallback of a node says what a failed item gives. */
export function isolation(shape: ShapeOf<"isolation">, work: Work): Prepared {
  const width = shape.good + shape.failing;
  const branches = new ItemsNode<Store, { task: number; value: number }>({
    read: ({ value }) => Array.from({ length: width }, (_, i) => ({ task: i + 1, value })),
    work: ({ task, value }) => isDoomed(shape, task) ? work.doomed(task, value) : work.one(task, value),
    write: (shared, outputs) => void (shared.outputs = outputs),
  }, NO_OUTPUT);
  const join = new StepNode(joinStep((values) => work.gather(width + 1, values)));
  return preparedFrom(inOrder([taskNode(work, 0), branches, join]), STORE);
}

interface PaperStore {
  value: number;
  paper: Paper | null;
}

/** Three nodes that hand on a record, typed by the store. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  const draft = new StepNode<PaperStore, number, Paper>({
    read: ({ value }) => value,
    work: (value) => work.draft(0, value),
    write: (shared, paper) => void (shared.paper = paper),
  });
  const review = new StepNode<PaperStore, Paper, Paper>({
    read: ({ paper }) => paper!,
    work: (paper) => work.review(1, paper),
    write: (shared, paper) => void (shared.paper = paper),
  });
  const publish = new StepNode<PaperStore, Paper, number>({
    read: ({ paper }) => paper!,
    work: (paper) => work.publish(2, paper),
    write: (shared, value) => void (shared.value = value),
  });
  return preparedFrom<PaperStore>(inOrder([draft, review, publish]), {
    input: (value) => ({ value, paper: null }),
    digest: ({ value }) => value,
  });
}

type Fields = Record<string, number>;

/** A chain over a store of many fields. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  const steps = Array.from({ length: shape.steps }, (_, step) => {
    const { reads, writes, count } = wideStep(shape, step), own = names.slice(writes, writes + count);
    return new StepNode<Fields, number, number>({
      read: (shared) => shared[names[reads]!]!,
      work: (value) => work.one(step, value),
      write(shared, output) {
        for (const [place, name] of own.entries()) shared[name] = writtenField(output, place);
      },
    });
  });
  const gather = new StepNode<Fields, number[], number>({
    read: (shared) => names.map((name) => shared[name]!),
    work: (values) => work.gather(shape.steps, values),
    write: (shared, output) => void (shared.digest = output),
  });
  return preparedFrom<Fields>(inOrder([...steps, gather]), {
    input: (seed) => Object.fromEntries(firstFields(shape, seed).map((value, field) => [names[field]!, value])),
    digest: ({ digest }) => digest!,
  });
}

interface Conversation {
  messages: readonly number[];
}

/** A model and its tools. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  const model = new StepNode<Conversation, readonly number[], number>({
    read: ({ messages }) => messages,
    work: (messages) => work.gather(nextTask(messages), messages),
    write(shared, said) {
      shared.messages = [...shared.messages, said];
      return wantsTool(shape, shared.messages) ? "tools" : "done";
    },
  });
  const tools = new StepNode<Conversation, readonly number[], number>({
    read: ({ messages }) => messages,
    work: (messages) => work.one(nextTask(messages), messages.at(-1)!),
    write: (shared, said) => void (shared.messages = [...shared.messages, said]),
  });
  model.on("tools", tools).on("done", new StepNode(nothing));
  tools.next(model);
  return preparedFrom<Conversation>(model, {
    input: (seed) => ({ messages: [seed] }),
    digest: ({ messages }) => messages.at(-1)!,
  });
}
