/**
 * `deno task check:docs`: every symbol behind a public door is documented, and every example runs.
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { fail, print } from "./print.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { endOf } from "./run_command.ts";

/** What is checked. */
export interface DocSources {
  /** Public modules: all that they export must be documented. */
  readonly doors: readonly string[];
  /** Modules and folders whose examples must run. */
  readonly examples: readonly string[];
}

/**
 * Checks the documentation of a repository.
 *
 * @param root Its directory, absolute; it holds a deno.json.
 * @param sources Paths from the root.
 * @returns What Deno complained of, a text for each failed check.
 */
export async function docBreaches(root: string, { doors, examples }: DocSources): Promise<string[]> {
  const checks = [
    ["doc", "--lint", ...doors],
    ["test", "--doc", "-A", "--quiet", ...examples],
  ];
  const ends = await Promise.all(checks.map((check) => endOf([Deno.execPath(), ...check], { cwd: root })));
  return ends.flatMap(({ exitCode, stdout, stderr }, index) =>
    exitCode === 0 ? [] : [`deno ${checks[index]!.join(" ")}\n${stdout}${stderr}`]
  );
}

if (import.meta.main) {
  const doors = Object.values(config.exports);
  const breaches = await docBreaches(REPOSITORY_ROOT, { doors, examples: ["mod.ts", "src"] });
  for (const breach of breaches) fail(breach);
  if (breaches.length === 0) print("docs: what is public is documented, and all examples run");
}
