/**
 * Graphs whose states wait for one another: a chain, a fan-out, a diamond, stages, branches of which some fail.
 * @module
 */
import { agent, optional, quorum } from "puffinflow";
import { isDoomed, NO_OUTPUT } from "../../../workload/scenarios/isolation.ts";
import { stageTasks } from "../../../workload/scenarios/stages.ts";
import type { Work } from "../../../workload/work.ts";
import type { Prepared } from "../../adapter.ts";
import type { ShapeOf } from "../../shape_builders.ts";
import type { LoopBuilt } from "../loop_built.ts";
import { nameOf, preparedFrom } from "./prepared_agent.ts";

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(chainAgent(length, work), (run) => run.output(nameOf(length - 1)));
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  const [producer, join] = [nameOf(0), nameOf(width + 1)];
  const branches = Array.from({ length: width }, (_, i) => nameOf(i + 1));
  let flow: LoopBuilt<number> = agent("fan-out").input<number>().state(producer, ({ input }) => work.one(0, input));
  for (const [i, branch] of branches.entries()) {
    flow = flow.state(branch, { after: [producer] }, ({ values: [produced] }) => work.one(i + 1, produced!));
  }
  flow = flow.state(join, { after: branches }, ({ values }) => work.join(width + 1, values));
  return preparedFrom(flow, (run) => run.output(join));
}

/** A diamond, with its names written out. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return preparedFrom(
    agent("diamond")
      .input<number>()
      .state("top", ({ input }) => work.one(0, input))
      .state("left", { after: ["top"] }, ({ from }) => work.one(1, from.top))
      .state("right", { after: ["top"] }, ({ from }) => work.one(2, from.top))
      .state("bottom", { after: ["left", "right"] }, ({ values }) => work.join(3, values)),
    (run) => run.output("bottom"),
  );
}

/** Stages, each state after all of the stage before. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  let flow = agent("stages").input<number>() as LoopBuilt<number>, after: string[] = [];
  for (const tasks of stageTasks(shape)) {
    for (const task of tasks) {
      flow = flow.state(nameOf(task), { after }, ({ input, values }) => {
        return values.length > 1 ? work.gather(task, values) : work.one(task, values[0] ?? input);
      });
    }
    after = tasks.map(nameOf);
  }
  const last = after[0]!;
  return preparedFrom(flow, (run) => run.output(last));
}

/** Branches of which some fail, and a join that takes what there is. */
export function isolation(shape: ShapeOf<"isolation">, work: Work): Prepared {
  const width = shape.good + shape.failing, branches = Array.from({ length: width }, (_, i) => i + 1);
  // The join is the one state that nothing waits for: the run completes with it, whoever failed before.
  let flow = agent("isolation", { onFailure: quorum(1) }).input<number>().state(
    nameOf(0),
    ({ input }) => work.one(0, input),
  ) as LoopBuilt<number>;
  for (const task of branches) {
    const body = isDoomed(shape, task) ? work.doomed : work.one;
    flow = flow.state(nameOf(task), { after: [nameOf(0)] }, ({ values: [produced] }) => body(task, produced!));
  }
  const join = nameOf(width + 1), after = branches.map((task) => optional(nameOf(task)));
  flow = flow.state(
    join,
    { after },
    ({ values }) => work.gather(width + 1, values.map((value) => value ?? NO_OUTPUT)),
  );
  return preparedFrom(flow, (run) => run.output(join));
}

/**
 * Makes the agent of a chain.
 *
 * @param length Its states.
 * @param work What they do.
 */
export function chainAgent(length: number, work: Work): LoopBuilt<number> {
  let flow: LoopBuilt<number> = agent("chain").input<number>().state(nameOf(0), ({ input }) => work.one(0, input));
  for (let task = 1; task < length; task++) {
    flow = flow.state(nameOf(task), { after: [nameOf(task - 1)] }, ({ values: [before] }) => work.one(task, before!));
  }
  return flow;
}
