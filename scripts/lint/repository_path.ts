/**
 * Where a linted file stands, as the rules that depend on the room want to know it.
 * @module
 */
import { relative } from "node:path";
import { REPOSITORY_ROOT } from "../repository_root.ts";

/**
 * Turns the name that the linter gives a file into its path.
 *
 * @param filename Absolute, or already from the repository's root, as tests give it.
 * @returns Path from the repository's root.
 */
export function repositoryPath(filename: string): string {
  return filename.startsWith("/") ? relative(REPOSITORY_ROOT, filename) : filename;
}
