/**
 * A file is named after its one idea. Names that could hold anything end up holding everything.
 * @module
 */
import { codeFilesOf } from "../repository_files.ts";
import type { SourceFile } from "./source_file.ts";

const DRAWERS: ReadonlySet<string> = new Set(
  ["common", "constants", "helper", "helpers", "misc", "shared", "types", "util", "utilities", "utils"],
);

/**
 * Looks at a file's name and folders.
 *
 * @param file The file.
 * @returns A breach for a drawer, and one for a file of code whose name is not in snake_case.
 */
export function fileName({ path }: SourceFile): string[] {
  const names = path.split("/").map((part) => part.replace(/\..*$/, "").replace(/^_|_test$/g, ""));
  const drawer = names.find((name) => DRAWERS.has(name));
  const breaches = drawer === undefined ? [] : [`a file is named after its idea and not after a drawer: "${drawer}"`];
  const name = path.split("/").at(-1)!;
  const isSnakeCase = codeFilesOf([path]).length === 0 || /^[a-z0-9]+(?:_[a-z0-9]+)*(?:\.d)?\.[jt]s$/.test(name);
  return isSnakeCase ? breaches : [...breaches, `a file of code has a name in snake_case: "${name}"`];
}
