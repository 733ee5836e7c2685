/**
 * A fan-out to sub-graphs, as LangGraph's own benchmarks have it: each branch is a graph of two steps and a loop.
 * @module
 */
import { fold } from "../digest.ts";
import { type Scenario, untroubled } from "./scenario.ts";

/** A producer, sub-graphs side by side, a join. */
export interface SubgraphsShape {
  readonly kind: "subgraphs";
  /** Sub-graphs. */
  readonly width: number;
  /** Turns of the loop in each. */
  readonly turns: number;
}

/** Steps of a sub-graph before its loop. */
export const STRAIGHT_STEPS = 2;

/**
 * Numbers a task of a sub-graph.
 *
 * @param shape The scenario.
 * @param branch Which sub-graph, from 0.
 * @param step Which of its steps, from 0; turns of the loop are the steps after {@linkcode STRAIGHT_STEPS}.
 * @returns The task's number.
 */
export function subgraphTask({ turns }: SubgraphsShape, branch: number, step: number): number {
  return 1 + branch * (STRAIGHT_STEPS + turns) + step;
}

/**
 * Numbers the join.
 *
 * @param shape The scenario.
 * @returns The last task's number.
 */
export function subgraphJoin(shape: SubgraphsShape): number {
  return subgraphTask(shape, shape.width, 0);
}

/**
 * What is known of a fan-out to sub-graphs.
 *
 * @param shape How many, and how long their loops are.
 */
export function subgraphs(shape: SubgraphsShape): Scenario {
  const { width, turns } = shape, steps = STRAIGHT_STEPS + turns, join = subgraphJoin(shape);
  return {
    tasks: join + 1,
    width,
    dependenciesOf(task) {
      if (task === 0) return [];
      if (task === join) return Array.from({ length: width }, (_, branch) => subgraphTask(shape, branch, steps - 1));
      return (task - 1) % steps === 0 ? [0] : [task - 1];
    },
    fateOf: untroubled,
    digest(seed, compute) {
      const produced = compute(seed);
      const outputs = Array.from({ length: width }, (_, branch) => {
        let value = produced;
        for (let step = 0; step < steps; step++) value = compute(value ^ subgraphTask(shape, branch, step));
        return value;
      });
      return compute(fold([...outputs, join]));
    },
  };
}
