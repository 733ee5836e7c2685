/**
 * How Effect is measured, and why so.
 * @module
 */
import { EFFECT } from "../facts.ts";
import type { Fairness } from "../fairness.ts";

/** Effect. */
export const effect: Fairness = {
  adapter: EFFECT.id,
  why: "Generators are how its guide writes programs of several steps. A task of the workload is a promise, so it is " +
    "lifted; programs whose tasks are effects themselves are quicker, and are not what the other subjects are given.",
  pages: [
    { url: "AGENTS.md of effect", version: "4.1.0" },
    { url: "https://effect.website/docs/v4/api/effect", version: "4.1" },
  ],
  settings: [
    { name: "Effect.fnUntraced", value: "rather than Effect.fn", why: "Nothing reads the span that Effect.fn opens." },
    { name: "concurrency", value: '"unbounded" for branches', why: "The default runs them one after the other." },
    {
      name: "Effect.promise",
      value: "rather than Effect.tryPromise",
      why: "Tasks that cannot fail by themselves; those that may use tryPromise.",
    },
  ],
};
