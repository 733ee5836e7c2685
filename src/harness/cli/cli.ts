/**
 * The command line as a function: arguments and the world in, exit code out. Whatever is heavy is
 * loaded by the command that needs it, so that `--version` and a typing error are answered at once.
 * @module
 */
import { denoComplaint } from "./deno_pin.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage_error.ts";
import { versionText } from "./version.ts";

/**
 * Obeys a command line.
 *
 * @param args The arguments, without the program.
 * @param io The world.
 * @returns The exit code.
 */
export async function cli(args: readonly string[], io: Io): Promise<number> {
  if (args[0] === "--version" || args[0] === "-V") {
    io.stdout.write(`${versionText(io)}\n`);
    return EXIT_CODE.success;
  }
  try {
    const complaint = denoComplaint(io.denoVersion);
    if (complaint !== null) throw new UsageError(complaint);
    const { runProgram } = await import("./program.ts");
    return await runProgram(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`puffinbench: ${error.message}\n`);
    return error.exitCode;
  }
}
