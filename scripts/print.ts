/**
 * How the scripts speak: facts on standard output, what went wrong on standard error. They end with
 * `Deno.exitCode`, never with `Deno.exit()`, which belongs to `main.ts`.
 * @module
 */

const encoder = new TextEncoder();

/**
 * Writes a line to standard output.
 *
 * @param line Text without its line end.
 */
export function print(line: string): void {
  Deno.stdout.writeSync(encoder.encode(`${line}\n`));
}

/**
 * Writes a line to standard error and makes the script fail once it has ended.
 *
 * @param line Text without its line end.
 * @param exitCode Exit code of the script. @default {1}
 */
export function fail(line: string, exitCode = 1): void {
  Deno.stderr.writeSync(encoder.encode(`${line}\n`));
  Deno.exitCode = exitCode;
}
