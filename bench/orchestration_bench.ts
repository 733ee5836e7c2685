/**
 * The suite `orchestration` under `deno bench`.
 * @module
 */
import { orchestration } from "../src/harness/suites/orchestration.ts";
import { registerSuite } from "./register.ts";

await registerSuite(orchestration);
