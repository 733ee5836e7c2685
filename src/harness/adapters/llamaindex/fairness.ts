/**
 * How LlamaIndex Workflows are measured, and why so.
 * @module
 */
import { LLAMAINDEX, LLAMAINDEX_UMBRELLA } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

const PAGES = [
  { url: "https://developers.llamaindex.ai/typescript/workflows", version: "read with 1.3.4" },
  { url: "README.md of @llamaindex/workflow-core", version: "1.3.4" },
];

/** LlamaIndex's engine alone. */
export const llamaindex: Fairness = {
  adapter: LLAMAINDEX.id,
  why:
    "Handlers and events are the only idiom that there is. The package that holds the engine and nothing else is the " +
    "default subject, as it is the better one for LlamaIndex: the umbrella runs as fast and loads far more.",
  pages: PAGES,
  settings: [
    { name: "middleware", value: "none", why: "State, validation and traces cost, and no shape asks for them." },
    {
      name: "join",
      value: "a handler with the list of the events it needs",
      why: "Where the number of branches is known, it is the quicker of the two documented ways.",
    },
    {
      name: "handlers of one event",
      value: "share one accept list",
      why: "With a list each, version 1.3.4 drops an event that waits for a join, and the run hangs.",
    },
  ],
  traps: ["Its makers have marked the package deprecated in favour of their Python one; it is measured as it is."],
};

/** The engine, out of the package that the umbrella ships. */
export const llamaindexUmbrella: Fairness = {
  ...llamaindex,
  adapter: LLAMAINDEX_UMBRELLA.id,
  why: "What somebody gets who installs llamaindex 0.12.1: the same engine, graphs and settings as the subject " +
    "llamaindex, in a package that loads agents, memory and tools with it. It differs in cold start and in size.",
  pages: [...PAGES, {
    url: "https://developers.llamaindex.ai/typescript/framework/modules/agents/workflows",
    version: "read with 1.1.24",
  }],
};
