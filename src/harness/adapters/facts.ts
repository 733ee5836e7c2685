/**
 * What is said of each known adapter, as data: so that frameworks can be listed and recorded without
 * loading them. Each adapter file takes its entry from here; `registry.ts` adds how to load it.
 * @module
 */
import type { Adapter } from "./adapter.ts";

/** An adapter without its code. */
export type AdapterFacts = Omit<Adapter, "supports" | "prepare"> & {
  /** Language that it is written in, where it is not that of the tool. */
  readonly language?: ForeignLanguage | undefined;
  /** Versions of that language and of the packages, by name, once a worker has told them. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
};

/** Languages of subjects beside that of the tool. */
export type ForeignLanguage = "python";

/** Hand-written async code: what the other adapters are compared with. */
export const CONTROL: AdapterFacts = {
  id: "control",
  title: "plain promises",
  packages: [],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom: "Functions written for each shape: await in a loop for a chain, Promise.all for branches. No engine at all.",
};

/** The engine of this repository. */
export const PUFFINFLOW: AdapterFacts = {
  id: "puffinflow",
  title: "PuffinFlow",
  packages: [],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom: "One agent, defined once and run many times; a state names those it comes after and reads their outputs. " +
    "Loops route, wide states are channels, sub-agents run inside a state. No option is set but those that a scenario " +
    "asks for: attempts, a quorum, a store in memory. Loaded through the public doors, as the README teaches them.",
};

/** LangGraph's graph API. */
export const LANGGRAPH: AdapterFacts = {
  id: "langgraph",
  title: "LangGraph",
  packages: ["@langchain/langgraph", "@langchain/core"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "StateGraph compiled once, without a checkpointer unless steps are to be recorded; a node a task, an edge from a list of nodes for a join, " +
    "a reducer where branches write one key. recursionLimit is raised to what the graph needs, all else is left alone. " +
    "Follows https://docs.langchain.com/oss/javascript/langgraph/graph-api-control-flow",
};

/** LlamaIndex's event-driven workflows. */
export const LLAMAINDEX: AdapterFacts = {
  id: "llamaindex",
  title: "LlamaIndex",
  packages: ["@llamaindex/workflow-core"],
  executionModel: "event-driven",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "A handler a task and an event for each output; a join accepts the list of the events it needs, and handlers " +
    "of one event share one accept list, as version 1.3.4 loses events otherwise. No middleware. Follows " +
    "https://developers.llamaindex.ai/typescript/workflows and the package's README. " +
    "Its makers have deprecated the package in favour of their Python one.",
};

/** LangGraph's functional API. */
export const LANGGRAPH_FUNCTIONAL: AdapterFacts = {
  id: "langgraph-functional",
  title: "LangGraph, tasks",
  packages: LANGGRAPH.packages,
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "One entrypoint a shape, without a checkpointer unless steps are to be recorded, calling a task for each piece of work: await in a loop for a " +
    "chain, Promise.all for branches. No option is set. LangGraph's second idiom, on the engine of its graphs. " +
    "Follows https://docs.langchain.com/oss/javascript/langgraph/use-functional-api",
};

/** LlamaIndex's workflows, out of the package that its umbrella ships. */
export const LLAMAINDEX_UMBRELLA: AdapterFacts = {
  id: "llamaindex-umbrella",
  title: "LlamaIndex, full",
  packages: ["@llamaindex/workflow", "@llamaindex/workflow-core"],
  executionModel: "event-driven",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "The engine, the graphs and the settings of the adapter llamaindex, imported from the package that llamaindex " +
    "0.12.1 ships, whose agents, memory and tools are loaded with it; version 1.1.24, as the umbrella pins it. " +
    "Follows https://developers.llamaindex.ai/typescript/framework/modules/agents/workflows. " +
    "Its makers have deprecated the package.",
};

/** Mastra's workflows. */
export const MASTRA: AdapterFacts = {
  id: "mastra",
  title: "Mastra",
  packages: ["@mastra/core", "zod"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "A step a task with zod schemas for input and output, then() for a chain, parallel() for branches and a step " +
    "that takes their outputs by id for the join; committed once, a new run each time. No Mastra instance, so no " +
    "storage, unless steps are to be recorded; inputs are validated, as is the default. Follows https://mastra.ai/docs/workflows/control-flow as " +
    "shipped in version 1.71.0.",
};

/** Effect's generators. */
export const EFFECT: AdapterFacts = {
  id: "effect",
  title: "Effect",
  packages: ["effect"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "One generator function a shape, a task lifted with Effect.promise, Effect.all with unbounded concurrency for " +
    "branches, Effect.runPromise for each run. Effect.fnUntraced rather than Effect.fn, as nothing reads the span. " +
    "Follows the guide that the package ships (AGENTS.md, version 4.1.0); the API's reference is " +
    "https://effect.website/docs/v4/api/effect",
};

/** XState's machines. */
export const XSTATE: AdapterFacts = {
  id: "xstate",
  title: "XState",
  packages: ["xstate"],
  executionModel: "event-driven",
  durability: "none",
  approach: "idiomatic",
  idiom:
    "One machine a shape, made once; a state invokes a promise actor and is left by onDone, branches are the regions " +
    "of a parallel state that write to the context; a new actor for each run, awaited with toPromise. Follows " +
    "https://stately.ai/docs/invoke and https://stately.ai/docs/parallel-states for version 5.",
};

/** XState's machines, with many actors in one state. */
export const XSTATE_INVOKES: AdapterFacts = {
  ...XSTATE,
  id: "xstate-invokes",
  title: "XState, tuned",
  approach: "tuned",
  idiom:
    "As the adapter xstate, but for branches: one state invokes the actors of all of them, a count in the context " +
    "says when the last has ended, and an eventless transition leaves the state. " +
    "Follows https://stately.ai/docs/invoke for version 5.",
};

/** PocketFlow's nodes: the leanest library found. */
export const POCKETFLOW: AdapterFacts = {
  id: "pocketflow",
  title: "PocketFlow.js",
  packages: ["pocketflow"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom: "A node a task, joined by next(), a new shared store for each run; branches are the items of one " +
    "ParallelBatchNode, as a flow runs its nodes one after the other. Follows " +
    "https://github.com/The-Pocket/PocketFlow-Typescript/blob/main/docs/design_pattern/mapreduce.md " +
    "and its advice on parallel nodes, for version 1.0.4.",
};
