/**
 * How the command line draws: the flags about looks, and lines onto a stream.
 * @module
 */
import { type ColorChoice, type Face, faceOf } from "../report/terminal/face.ts";
import type { Io, Output } from "./io.ts";

/** The flags about looks, which every command takes. */
export interface LooksOptions {
  /** When to draw in colour. */
  readonly color: ColorChoice;
  /** Whether to draw with ASCII characters only. */
  readonly ascii: boolean;
}

/**
 * Decides how to draw on a stream.
 *
 * @param output The stream.
 * @param looks The flags about looks.
 * @param io The world, for its environment.
 * @returns The face.
 */
export function faceFor(output: Output, { color, ascii }: LooksOptions, { env }: Pick<Io, "env">): Face {
  return faceOf({ color, charset: ascii ? "ascii" : "auto", env, columns: output.columns });
}

/**
 * Writes lines to a stream, in one go.
 *
 * @param output The stream.
 * @param lines Lines without line breaks.
 */
export function writeLines(output: Output, lines: readonly string[]): void {
  if (lines.length > 0) output.write(`${lines.join("\n")}\n`);
}
