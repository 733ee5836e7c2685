/**
 * The newest saved result of a directory: what is meant where no file is named.
 * @module
 */
import { join } from "node:path";
import { UsageError } from "./usage_error.ts";

const RESULT_NAME = /^benchmark_results_.*\.json$/;

/**
 * Finds the newest saved result.
 *
 * @param directory Directory of results.
 * @returns Its path.
 * @throws {UsageError} If there is none.
 */
export async function newestResult(directory: string): Promise<string> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(directory)) if (RESULT_NAME.test(name)) names.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  // Names are times.
  const newest = names.toSorted().at(-1);
  if (newest !== undefined) return join(directory, newest);
  throw new UsageError(
    `Cannot find a result as ${directory} must have one: it has none; "puffinbench run --save-results" makes one`,
  );
}
