/**
 * How LangGraph's functional API is measured, and why so.
 * @module
 */
import { LANGGRAPH_FUNCTIONAL } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** LangGraph's functional API. */
export const langgraphFunctional: Fairness = {
  adapter: LANGGRAPH_FUNCTIONAL.id,
  why:
    "LangGraph's second documented idiom, on the engine of the first: whoever does not want to draw a graph writes " +
    "tasks. It is a subject of its own because it is about twice as quick on chains and much quicker on layers.",
  pages: [{ url: "https://docs.langchain.com/oss/javascript/langgraph/use-functional-api", version: "1.x" }],
  settings: [
    { name: "checkpointer", value: "none", why: "As for the graph API." },
    {
      name: "names of tasks",
      value: "one task() for each kind of work, called by number",
      why: "A task is a function, and is defined once.",
    },
  ],
};
