/**
 * How Mastra's workflows are measured, and why so.
 * @module
 */
import { MASTRA } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** Mastra's workflows. */
export const mastra: Fairness = {
  adapter: MASTRA.id,
  why:
    "Steps with schemas, joined by then() and parallel(), are what its documentation teaches. A workflow is committed " +
    "once; a run is made for each execution, as a run cannot be started twice.",
  pages: [
    { url: "https://mastra.ai/docs/workflows/overview", version: "as shipped with 1.71.0" },
    { url: "https://mastra.ai/docs/workflows/control-flow", version: "as shipped with 1.71.0" },
  ],
  settings: [
    { name: "Mastra instance", value: "none", why: "It would add storage and logging, which a workflow does without." },
    {
      name: "validateInputs",
      value: "left at true",
      why: "Checking what comes in is its default and its promise. Without it a chain takes about a quarter less.",
    },
    { name: "retries", value: "not set unless a shape asks for them", why: "As elsewhere." },
  ],
};
