/**
 * `puffinbench frameworks claims`: measures again what was claimed of PuffinFlow for Python, and prints the page that
 * sets claims and figures side by side.
 * @module
 */
import { join } from "node:path";
import { claimFiguresSchema, claimsPage } from "../report/claims_page.ts";
import { currentEnvironment, pythonOf } from "../python/installed.ts";
import { runTool } from "../python/tool_run.ts";
import { CLAIMS_PROGRAM, writeWorkerFiles } from "../python/worker_files.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { placeFor } from "./python_place.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Prints the page of claims.
 *
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If PuffinFlow for Python is not installed, or its figures cannot be measured.
 */
export async function printClaims(io: Pick<Io, "env" | "stdout">): Promise<number> {
  const place = placeFor(io), installed = await currentEnvironment("puffinflow", place);
  if (installed === null) {
    throw new UsageError(
      "Cannot measure claims as PuffinFlow for Python must be installed: puffinbench frameworks install puffinflow",
    );
  }
  const program = join(await writeWorkerFiles(place.workers), CLAIMS_PROGRAM);
  const lines: string[] = [];
  const { success, lastLines } = await runTool({
    program: pythonOf(installed.directory),
    args: ["-P", "-s", program],
    onLine: (line) => lines.push(line),
  });
  const answer = lines.findLast((line) => line.startsWith("{"));
  if (!success || answer === undefined) {
    throw new UsageError(
      `Cannot measure claims as their program must end well: ${lastLines.at(-1) ?? "it said nothing"}`,
    );
  }
  io.stdout.write(claimsPage(claimFiguresSchema.parse(JSON.parse(answer))));
  return EXIT_CODE.success;
}
