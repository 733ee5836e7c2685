/**
 * A file holds one idea, and no idea needs more than four hundred lines.
 * @module
 */
import type { SourceFile } from "./source_file.ts";

/** Most lines of a file of code. */
export const FILE_LINES = 400;

/**
 * Looks at the length of a file of code.
 *
 * @param file The file.
 * @returns A breach if it is too long.
 */
export function fileLength({ path, text }: SourceFile): string[] {
  if (!/\.(?:ts|js|sh|py|css|html)$/.test(path)) return [];
  const lines = text.split("\n").length - 1;
  return lines <= FILE_LINES ? [] : [`a file has at most ${FILE_LINES} lines: this one has ${lines}`];
}
