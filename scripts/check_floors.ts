/**
 * `deno task check:floors`: proves that imports only go down, that there is no circle, and that the
 * two towers meet in one room only. A breach is named with its two files and the rule.
 * @module
 */
import { readImportGraph } from "./floors/import_graph.ts";
import { judge } from "./floors/judge.ts";
import { fail, print } from "./print.ts";
import { codeFilesOf, repositoryFiles } from "./repository_files.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";

/**
 * Judges all imports of a repository.
 *
 * @param root Its directory, absolute; it holds a deno.json.
 * @returns A line for each breach.
 */
export async function floorBreaches(root: string): Promise<string[]> {
  // Tests may import whatever they test.
  const files = codeFilesOf(await repositoryFiles(root)).filter((file) => !file.startsWith("tests/"));
  return judge(await readImportGraph(root, files));
}

if (import.meta.main) {
  const breaches = await floorBreaches(REPOSITORY_ROOT);
  for (const breach of breaches) fail(breach);
  if (breaches.length === 0) print("floors: all imports go down");
}
