/**
 * Which files are the programs of an adapter: its own file and folder, and files beside it that know its framework. What
 * it takes to describe an adapter, to probe it, and to measure single parts of PuffinFlow is no part of them.
 * @module
 */
import { codeFilesOf } from "../repository_files.ts";

const ADAPTERS = "src/harness/adapters/";
/** Files about an adapter, and programs of the suites of single parts. */
const NO_PROGRAM =
  /\/(?:features|feature_\w+|fairness)\.ts$|\/(?:core_agent|resources|coordination|observability|durability|orchestration)(?:\.ts|\/)/;
/** Files of PuffinFlow's and plain code's folders that only those programs need. */
const PARTS_ONLY = /\/puffinflow\/(?:completed|figure_times|hand_clock|loop_built|simulated_run)\.ts$/;

/** What an adapter is found by. */
export interface AdapterName {
  /** As its file is named: `langgraph_functional`. */
  readonly name: string;
  /** Packages that only its own files import. */
  readonly packages: readonly string[];
}

/**
 * Picks the files of an adapter's programs.
 *
 * @param files Paths from the root, all of the repository's.
 * @param adapter The adapter.
 * @param importsOf Names what a file imports.
 * @returns Their paths.
 */
export function programFilesOf(
  files: readonly string[],
  { name, packages }: AdapterName,
  importsOf: (file: string) => readonly string[],
): string[] {
  const candidates = codeFilesOf(files).filter((file) =>
    file.startsWith(ADAPTERS) && !NO_PROGRAM.test(file) && !PARTS_ONLY.test(file)
  );
  const inFolder = candidates.filter((file) =>
    file === `${ADAPTERS}${name}.ts` || file.startsWith(`${ADAPTERS}${name}/`)
  );
  // What two adapters of one framework share stands beside them: it is the code of both.
  const shared = new Set(inFolder.flatMap((file) => importsOf(file)));
  const beside = candidates.filter((file) =>
    !inFolder.includes(file) && [...shared].some((path) => file.endsWith(path.replace(/^(?:\.\.?\/)+/, "/"))) &&
    importsOf(file).some((path) => packages.includes(path))
  );
  return [...inFolder, ...beside].sort();
}
