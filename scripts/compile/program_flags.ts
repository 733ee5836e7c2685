/**
 * The flags under which the built program runs, written once for both kinds of build: the portable
 * file hands them to `deno run`, `deno compile` writes them into the executable, and the build's
 * description lists them.
 * @module
 */
import { BUNDLE_FLAGS, workerCommand } from "../../src/harness/session/self_command.ts";
import type { BuildFacts } from "./build.ts";

/**
 * All permissions, and nothing from the directory that the program happens to be started in: no
 * configuration, no lock file, no package, no remote module.
 */
const PROGRAM_FLAGS: readonly string[] = ["-A", ...BUNDLE_FLAGS];

/**
 * Lists the flags of a kind of build.
 *
 * @param kind What is built.
 * @returns Flags for `deno run` or `deno compile`.
 */
export function programFlags(kind: BuildFacts["kind"]): readonly string[] {
  if (kind === "portable") return PROGRAM_FLAGS;
  // A compiled program cannot give its workers flags of their own: it carries what they need of V8.
  return [...PROGRAM_FLAGS, ...workerCommand().flags.filter((flag) => flag.startsWith("--v8-flags="))];
}
