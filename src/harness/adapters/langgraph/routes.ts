/**
 * Programs that route: a loop, retries, a validation, sub-graphs, a conversation with tools; records; a wide state.
 * @module
 */
import { Annotation, END, type MemorySaver, type RetryPolicy, Send, START, StateGraph } from "@langchain/langgraph";
import type { Paper } from "../../workload/scenarios/records.ts";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";
import { type Ends, keptFrom, preparedFrom } from "./compiled.ts";

/** Compiles a graph, with a checkpointer or without. */
interface CompileOptions {
  readonly checkpointer?: MemorySaver;
}

const LoopState = Annotation.Root({ value: Annotation<number>, turn: Annotation<number> });

/** One node with a conditional edge back to itself. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  const graph = new StateGraph(LoopState)
    .addNode("step", async ({ value, turn }) => ({ value: await work.one(turn, value), turn: turn + 1 }))
    .addEdge(START, "step")
    .addConditionalEdges("step", ({ turn }) => turn < turns ? "step" : END, ["step", END])
    .compile();
  return preparedFrom(graph, { input: (value) => ({ value, turn: 0 }), digest: ({ value }) => value });
}

// The least that it can be told: it waits by a timer in any case.
const RETRY: RetryPolicy = {
  maxAttempts: MOST_ATTEMPTS,
  initialInterval: 0,
  jitter: false,
  retryOn: () => true,
  logWarning: false,
};

const ValueState = Annotation.Root({ value: Annotation<number> });

/** One flaky node. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  const graph = new StateGraph(ValueState)
    .addNode("ask", async ({ value }) => ({ value: await work.flaky(0, value) }), { retryPolicy: RETRY })
    .addEdge(START, "ask")
    .addEdge("ask", END)
    .compile();
  return preparedFrom(graph, { input: (value) => ({ value }), digest: ({ value }) => value });
}

const ComplexState = Annotation.Root({ value: Annotation<number>, isValid: Annotation<boolean> });

/** A check with two ways on, one of them through a flaky node. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const graph = new StateGraph(ComplexState)
    .addNode("check", async ({ value }) => await work.check(COMPLEX_TASKS.check, value))
    .addNode("reject", async ({ value }) => ({ value: await work.one(COMPLEX_TASKS.reject, value) }))
    .addNode("ask", async ({ value }) => ({ value: await work.flaky(COMPLEX_TASKS.ask, value) }), {
      retryPolicy: RETRY,
    })
    .addNode("work", async ({ value }) => ({ value: await work.one(COMPLEX_TASKS.work, value) }))
    .addNode("report", async ({ value }) => ({ value: await work.one(COMPLEX_TASKS.report, value) }))
    .addEdge(START, "check")
    .addConditionalEdges("check", ({ isValid }) => isValid ? "ask" : "reject", ["ask", "reject"])
    .addEdge("ask", "work")
    .addEdge("work", "report")
    .addEdge("report", END)
    .addEdge("reject", END)
    .compile();
  return preparedFrom(graph, { input: (value) => ({ value }), digest: ({ value }) => value });
}

const PaperState = Annotation.Root({ value: Annotation<number>, paper: Annotation<Paper> });

/** Three nodes that hand on a record, typed by the state's annotation. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  const graph = new StateGraph(PaperState)
    .addNode("draft", async ({ value }) => ({ paper: await work.draft(0, value) }))
    .addNode("review", async ({ paper }) => ({ paper: await work.review(1, paper) }))
    .addNode("publish", async ({ paper }) => ({ value: await work.publish(2, paper) }))
    .addEdge(START, "draft")
    .addEdge("draft", "review")
    .addEdge("review", "publish")
    .addEdge("publish", END)
    .compile();
  return preparedFrom(graph, { input: (value) => ({ value }), digest: ({ value }) => value });
}

interface BranchOutput {
  readonly branch: number;
  readonly value: number;
}

const BranchState = Annotation.Root({
  branch: Annotation<number>,
  value: Annotation<number>,
  step: Annotation<number>,
  outputs: Annotation<BranchOutput[]>,
});

const FanState = Annotation.Root({
  value: Annotation<number>,
  outputs: Annotation<BranchOutput[]>({ reducer: (all, more) => all.concat(more), default: () => [] }),
});

const FAN: Ends<{ readonly value: number }, { value: number }> = {
  input: (value) => ({ value }),
  digest: ({ value }) => value,
};

/** One `Send` for each branch, to a node that is a graph itself. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return preparedFrom(compileFan(shape, work), FAN);
}

/** The same with steps recorded, those of the sub-graphs too. */
export function keptSubgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return keptFrom((checkpointer) => compileFan(shape, work, { checkpointer }), FAN);
}

