/**
 * How LangGraph's graphs are measured, and why so.
 * @module
 */
import { LANGGRAPH } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** LangGraph's graph API. */
export const langgraph: Fairness = {
  adapter: LANGGRAPH.id,
  why:
    "The graph API is what LangGraph's documentation begins with. A graph is compiled once and invoked many times, as " +
    "its users do; compiling is a metric of its own. Branches whose number is known are nodes and not Send(), which " +
    "measured the same.",
  pages: [
    { url: "https://docs.langchain.com/oss/javascript/langgraph/graph-api", version: "1.x" },
    { url: "https://docs.langchain.com/oss/javascript/langgraph/graph-api-control-flow", version: "1.x" },
  ],
  settings: [
    {
      name: "checkpointer",
      value: "none",
      why: "The other subjects keep nothing either; durability is its own class.",
    },
    {
      name: "recursionLimit",
      value: "tasks of the shape and one more",
      why: "Its default of 25 ends long chains with an error; a higher limit costs nothing.",
    },
    {
      name: "LANGSMITH_TRACING, LANGCHAIN_TRACING_V2",
      value: "left alone, unset unless the user sets them",
      why: "Tracing sends every run to a service. It is off by default.",
    },
  ],
  traps: [
    "A partial list of allowed environment variables makes every step about five times as slow, as each denied look-up " +
    "throws; workers are allowed to read all of them.",
    "Updates of one step are applied in an order of its own: the join sorts them, which is part of its task.",
  ],
};
