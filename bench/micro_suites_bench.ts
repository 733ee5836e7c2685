/**
 * The micro suites under `deno bench`.
 * @module
 */
import { orchestration } from "../src/harness/suites/orchestration.ts";
import { SUITES } from "../src/harness/suites/suites.ts";
import { registerSuite } from "./register.ts";

for (const suite of SUITES) {
  // It has a file of its own.
  if (suite !== orchestration) await registerSuite(suite);
}
