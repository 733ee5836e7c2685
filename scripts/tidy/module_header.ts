/**
 * A file begins by saying what it is for.
 * @module
 */
import { codeFilesOf } from "../repository_files.ts";
import type { SourceFile } from "./source_file.ts";

/**
 * Looks at the beginning of a file of code; tests are named after what they test and need none.
 *
 * @param file The file.
 * @returns A breach if it is no comment marked `@module`.
 */
export function moduleHeader({ path, text }: SourceFile): string[] {
  if (path.startsWith("tests/") || codeFilesOf([path]).length === 0) return [];
  const header = /^(?:#!.*\n)?\/\*\*[\s\S]*?\*\//.exec(text)?.[0] ?? "";
  if (!header.includes("@module")) return ["it begins with a comment that says what it is for and ends with @module"];
  return [];
}
