/**
 * The suites there are. A new suite is a file beside this one and a line here.
 * @module
 */
import { coordination } from "./coordination.ts";
import { coreAgent } from "./core_agent.ts";
import { durability } from "./durability.ts";
import { frameworks } from "./frameworks.ts";
import { observability } from "./observability.ts";
import { orchestration } from "./orchestration.ts";
import { resources } from "./resources.ts";
import type { Suite } from "./suite.ts";

/** All suites, in the order in which they are listed and run. */
export const SUITES: readonly Suite[] = [
  orchestration,
  coreAgent,
  resources,
  coordination,
  observability,
  durability,
  frameworks,
];

/**
 * Finds a suite.
 *
 * @param name Name of the suite.
 * @returns The suite.
 * @throws {RangeError} If there is no suite of that name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(suiteOf("orchestration").benchmarks[0]?.scenario, "deep-chain");
 * ```
 */
export function suiteOf(name: string): Suite {
  const suite = SUITES.find((candidate) => candidate.name === name);
  if (suite !== undefined) return suite;
  const known = SUITES.map((candidate) => candidate.name).join(", ");
  throw new RangeError(`Cannot find a suite as its name must be one of ${known}: current value is "${name}"`);
}
