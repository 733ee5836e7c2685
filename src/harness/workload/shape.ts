/**
 * The neutral graphs that every adapter builds in its own idiom: which tasks there are and who
 * waits for whom. Nothing here knows a framework, a clock or a kernel.
 * @module
 */
import { scenarioOf, type ScenarioShape } from "./scenarios/scenarios.ts";
import { type Fate, UNTROUBLED } from "./scenarios/scenario.ts";

/** The three graphs that everything is measured with. */
export type PlainShape =
  | { readonly kind: "chain"; readonly length: number }
  | { readonly kind: "fanout"; readonly width: number }
  | { readonly kind: "diamond" };

/** A graph of tasks, numbered from 0 in an order in which every task comes after those it depends on. */
export type GraphShape = PlainShape | ScenarioShape;

/** Runs of one definition, all of them at once. No adapter builds this: `adapters/in_flight.ts` does. */
export interface InFlightShape {
  readonly kind: "in-flight";
  /** Runs at once. */
  readonly runs: number;
  /** What each of them runs. */
  readonly each: PlainShape;
}

/** One part of an engine on its own: a named program that does a number of operations in one run. */
export interface MicroShape {
  readonly kind: "micro";
  /** Suite and scenario, for example `coordination/lock`; `micro/oracles.ts` knows what each must answer. */
  readonly program: string;
  /** Operations of one run, a whole number from 1. */
  readonly operations: number;
}

/** What one run does. */
export type Shape = GraphShape | InFlightShape | MicroShape;

/**
 * Counts the task bodies that one run executes.
 *
 * @param shape A chain of `length` tasks; a producer, `width` branches and a join; a diamond of four; a scenario, the
 * attempts that are made to fail included; the tasks of all runs; or operations.
 * @returns Number of executed bodies, or operations.
 */
export function taskCount(shape: Shape): number {
  switch (shape.kind) {
    case "micro":
      return shape.operations;
    case "in-flight":
      return shape.runs * taskCount(shape.each);
    default: {
      let executed = 0;
      for (let task = 0; task < distinctTasks(shape); task++) {
        const { failures, ends } = fateOf(shape, task);
        executed += failures + (ends ? 1 : 0);
      }
      return executed;
    }
  }
}

/**
 * Counts the tasks of a graph, each once however often it is tried.
 *
 * @param shape The graph.
 */
export function distinctTasks(shape: GraphShape): number {
  switch (shape.kind) {
    case "chain":
      return shape.length;
    case "fanout":
      return shape.width + 2;
    case "diamond":
      return 4;
    default:
      return scenarioOf(shape).tasks;
  }
}

/**
 * Counts the tasks of the widest stage of a graph.
 *
 * @param shape The graph.
 * @returns So many tasks can wait together.
 */
export function widthOf(shape: GraphShape): number {
  switch (shape.kind) {
    case "chain":
      return 1;
    case "fanout":
      return shape.width;
    case "diamond":
      return 2;
    default:
      return scenarioOf(shape).width;
  }
}

/**
 * Says what becomes of a task in each run.
 *
 * @param shape The graph.
 * @param task Number of the task.
 */
export function fateOf(shape: GraphShape, task: number): Fate {
  return isPlain(shape) ? UNTROUBLED : scenarioOf(shape).fateOf(task);
}

/**
 * Lists the tasks that a task waits for.
 *
 * @param shape The graph.
 * @param task Number of the task, 0 to `distinctTasks(shape) - 1`.
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
    default:
      return scenarioOf(shape).dependenciesOf(task);
  }
}

/**
 * Tells graphs that every adapter builds alike, in which each task is executed once, from all other shapes.
 *
 * @param shape What one run does.
 * @returns Whether it is a chain, a fan-out or a diamond.
 */
export function isPlain(shape: Shape): shape is PlainShape {
  return shape.kind === "chain" || shape.kind === "fanout" || shape.kind === "diamond";
}
