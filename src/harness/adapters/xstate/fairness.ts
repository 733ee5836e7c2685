/**
 * How XState's machines are measured, and why so.
 * @module
 */
import { XSTATE, XSTATE_INVOKES } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** XState with parallel states. */
export const xstate: Fairness = {
  adapter: XSTATE.id,
  why:
    "A state that invokes a promise actor is its documented way of doing work, and regions of a parallel state its " +
    "documented way of doing several things at once. A machine is made once; an actor runs once, so each run has its own.",
  pages: [
    { url: "https://stately.ai/docs/invoke", version: "5" },
    { url: "https://stately.ai/docs/parallel-states", version: "5" },
  ],
  settings: [
    {
      name: "setup()",
      value: "with types and actors",
      why: "As version 5 teaches it; the types cost nothing at run time.",
    },
    { name: "inspect", value: "not set", why: "Nothing looks." },
  ],
  traps: [
    "Time of a parallel state grows with the square of its regions; the subject xstate-invokes shows how to avoid that.",
  ],
};

/** XState with many actors in one state. */
export const xstateInvokes: Fairness = {
  ...xstate,
  adapter: XSTATE_INVOKES.id,
  why:
    "The same machine, but one state invokes the actors of all branches and counts them. It is several times as quick " +
    "on wide fan-outs, and its user has to count, so it is marked as tuned and shown beside the idiomatic one.",
  pages: [{ url: "https://stately.ai/docs/invoke", version: "5" }],
  traps: [],
};
