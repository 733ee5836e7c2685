/**
 * Programs that route: a loop, retries, a validation, sub-agents, a conversation with tools; and records.
 * @module
 */
// deno-lint-ignore-file explicit-module-boundary-types -- the types of agents are inferred, as PuffinFlow intends
import { agent, Command, concat, type MappedContext, runInside, SendAll } from "puffinflow";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../../workload/scenarios/retry.ts";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../../workload/scenarios/tool_agent.ts";
import type { Work } from "../../../workload/work.ts";
import type { Prepared } from "../../adapter.ts";
import type { ShapeOf } from "../../shape_builders.ts";
import { preparedFrom } from "./prepared_agent.ts";

const RETRY = { maxAttempts: MOST_ATTEMPTS };

/** One state that activates itself again; its value goes round in a channel. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  const flow = agent("loop").input<number>()
    .channel("value", { initial: 0 })
    .state("turn", { entry: true, to: ["turn"] }, async ({ input, channels, visit }) => {
      const value = await work.one(visit - 1, visit === 1 ? input : channels.value);
      return Command({ update: { value }, ...(visit < turns && { goto: "turn" as const }) });
    });
  return preparedFrom(flow, (run) => run.channels.value);
}

/** One flaky state. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  return preparedFrom(
    agent("retry").input<number>().state("ask", { retry: RETRY }, ({ input }) => work.flaky(0, input)),
    (run) => run.output("ask"),
  );
}

/** A check with two ways on, one of them through a flaky state. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const flow = agent("complex").input<number>()
    .channel("checked", { initial: 0 })
    .state("check", { to: ["ask", "reject"] }, async ({ input }) => {
      const { value, isValid } = await work.check(COMPLEX_TASKS.check, input);
      return Command({ update: { checked: value }, goto: isValid ? "ask" : "reject" });
    })
    .state("reject", ({ channels }) => work.one(COMPLEX_TASKS.reject, channels.checked))
    .state("ask", { retry: RETRY }, ({ channels }) => work.flaky(COMPLEX_TASKS.ask, channels.checked))
    .state("work", { after: ["ask"] }, ({ from }) => work.one(COMPLEX_TASKS.work, from.ask))
    .state("report", { after: ["work"] }, ({ from }) => work.one(COMPLEX_TASKS.report, from.work));
  return preparedFrom(flow, ({ states: { report, reject } }) => {
    if (report.kind === "completed") return report.output;
    if (reject.kind === "completed") return reject.output;
    throw new Error("Neither reported nor rejected");
  });
}

/** Three states that hand on a record, typed from one to the next. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  return preparedFrom(
    agent("records").input<number>()
      .state("draft", ({ input }) => work.draft(0, input))
      .state("review", { after: ["draft"] }, ({ from }) => work.review(1, from.draft))
      .state("publish", { after: ["review"] }, ({ from }) => work.publish(2, from.review)),
    (run) => run.output("publish"),
  );
}

/** What a sub-agent is started with. */
interface Branch {
  readonly branch: number;
  readonly value: number;
}

/** One task for each branch, each of which runs an agent inside. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  return preparedFrom(subgraphAgent(shape, work), (run) => run.output("join"));
}

/**
 * Makes the agent that sends out branches.
 *
 * @param shape How many.
 * @param work What the states do.
 */
export function subgraphAgent(shape: ShapeOf<"subgraphs">, work: Work) {
  const child = branchAgent(shape, work), branches = Array.from({ length: shape.width }, (_, branch) => branch);
  return agent("sub-agents").input<number>()
    .map("branch", async (context: MappedContext<number, Branch>) => {
      const run = await runInside(context, child, context.payload);
      run.unwrap();
      return run.channels.value;
    })
    .state("produce", { to: ["branch"] }, async ({ input }) => {
      const value = await work.one(0, input);
      return SendAll("branch", branches.map((branch) => ({ branch, value })));
    })
    .state("join", { after: ["branch"] }, ({ from }) => work.gather(subgraphJoin(shape), from.branch));
}

function branchAgent(shape: ShapeOf<"subgraphs">, work: Work) {
  const { turns } = shape;
  return agent("branch").input<Branch>()
    .channel("value", { initial: 0 })
    .state("edit", ({ input: { branch, value } }) => work.one(subgraphTask(shape, branch, 0), value))
    .state("generate", { after: ["edit"], to: ["bump"] }, async ({ input: { branch }, from }) => {
      const value = await work.one(subgraphTask(shape, branch, 1), from.edit);
      return Command({ update: { value }, goto: "bump" });
    })
    .state("bump", { to: ["bump"] }, async ({ input: { branch }, channels, visit }) => {
      const value = await work.one(subgraphTask(shape, branch, STRAIGHT_STEPS - 1 + visit), channels.value);
      return Command({ update: { value }, ...(visit < turns && { goto: "bump" as const }) });
    });
}

/** A model and its tools, which take turns. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return preparedFrom(conversation(shape, work), (run) => run.channels.messages.at(-1)!);
}

/**
 * Makes the agent that calls tools.
 *
 * @param shape How often.
 * @param work What model and tools do.
 */
export function conversation(shape: ShapeOf<"tool-agent">, work: Work) {
  return agent("tool agent").input<number>()
    .channel("messages", concat<number>())
    .state("model", { entry: true, to: ["tools"] }, async ({ input, channels, visit }) => {
      const asked = visit === 1 ? [input] : [], messages = [...channels.messages, ...asked];
      const said = [...asked, await work.gather(nextTask(messages), messages)];
      const goesOn = wantsTool(shape, [...channels.messages, ...said]);
      return Command({ update: { messages: said }, ...(goesOn && { goto: "tools" as const }) });
    })
    .state("tools", { entry: false, to: ["model"] }, async ({ channels: { messages } }) => {
      return Command({ update: { messages: [await work.one(nextTask(messages), messages.at(-1)!)] }, goto: "model" });
    });
}
