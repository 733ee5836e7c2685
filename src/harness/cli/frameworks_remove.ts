/**
 * `puffinbench frameworks remove`: removes environments, those of other builds and half-made ones included.
 * @module
 */
import { join } from "node:path";
import { PYTHON_ENVIRONMENT_NAMES, type PythonEnvironmentName } from "../adapters/python_facts.ts";
import { writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { placeFor } from "./python_place.ts";

/**
 * Removes environments.
 *
 * @param names Which; none stands for all.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is no home.
 */
export async function removeFrameworks(
  names: readonly PythonEnvironmentName[],
  io: Pick<Io, "env" | "stderr">,
): Promise<number> {
  const wanted = names.length === 0 ? PYTHON_ENVIRONMENT_NAMES : names;
  const { environments, building } = placeFor(io), removed: string[] = [];
  for (const parent of [building, environments]) {
    for (const entry of await entriesOf(parent)) {
      if (!wanted.some((name) => entry.startsWith(`${name}-`))) continue;
      await Deno.remove(join(parent, entry), { recursive: true });
      if (parent === environments) removed.push(entry);
    }
  }
  const lines = removed.map((entry) => `removed ${entry}`);
  writeLines(io.stderr, lines.length === 0 ? ["puffinbench: there was nothing to remove"] : lines);
  return EXIT_CODE.success;
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return [];
  }
}
