/**
 * How PuffinFlow is measured, and why so.
 * @module
 */
import { PUFFINFLOW } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** PuffinFlow. */
export const puffinflow: Fairness = {
  adapter: PUFFINFLOW.id,
  why:
    "The builder that the README teaches first, through the public door. The harness has no other way in: a check of " +
    "all imports refuses one. An agent is defined once, as its definition is immutable, and each run is its own.",
  pages: [{ url: "README.md, PuffinFlow in five minutes", version: "of this build" }],
  settings: [
    { name: "validate()", value: "called once, while the graph is prepared", why: "It is what a first run would do." },
    {
      name: "instruments, timeoutMs, retry",
      value: "not set",
      why: "A shape that asks for none gets none, here as elsewhere.",
    },
  ],
};
