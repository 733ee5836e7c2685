/**
 * The command line of `scripts/compile.ts`.
 * @module
 */
import { parseArgs } from "node:util";

/** `denort` and `portable` insist on one route; `auto` takes `denort` where it works. */
export type Mode = "auto" | "denort" | "portable";

/** What to build and how. */
export interface CompileOptions {
  /** @default {"auto"} */
  readonly mode: Mode;
  /** Level of gzip, 1 to 9: 6 takes a third of the time of 9, and the file is a fraction of a percent larger. @default {6} */
  readonly compressLevel: number;
}

const MODES: readonly Mode[] = ["auto", "denort", "portable"];

/**
 * Reads the command line.
 *
 * @param args Arguments after the script's name.
 * @returns The options, defaults filled in.
 * @throws {RangeError} If a value is not one of those offered.
 * @throws {TypeError} If there is an argument that is not known.
 */
export function readOptions(args: readonly string[]): CompileOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { mode: { type: "string", default: "auto" }, compress: { type: "string", default: "6" } },
    strict: true,
    allowPositionals: false,
  });
  const mode = MODES.find((known) => known === values.mode);
  if (mode === undefined) {
    throw new RangeError(`Cannot compile as --mode must be ${MODES.join(", ")}: current value is "${values.mode}"`);
  }
  const compressLevel = Number(values.compress);
  if (!/^[1-9]$/.test(values.compress)) {
    throw new RangeError(`Cannot compile as --compress must be 1 to 9: current value is "${values.compress}"`);
  }
  return { mode, compressLevel };
}
