/**
 * Eight equal tasks with a limit of one, two, four and eight in flight.
 * @module
 */
import { agent } from "puffinflow";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { PARALLEL_LIMITS, PARALLEL_TASKS } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";
import { makespanMs } from "../simulated_run.ts";

/** How long a task takes in simulated time. */
const TASK_MS = 10;

/** What the tasks of one run share. */
interface Errand {
  readonly value: number;
  readonly crowd: Crowd;
  readonly wait: () => Promise<void> | null;
}

const NAMES = Array.from({ length: PARALLEL_TASKS }, (_, task) => `task-${task}`);

function tasksAgent(maxConcurrent: number): LoopBuilt<Errand> {
  let tasks = agent("tasks", { maxConcurrent }).input<Errand>() as LoopBuilt<Errand>;
  for (const [task, name] of NAMES.entries()) {
    tasks = tasks.state(name, async ({ input: { value, crowd, wait } }) => {
      crowd.enter();
      await wait();
      crowd.leave();
      return nextStep(value, task);
    });
  }
  return tasks.validate();
}

const noWait = () => null;

/** Program of the scenario. */
export function parallelEfficiency({ operations, did }: MicroTask): Prepared {
  const agents = PARALLEL_LIMITS.map((limit) => ({ limit, tasks: tasksAgent(limit) }));
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (const { limit, tasks } of agents) {
        const crowd = new Crowd();
        const run = completed(await tasks.run({ value: nextStep(seed, limit), crowd, wait: noWait }));
        for (const name of NAMES) digest = foldNext(digest, run.output(name));
        digest = foldNext(digest, crowd.peak);
      }
      did(operations);
      return digest;
    },
    async figures() {
      const percents: [name: string, percent: number][] = [];
      for (const { limit, tasks } of agents) {
        const tookMs = await makespanMs(({ wait }) =>
          tasks.run({ value: 1, crowd: new Crowd(), wait: () => wait(TASK_MS) })
        );
        const percent = 100 * PARALLEL_TASKS * TASK_MS / tookMs / Math.min(limit, PARALLEL_TASKS);
        percents.push([`parallelizationEfficiencyPercentAtLimit${limit}`, percent]);
      }
      const worst = Math.min(...percents.map(([, percent]) => percent));
      return { parallelizationEfficiencyPercent: worst, ...Object.fromEntries(percents) };
    },
  };
}
