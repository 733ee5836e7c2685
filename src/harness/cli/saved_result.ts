/**
 * Saves results where the user wants them: the directory is tried before anything is measured, so that
 * minutes of work do not end in a missing permission.
 * @module
 */
import type { Result } from "../session/result.ts";
import { writeResult } from "../session/result_file.ts";
import { UsageError } from "./usage_error.ts";

/** What became of saving. */
export type Saving = { readonly kind: "saved"; readonly path: string } | {
  readonly kind: "lost";
  readonly why: string;
};

/**
 * Makes the directory for results, if it is not there.
 *
 * @param directory The directory.
 * @throws {UsageError} If it can be neither used nor made.
 */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await Deno.mkdir(directory, { recursive: true });
  } catch (error) {
    throw new UsageError(`Cannot save results as --output-dir must be a directory to write to: ${messageOf(error)}`);
  }
}

/**
 * Saves a result.
 *
 * @param directory Where to.
 * @param result What to save.
 * @returns Where it is, or why it could not be saved; what was measured can still be printed then.
 */
export async function saveResult(directory: string, result: Result): Promise<Saving> {
  try {
    return { kind: "saved", path: await writeResult(directory, result) };
  } catch (error) {
    return { kind: "lost", why: `Cannot save the result in ${directory}: ${messageOf(error)}` };
  }
}

/**
 * Removes a journal whose session is saved as a whole.
 *
 * @param path The journal.
 */
export async function removeJournal(path: string): Promise<void> {
  // One that cannot be removed only takes room: the result is on the disk.
  await Deno.remove(path).catch(() => {});
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
