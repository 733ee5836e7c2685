/**
 * Stages of tasks that run side by side, each task joined to all tasks of the stage before: layers, and the stages of
 * a program that asks several services at once.
 * @module
 */
import { fold } from "../digest.ts";
import { type Scenario, untroubled } from "./scenario.ts";

/** Stages that follow one another. */
export interface StagesShape {
  readonly kind: "stages";
  /** Tasks of each stage, two stages or more; the last one has a single task, which gives the run's output. */
  readonly widths: readonly number[];
}

/** A task and its place. */
export interface StageTask {
  /** Number of the task. */
  readonly task: number;
  /** Stage that it belongs to, from 0. */
  readonly stage: number;
}

/**
 * Lists the tasks of each stage: numbers go on from one stage to the next.
 *
 * @param shape The stages.
 * @returns Numbers of tasks, stage by stage.
 */
export function stageTasks({ widths }: StagesShape): readonly (readonly number[])[] {
  let next = 0;
  return widths.map((width) => Array.from({ length: width }, () => next++));
}

/**
 * What is known of stages.
 *
 * @param shape The stages.
 */
export function stages(shape: StagesShape): Scenario {
  const inStages = stageTasks(shape), stageOf = inStages.flatMap((tasks, stage) => tasks.map(() => stage));
  return {
    tasks: stageOf.length,
    width: Math.max(...shape.widths),
    dependenciesOf: (task) => inStages[stageOf[task]! - 1] ?? [],
    fateOf: untroubled,
    digest(seed, compute) {
      let before: readonly number[] = [];
      for (const [stage, tasks] of inStages.entries()) {
        const given = before;
        before = tasks.map((task) => stageOutput(task, { stage, seed, given, compute }));
      }
      return before[0]!;
    },
  };
}

interface Given {
  readonly stage: number;
  readonly seed: number;
  readonly given: readonly number[];
  readonly compute: (value: number) => number;
}

// One value is handed on as it is; several are folded with the task's own number, so that no two tasks agree.
function stageOutput(task: number, { stage, seed, given, compute }: Given): number {
  if (stage === 0) return compute(seed ^ task);
  return given.length === 1 ? compute(given[0]! ^ task) : compute(fold([...given, task]));
}
