/**
 * `deno task check:tidy`: the habits of the house that show in names and lines. Those that need a
 * syntax tree are rules of the linter, in `lint/house_plugin.ts`.
 * @module
 */
import { fail, print } from "./print.ts";
import { repositoryFiles } from "./repository_files.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { denoPin } from "./tidy/deno_pin.ts";
import { fileLength } from "./tidy/file_length.ts";
import { fileName } from "./tidy/file_name.ts";
import { moduleHeader } from "./tidy/module_header.ts";
import type { SourceFile } from "./tidy/source_file.ts";
import { words } from "./tidy/words.ts";

const RULES = [denoPin, fileLength, fileName, moduleHeader, words];

/** Written by programs: the lock file, and what the faces are compared with. */
const WRITTEN_BY_PROGRAMS = /^deno\.lock$|^tests\/golden\//;

/**
 * Looks through a repository.
 *
 * @param root Its directory, absolute.
 * @returns A line for each breach.
 */
export async function tidyBreaches(root: string): Promise<string[]> {
  const paths = (await repositoryFiles(root)).filter((path) => !WRITTEN_BY_PROGRAMS.test(path));
  const breaches = await Promise.all(paths.map(async (path) => {
    return breachesOf({ path, text: await Deno.readTextFile(`${root}/${path}`) });
  }));
  return breaches.flat();
}

function breachesOf(file: SourceFile): string[] {
  return RULES.flatMap((rule) => rule(file)).map((breach) => `${file.path}: ${breach}`);
}

if (import.meta.main) {
  const breaches = await tidyBreaches(REPOSITORY_ROOT);
  for (const breach of breaches) fail(breach);
  if (breaches.length === 0) print("tidy: every file is in order");
}
