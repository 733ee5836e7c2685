/**
 * What is said of each known adapter, as data: so that frameworks can be listed and recorded without
 * loading them. Each adapter file takes its entry from here; `registry.ts` adds how to load it.
 * @module
 */
import type { Adapter } from "./adapter.ts";

/** An adapter without its code. */
export type AdapterFacts = Omit<Adapter, "supports" | "prepare">;

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
    "No option is set. Loaded through the public door, as the README teaches it.",
};

/** LangGraph's graph API. */
export const LANGGRAPH: AdapterFacts = {
  id: "langgraph",
  title: "LangGraph",
  packages: ["@langchain/langgraph", "@langchain/core"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom: "StateGraph compiled once without a checkpointer; a node a task, an edge from a list of nodes for a join, " +
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
