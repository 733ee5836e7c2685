/**
 * puffinbench: measures workflow engines against plain code and against each other. This file only
 * wires: arguments and the real world in, exit code out. A session's worker is this program too, and
 * loads nothing of the command line.
 * @module
 */
import { WORKER_VERB } from "./src/harness/session/self_command.ts";

if (Deno.args[0] === WORKER_VERB) {
  const { runWorker } = await import("./src/harness/session/worker.ts");
  Deno.exit(await runWorker());
}
const { cli } = await import("./src/harness/cli/cli.ts");
const { systemIo } = await import("./src/harness/cli/system_io.ts");
Deno.exit(await cli(Deno.args, systemIo()));
