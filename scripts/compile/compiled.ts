/**
 * Writes the executable with `deno compile`. It is given the bundle and not the sources: those would
 * take all npm packages along, tests and type declarations included.
 * @module
 */
import { runCommand } from "../run_command.ts";
import { buildId, type BuildOptions, entryModule, sha256 } from "./build.ts";
import { ENTRY_MODULE, writeProgram } from "./program_files.ts";

/**
 * Writes the compiled executable.
 *
 * @param path File to write.
 * @param options What goes into it.
 * @returns The build's id.
 * @throws {Error} If `deno compile` fails.
 */
export async function writeCompiled(path: string, { facts, bundle, directory }: BuildOptions): Promise<string> {
  const digests = Object.fromEntries([...bundle].map(([name, code]) => [name, sha256(code)]));
  const id = buildId(facts, digests);
  const app = `${directory}/app`;
  await writeProgram(app, new Map([...bundle, [ENTRY_MODULE, entryModule(facts, id)]]));
  // The entry module names only the main module: every chunk is included by its directory.
  const compile = [Deno.execPath(), "compile", "--quiet", ...facts.flags, "--include", app, "-o", path];
  await runCommand([...compile, `${app}/${ENTRY_MODULE}`]);
  return id;
}
