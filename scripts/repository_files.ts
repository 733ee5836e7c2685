/**
 * Lists what the checks look at: the repository's own files, without what is built, measured or
 * fetched.
 * @module
 */

/** Folders that hold nothing written by hand. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "benchmark_results", "coverage", "dist", "node_modules"]);

/**
 * Walks through the repository.
 *
 * @param root Its directory, absolute.
 * @returns Paths of all files, from the root, in alphabetical order.
 */
export async function repositoryFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [""];
  for (const folder of folders) {
    for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
      if (isDirectory && !SKIPPED.has(name)) folders.push(`${folder}${name}/`);
      if (!isDirectory) files.push(folder + name);
    }
  }
  return files.sort();
}

/**
 * Picks the files of code.
 *
 * @param files Paths.
 * @returns Those of TypeScript and JavaScript.
 */
export function codeFilesOf(files: readonly string[]): string[] {
  return files.filter((file) => /\.[jt]s$/.test(file));
}
