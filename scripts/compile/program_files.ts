/**
 * The files of a bundled program, as they are handed from the bundler to the two kinds of build.
 * @module
 */

/** Name and code of every file of a bundle. */
export type Bundle = ReadonlyMap<string, string>;

/** Module of a bundle that holds `main.ts`. */
export const MAIN_MODULE = "main.js";

/** Module that a built program starts with: it tells what was built, then loads {@linkcode MAIN_MODULE}. */
export const ENTRY_MODULE = "puffinbench.js";

/**
 * Reads all files of a directory.
 *
 * @param directory What the bundler wrote; without subdirectories.
 * @returns Name and code of every file.
 */
export async function readProgram(directory: string): Promise<Bundle> {
  const program = new Map<string, string>();
  for await (const { name } of Deno.readDir(directory)) {
    program.set(name, await Deno.readTextFile(`${directory}/${name}`));
  }
  return program;
}

/**
 * Writes a program's files.
 *
 * @param directory Where to; it is created.
 * @param program Name and code of every file.
 */
export async function writeProgram(directory: string, program: Bundle): Promise<void> {
  await Deno.mkdir(directory, { recursive: true });
  for (const [name, code] of program) await Deno.writeTextFile(`${directory}/${name}`, code);
}
