/**
 * The contract between the harness and a framework. An adapter file holds one framework and fulfils
 * this; it imports its framework, the workload's types, and no other adapter. `registry.ts` says which
 * adapters there are and loads one at a time.
 * @module
 */
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { DeclaredGraph } from "./declared_graph.ts";

/** A framework, as puffinbench drives it. */
export interface Adapter {
  /** Short name used on the command line and in results: lower case letters, digits and dashes. */
  readonly id: string;
  /** Name as its makers write it. */
  readonly title: string;
  /** npm packages whose versions identify what was measured; empty for plain code and for PuffinFlow itself. */
  readonly packages: readonly string[];
  /** How the framework runs tasks, as its documentation says. */
  readonly executionModel: "async" | "sync" | "event-driven";
  /** What the measured configuration would keep after a crash. */
  readonly durability: "none" | "memory" | "disk";
  /** `idiomatic` as the framework's documentation teaches it, `tuned` where its defaults were changed for speed. */
  readonly approach: "idiomatic" | "tuned";
  /** Why this idiom and which settings, with the documentation page it follows. */
  readonly idiom: string;
  /**
   * Says whether the framework can express a workload.
   *
   * @returns `true`, or the reason why not as a clause ("has no fan-in").
   */
  supports(workload: Workload): true | string;
  /**
   * Builds the framework's graph once; everything that its users do once belongs here, not into `run`.
   *
   * @param workload What to build.
   * @param work The task bodies; each task of the shape must call its own exactly once per run.
   */
  prepare(workload: Workload, work: Work): Prepared | Promise<Prepared>;
}

/** A graph that is ready to run, any number of times. */
export interface Prepared {
  /**
   * Runs the whole graph once.
   *
   * @param seed Input of the root task, a 32-bit unsigned integer.
   * @returns The output of the last task: the run's digest.
   */
  run(seed: number): Promise<number>;
  /**
   * Runs the whole graph once and hands out what the framework hands its users, for measuring what it costs to
   * keep that.
   *
   * @param seed As for `run`.
   * @returns The digest, and what a user would keep. Left out where that is the digest itself.
   */
  runToKeep?(seed: number): Promise<{ readonly digest: number; readonly kept: unknown }>;
  /**
   * Reads the graph back from what the framework was told. Left out where the graph is the language's own code.
   *
   * @returns Nodes and edges by the framework's names, what the framework adds of itself left out.
   */
  declaredGraph?(): DeclaredGraph;
  /**
   * Looks at what a time cannot tell (fairness, shares, peaks), after a run and outside of all timing. It may run the
   * program again, and more than once.
   *
   * @returns Figures by name; units are in the names.
   */
  figures?(): Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
  /** Lets go of what `prepare` opened. */
  close?(): Promise<void>;
}
