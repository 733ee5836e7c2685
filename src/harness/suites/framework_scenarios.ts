/**
 * The scenarios in which frameworks are compared, as data: which graph, of which size, with which kernels, and whether
 * each step is recorded.
 *
 * Not every scenario has every kernel, as a full table would take hours and say little more. Tasks that do nothing are
 * measured wherever what the framework adds is the question: sizes, loops, retries, sub-graphs, wide states. Tasks that
 * compute, where it is how much that weighs: programs of a few steps, and one chain. Tasks that wait, where it is
 * whether waits overlap: stages, one fan-out, many runs at once, a model that answers slowly. Tasks that allocate, in
 * one chain: a framework that keeps outputs alive pays there.
 * @module
 */
import type { Shape } from "../workload/shape.ts";
import type { KernelKind } from "./benchmark.ts";

/** A scenario before it has its kernels. */
export interface FrameworkScenario {
  readonly scenario: string;
  readonly title: string;
  /** One sentence: what the reader learns from it. */
  readonly meaning: string;
  readonly shape: Shape;
  readonly kernels: readonly KernelKind[];
  /** Whether it is measured a second time with each step recorded in memory. @default {false} */
  readonly hasCheckpoints?: boolean;
  /** Whether metrics beside the steady run are measured with it. @default {false} */
  readonly hasMetrics?: boolean;
}

/** Programs as people write them. */
const PROGRAMS: readonly FrameworkScenario[] = [
  {
    scenario: "simple",
    title: "simple, 3 steps",
    meaning: "What a small program pays for its framework.",
    shape: { kind: "chain", length: 3 },
    kernels: ["cpu"],
  },
  {
    scenario: "typed",
    title: "typed, 3 steps that hand on a record",
    meaning: "What it costs to hand on a record, checked against a schema where the framework has schemas.",
    shape: { kind: "records" },
    kernels: ["cpu"],
  },
  {
    scenario: "complex",
    title: "complex, 4 steps, validation and 2 retries",
    meaning: "What routes and retries add to a small program, with failures that are forced on it.",
    shape: { kind: "complex" },
    kernels: ["cpu"],
  },
  {
    scenario: "io-heavy",
    title: "I/O-heavy, 3 then 2 then 2 at once",
    meaning: "Whether steps that wait for others wait together.",
    shape: { kind: "stages", widths: [3, 2, 2, 1] },
    kernels: ["wait"],
  },
];

/** Lengths of the chain. */
const CHAIN_LENGTHS = [5, 20, 50, 200] as const;
/** Widths of the fan-out. */
const FANOUT_WIDTHS = [10, 50, 500] as const;
/** Runs at once. */
const RUNS_IN_FLIGHT = [10, 100, 1_000] as const;

const CHAINS = CHAIN_LENGTHS.map((length): FrameworkScenario => ({
  scenario: `chain-${length}`,
  title: `chain of ${length} states`,
  meaning: `What each state adds to a chain when there are ${length}.`,
  shape: { kind: "chain", length },
  kernels: length === 20 ? ["noop", "cpu", "alloc"] : ["noop"],
  hasMetrics: length === 20,
}));

const FANOUTS = FANOUT_WIDTHS.map((width): FrameworkScenario => ({
  scenario: `fanout-${width}`,
  title: `fan-out, 1 to ${width} to 1`,
  meaning: `What each branch adds when ${width} start at once and are joined.`,
  shape: { kind: "fanout", width },
  kernels: width === 50 ? ["noop", "wait"] : ["noop"],
  hasMetrics: width === 50,
}));

/** Graphs of all forms. */
const GRAPHS: readonly FrameworkScenario[] = [
  ...CHAINS,
  ...FANOUTS,
  {
    scenario: "diamond",
    title: "diamond, 4 states",
    meaning: "What the smallest graph costs that both splits and joins.",
    shape: { kind: "diamond" },
    kernels: ["noop", "cpu"],
    hasMetrics: true,
  },
  {
    scenario: "layers",
    title: "10 layers of 10 states, each after all before",
    meaning: "What 910 dependencies cost.",
    shape: { kind: "stages", widths: [...Array<number>(10).fill(10), 1] },
    kernels: ["noop"],
  },
  {
    scenario: "loop",
    title: "loop of 100 turns",
    meaning: "What a turn of a loop costs, with the condition that asks for another one.",
    shape: { kind: "loop", turns: 100 },
    kernels: ["noop"],
  },
  {
    scenario: "retry",
    title: "one state that fails twice",
    meaning: "What trying again without a delay takes: some frameworks wait in any case.",
    shape: { kind: "retry" },
    kernels: ["noop"],
  },
  {
    scenario: "isolation",
    title: "3 good branches, 2 that fail",
    meaning: "What it costs to let the good ones end and to know who failed.",
    shape: { kind: "isolation", good: 3, failing: 2 },
    kernels: ["noop"],
  },
];

const IN_FLIGHT = RUNS_IN_FLIGHT.map((runs): FrameworkScenario => ({
  scenario: `in-flight-${runs}`,
  title: `${runs.toLocaleString("en-US")} diamonds at once`,
  meaning: `What a run costs when ${runs.toLocaleString("en-US")} of one definition are in flight.`,
  shape: { kind: "in-flight", runs, each: { kind: "diamond" } },
  // A thousand runs that do nothing take a slow framework seconds, and say no more than a hundred do.
  kernels: runs < 1_000 ? ["noop", "wait"] : ["wait"],
}));

/** The shapes that LangGraph measures itself with. */
const LANGGRAPH_SHAPES: readonly FrameworkScenario[] = [
  {
    scenario: "sequential",
    title: "sequential, 10 states",
    meaning: "LangGraph's own benchmark of states in a row, for an outsider to check.",
    shape: { kind: "chain", length: 10 },
    kernels: ["noop"],
    hasCheckpoints: true,
  },
  ...[10, 100].map((width): FrameworkScenario => ({
    scenario: `subgraphs-${width}`,
    title: `fan-out to ${width} sub-graphs of 12 steps`,
    meaning: "LangGraph's own benchmark of sub-graphs: two steps and a loop of ten turns in each.",
    shape: { kind: "subgraphs", width, turns: 10 },
    kernels: ["noop"],
    hasCheckpoints: true,
  })),
  {
    scenario: "wide-state",
    title: "10 states over 300 fields",
    meaning: "LangGraph's own benchmark of a wide state: what fields cost that a step does not touch.",
    shape: { kind: "wide-state", fields: 300, steps: 10 },
    kernels: ["noop"],
    hasCheckpoints: true,
  },
  {
    scenario: "tool-agent",
    title: "agent that calls 10 tools",
    meaning: "LangGraph's own benchmark of an agent; the model follows a script, and waits as one once did.",
    shape: { kind: "tool-agent", turns: 10 },
    kernels: ["replayed"],
    hasCheckpoints: true,
  },
];

/** All scenarios, in the order in which they are reported. */
export const FRAMEWORK_SCENARIOS: readonly FrameworkScenario[] = [
  ...PROGRAMS,
  ...GRAPHS,
  ...IN_FLIGHT,
  ...LANGGRAPH_SHAPES,
];