function compileFan(shape: ShapeOf<"subgraphs">, work: Work, options: CompileOptions = {}) {
  const branches = Array.from({ length: shape.width }, (_, branch) => branch), join = subgraphJoin(shape);
  return new StateGraph(FanState)
    .addNode("produce", async ({ value }) => ({ value: await work.one(0, value) }))
    .addNode("branch", compileBranch(shape, work))
    .addNode("join", async ({ outputs }) => {
      const inOrder = outputs.toSorted((a, b) => a.branch - b.branch).map(({ value }) => value);
      return { value: await work.gather(join, inOrder) };
    })
    .addEdge(START, "produce")
    .addConditionalEdges(
      "produce",
      ({ value }) => branches.map((branch) => new Send("branch", { branch, value, step: 0 })),
      [
        "branch",
      ],
    )
    .addEdge("branch", "join")
    .addEdge("join", END)
    .compile(options);
}

const BranchEnd = Annotation.Root({ outputs: Annotation<BranchOutput[]> });

function compileBranch(shape: ShapeOf<"subgraphs">, work: Work) {
  const advance = async ({ branch, value, step }: typeof BranchState.State) => ({
    value: await work.one(subgraphTask(shape, branch, step), value),
    step: step + 1,
  });
  const isOver = (step: number) => step === STRAIGHT_STEPS + shape.turns;
  return new StateGraph({ stateSchema: BranchState, output: BranchEnd })
    .addNode("edit", advance)
    .addNode("generate", advance)
    .addNode("bump", async (state) => {
      const { value, step } = await advance(state), { branch } = state;
      return { value, step, ...(isOver(step) && { outputs: [{ branch, value }] }) };
    })
    .addEdge(START, "edit")
    .addEdge("edit", "generate")
    .addEdge("generate", "bump")
    .addConditionalEdges("bump", ({ step }) => isOver(step) ? END : "bump", ["bump", END])
    .compile();
}

const MessagesState = Annotation.Root({
  messages: Annotation<number[]>({ reducer: (all, more) => all.concat(more), default: () => [] }),
});

const CONVERSATION: Ends<{ readonly messages: number[] }, { messages: number[] }> = {
  input: (seed) => ({ messages: [seed] }),
  digest: ({ messages }) => messages.at(-1)!,
};

/** A model and its tools, as the guide's agent has them. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return preparedFrom(compileAgent(shape, work), CONVERSATION);
}

/** The same with steps recorded. */
export function keptToolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return keptFrom((checkpointer) => compileAgent(shape, work, { checkpointer }), CONVERSATION);
}

function compileAgent(shape: ShapeOf<"tool-agent">, work: Work, options: CompileOptions = {}) {
  return new StateGraph(MessagesState)
    .addNode("model", async ({ messages }) => ({ messages: [await work.gather(nextTask(messages), messages)] }))
    .addNode("tools", async ({ messages }) => ({ messages: [await work.one(nextTask(messages), messages.at(-1)!)] }))
    .addEdge(START, "model")
    .addConditionalEdges("model", ({ messages }) => wantsTool(shape, messages) ? "tools" : END, ["tools", END])
    .addEdge("tools", "model")
    .compile(options);
}
