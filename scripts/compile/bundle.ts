/**
 * Bundles the program, once for both kinds of build. Code splitting keeps what a command does not need
 * out of its start: read as one file, the frameworks would cost every `--version` a tenth of a second.
 *
 * Nothing is minified. Shorter names would make no difference beside the runtime's size, and what is
 * measured must be the code that its authors wrote; `--keep-names` would even add a call to every
 * closure that a framework creates.
 * @module
 */
import { runCommand } from "../run_command.ts";
import { delayImports } from "./late_imports.ts";
import { type Bundle, readProgram } from "./program_files.ts";
import { relocate } from "./relocate.ts";

/**
 * Bundles `main.ts` and all it imports.
 *
 * @param root Directory of deno.json, absolute.
 * @param directory Directory for what the bundler writes; absolute.
 * @returns Name and code of every file, under names that are equal wherever it is built.
 * @throws {Error} If the bundler fails; on its first use Deno fetches it from npm.
 */
export async function bundleProgram(root: string, directory: string): Promise<Bundle> {
  const bundle = [Deno.execPath(), "bundle", "--quiet", "--check", "--code-splitting"];
  await runCommand([...bundle, "--outdir", directory, `${root}/main.ts`], { cwd: root });
  const facts: { npmCache: string } = JSON.parse(await runCommand([Deno.execPath(), "info", "--json"], { cwd: root }));
  return delayImports(relocate(await readProgram(directory), { root, npmCache: facts.npmCache }));
}
