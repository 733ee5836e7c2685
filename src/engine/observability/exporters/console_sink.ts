/**
 * Writes a line per item on the standard error, where a program's results are not disturbed.
 * @module
 */
import type { Sink } from "./sink.ts";
import { jsonLine, type Writable } from "./json_line.ts";

/** Options of a sink that writes lines. */
export interface ConsoleSinkOptions {
  /**
   * Writes a line, given without its end. @default {console.error}
   *
   * @param line The line.
   */
  readonly print?: (line: string) => void;
  /** What it is called in counts and messages. @default {"console"} */
  readonly name?: string;
}

/**
 * Makes a sink that writes a line of JSON per item.
 *
 * @param options Where to.
 * @returns The sink.
 */
export function consoleSink(options: ConsoleSinkOptions = {}): Sink<Writable> {
  const { print = printError, name = "console" } = options;
  return {
    name,
    write(items) {
      for (const item of items) print(jsonLine(item));
    },
  };
}

/**
 * Writes a line for the operator.
 *
 * @param line The line.
 */
export function printError(line: string): void {
  // deno-lint-ignore no-console -- The console is what this sink is for.
  console.error(line);
}
