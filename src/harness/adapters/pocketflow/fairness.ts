/**
 * How PocketFlow.js is measured, and why so.
 * @module
 */
import { POCKETFLOW } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** PocketFlow.js. */
export const pocketflow: Fairness = {
  adapter: POCKETFLOW.id,
  why:
    "The leanest library found that has nodes, flows and retries at all: a second floor, above plain code. A flow runs " +
    "its nodes one after the other, so branches are the items of one ParallelBatchNode, as its guide says.",
  pages: [
    {
      url: "https://github.com/The-Pocket/PocketFlow-Typescript/blob/main/docs/design_pattern/mapreduce.md",
      version: "read with 1.0.4",
    },
  ],
  settings: [
    { name: "maxRetries", value: "1 unless a shape asks for more", why: "Its default: one attempt." },
    {
      name: "shared store",
      value: "a new one for each run",
      why: "It is how nodes hand values on, and runs must not meet.",
    },
  ],
};
