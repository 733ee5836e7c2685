/**
 * The neutral graphs that every adapter builds in its own idiom: which tasks there are and who
 * waits for whom. Nothing here knows a framework, a clock or a kernel.
 * @module
 */

/** A graph of tasks, numbered from 0 in an order in which every task comes after those it depends on. */
export type GraphShape =
  | { readonly kind: "chain"; readonly length: number }
  | { readonly kind: "fanout"; readonly width: number }
  | { readonly kind: "diamond" };

/** One part of an engine on its own: a named program that does a number of operations in one run. */
export interface MicroShape {
  readonly kind: "micro";
  /** Suite and scenario, for example `coordination/lock`; `micro/oracles.ts` knows what each must answer. */
  readonly program: string;
  /** Operations of one run, a whole number from 1. */
  readonly operations: number;
}

/** What one run does. */
export type Shape = GraphShape | MicroShape;

/**
 * Counts the tasks of a shape.
 *
 * @param shape A chain of `length` tasks; a producer, `width` branches and a join; a diamond of four; or operations.
 * @returns Number of tasks, or operations, that one run executes.
 */
export function taskCount(shape: Shape): number {
  switch (shape.kind) {
    case "chain":
      return shape.length;
    case "fanout":
      return shape.width + 2;
    case "diamond":
      return 4;
    case "micro":
      return shape.operations;
  }
}

/**
 * Lists the tasks that a task waits for.
 *
 * @param shape The graph.
 * @param task Number of the task, 0 to `taskCount(shape) - 1`.
 * @returns Numbers of the tasks it depends on, ascending; none for a root.
 */
export function dependenciesOf(shape: GraphShape, task: number): readonly number[] {
  switch (shape.kind) {
    case "chain":
      return task === 0 ? [] : [task - 1];
    case "fanout":
      if (task === 0) return [];
      return task <= shape.width ? [0] : Array.from({ length: shape.width }, (_, i) => i + 1);
    case "diamond":
      return [[], [0], [0], [1, 2]][task]!;
  }
}
