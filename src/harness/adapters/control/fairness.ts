/**
 * How plain code is measured, and why so.
 * @module
 */
import { CONTROL } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** Plain code. */
export const control: Fairness = {
  adapter: CONTROL.id,
  why: "The floor: what somebody writes who has no engine, one function a shape. It awaits every task, as each is an " +
    "async function, and has no retry, limit or trace that a shape does not ask for. No cleverer version is used, since " +
    "the overhead of the others is counted from here and would only grow.",
  pages: [],
  settings: [],
  traps: [],
};
