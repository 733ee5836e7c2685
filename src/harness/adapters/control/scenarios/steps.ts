/**
 * Scenarios of steps that follow one another, by hand: stages, a loop, retries, a validation, records.
 * @module
 */
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../../workload/scenarios/retry.ts";
import { stageTasks } from "../../../workload/scenarios/stages.ts";
import type { Work } from "../../../workload/work.ts";
import type { Prepared } from "../../adapter.ts";
import type { ShapeOf } from "../../shape_builders.ts";

/** Stages: `Promise.all` for each. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  const tasksOf = stageTasks(shape);
  return {
    async run(seed) {
      let before: readonly number[] = [seed];
      for (const tasks of tasksOf) {
        const given = before;
        before = await Promise.all(
          tasks.map((task) => given.length === 1 ? work.one(task, given[0]!) : work.gather(task, given)),
        );
      }
      return before[0]!;
    },
  };
}

/** A loop. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  return {
    async run(seed) {
      let value = seed;
      for (let turn = 0; turn < turns; turn++) value = await work.one(turn, value);
      return value;
    },
  };
}

/** One flaky task. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  return {
    run: (seed) => persistently(work, 0, seed),
  };
}

/** A check, a flaky task, work, a report. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  return {
    async run(seed) {
      const checked = await work.check(COMPLEX_TASKS.check, seed);
      if (!checked.isValid) return await work.one(COMPLEX_TASKS.reject, checked.value);
      const answer = await persistently(work, COMPLEX_TASKS.ask, checked.value);
      return await work.one(COMPLEX_TASKS.report, await work.one(COMPLEX_TASKS.work, answer));
    },
  };
}

/** Three steps with a record. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  return {
    run: async (seed) => await work.publish(2, await work.review(1, await work.draft(0, seed))),
  };
}

async function persistently(work: Work, task: number, value: number): Promise<number> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work.flaky(task, value);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
