/**
 * Result files: how they are named, written and read back. A file is complete or not there at all, and
 * never takes the place of another. What is in them is defined in `result.ts`.
 * @module
 */
import { join } from "node:path";
import type * as z from "zod";
import { migrated } from "./migrations.ts";
import { type Result, RESULT_SCHEMA, resultSchema } from "./result.ts";

/** Names tried for one result before giving up; more sessions cannot start in one second. */
const MOST_NAMES = 100;

/** Thrown when a file cannot be read as a result. */
export class ResultFileError extends Error {
  override readonly name = "ResultFileError";

  /**
   * Says what is wrong with a file.
   *
   * @param path The file.
   * @param requirement What it must be, and what it is instead.
   */
  constructor(readonly path: string, requirement: string, options?: ErrorOptions) {
    super(`Cannot read the result ${path} as ${requirement}`, options);
  }
}

/**
 * Names a result file by the start of its session.
 *
 * @param startedAt The session's start.
 * @returns `benchmark_results_YYYYMMDD_HHMMSS.json`, in local time.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(resultFileName(new Date(2024, 11, 31, 23, 5, 9)), "benchmark_results_20241231_230509.json");
 * ```
 */
export function resultFileName(startedAt: Date): string {
  const digits = (value: number, length = 2) => String(value).padStart(length, "0");
  const date = digits(startedAt.getFullYear(), 4) + digits(startedAt.getMonth() + 1) + digits(startedAt.getDate());
  const time = digits(startedAt.getHours()) + digits(startedAt.getMinutes()) + digits(startedAt.getSeconds());
  return `benchmark_results_${date}_${time}.json`;
}

/**
 * Writes a result file.
 *
 * @param directory Where to; made if it does not exist.
 * @param result What to write.
 * @returns Path of the new file: named by {@linkcode resultFileName}, with `-2` and so on if that name is taken.
 * @throws {z.ZodError} If the result does not fit the schema: a mistake of ours, told before anything is written.
 * @throws {Error} If the directory cannot be written to.
 */
export async function writeResult(directory: string, result: Result): Promise<string> {
  const text = `${JSON.stringify(resultSchema.parse(result))}\n`;
  const name = resultFileName(new Date(result.session.startedAt));
  await Deno.mkdir(directory, { recursive: true });
  const temporary = join(directory, `.${name}.${crypto.randomUUID()}`);
  try {
    await writeToDisk(temporary, text);
    const path = await reserve(directory, name);
    await Deno.rename(temporary, path);
    await syncDirectory(directory);
    return path;
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/**
 * Reads a result file. One of an older version is brought up to the present one.
 *
 * @param path The file.
 * @returns Its result, which fits the schema.
 * @throws {ResultFileError} If there is no such file, it is not a result, or one of a newer version.
 */
export async function readResult(path: string): Promise<Result> {
  const outcome = migrated(parseJson(path, await readText(path)));
  switch (outcome.kind) {
    case "newer":
      throw new ResultFileError(
        path,
        `'schema' must be "${RESULT_SCHEMA}" or older: current value is "${outcome.schema}", which a newer puffinbench reads`,
      );
    case "foreign":
      throw new ResultFileError(
        path,
        `'schema' must be "${RESULT_SCHEMA}" or older: current value is ${JSON.stringify(outcome.schema)}`,
      );
    case "broken":
      throw unfit(path, outcome.error);
    case "present": {
      const parsed = resultSchema.safeParse(outcome.content);
      if (parsed.success) return parsed.data;
      throw unfit(path, parsed.error);
    }
  }
}

function unfit(path: string, cause: z.ZodError): ResultFileError {
  const issue = cause.issues[0]!;
  return new ResultFileError(path, `'${fieldOf(issue)}' does not fit: ${issue.message}`, { cause });
}

async function writeToDisk(path: string, text: string): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) written += await file.write(bytes.subarray(written));
  await file.sync();
}

/** Takes a free name with an empty file, which the complete one then replaces: rename alone would overwrite. */
async function reserve(directory: string, name: string): Promise<string> {
  for (let number = 1; number <= MOST_NAMES; number++) {
    const path = join(directory, number === 1 ? name : name.replace(/\.json$/, `-${number}.json`));
    try {
      (await Deno.open(path, { write: true, createNew: true })).close();
      return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
  throw new Error(`Cannot write the result as one of ${MOST_NAMES} names like ${join(directory, name)} must be free`);
}

/** Makes the new name survive a power cut, where the system can do that for a directory. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    using handle = await Deno.open(directory, { read: true });
    await handle.sync();
  } catch {
    // The file itself is on disk already; a system that cannot sync a directory promises no more.
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "the file must exist" : `it must be readable: ${cause}`;
    throw new ResultFileError(path, why, { cause });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ResultFileError(path, `it must be JSON: ${(cause as SyntaxError).message}`, { cause });
  }
}

function fieldOf({ path }: z.core.$ZodIssue): string {
  return path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("").replace(/^\./, "");
}
