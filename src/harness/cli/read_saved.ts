/**
 * Reads what was saved, for commands: a file that is no result is the user's mistake and ends the program with one
 * sentence.
 * @module
 */
import type { Result } from "../session/result.ts";
import { readResult, ResultFileError } from "../session/result_file.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a saved result.
 *
 * @param path The file.
 * @returns Its result.
 * @throws {UsageError} If there is no such file, or it is not a result that this program knows.
 */
export async function readSaved(path: string): Promise<Result> {
  try {
    return await readResult(path);
  } catch (error) {
    if (error instanceof ResultFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
