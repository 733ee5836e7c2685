/**
 * Baselines: saved results that later ones are compared with. The nameless one is `baseline.json` in the directory
 * of results, named ones are in `baselines/`. Each is a whole result, so it says itself of which commit and host it is.
 * @module
 */
import { dirname, join, resolve } from "node:path";
import type { Result } from "../../session/result.ts";
import { readResult, ResultFileError } from "../../session/result_file.ts";
import { readSaved } from "../read_saved.ts";
import { UsageError } from "../usage_error.ts";

/** A baseline that is there. */
export interface KnownBaseline {
  /** `null` for the nameless one. */
  readonly name: string | null;
  readonly path: string;
}

/** A baseline with what is in it. */
export interface Baseline {
  /** What it is called: its name, its commit, or its path. */
  readonly title: string;
  readonly path: string;
  readonly result: Result;
}

const NAMELESS = "baseline.json";
const DIRECTORY = "baselines";
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
/** Fewest digits of a commit that it is known by. */
const COMMIT = /^[0-9a-f]{7,64}$/;

/** The baselines of a directory of results. */
export class BaselineStore {
  readonly #directory: string;

  /**
   * Names the directory.
   *
   * @param directory Directory of results.
   */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Makes a result the baseline, in place of an earlier one.
   *
   * @param source The result's file.
   * @param name Its name; `null` for the nameless one.
   * @returns Where it is kept.
   * @throws {UsageError} If the file is no result, the name cannot be one, or it cannot be kept.
   */
  async set(source: string, name: string | null): Promise<string> {
    await readSaved(source);
    const path = this.#pathOf(name);
    try {
      await Deno.mkdir(dirname(path), { recursive: true });
      await copyWhole(source, path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`Cannot keep the baseline as ${path} must be a file to write to: ${why}`, { cause: error });
    }
    return path;
  }

  /**
   * Lists the baselines that are there.
   *
   * @returns The nameless one first, the others by name.
   */
  async list(): Promise<KnownBaseline[]> {
    const nameless = { name: null, path: this.#pathOf(null) };
    const named = (await namesIn(join(this.#directory, DIRECTORY))).filter((name) => name.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length)).filter((name) => NAME.test(name))
      .map((name) => ({ name, path: this.#pathOf(name) }));
    return [...await isFile(nameless.path) ? [nameless] : [], ...named];
  }

  /**
   * Finds what somebody means by a baseline.
   *
   * @param text A name, a file, or the first digits of a commit; undefined for the nameless one.
   * @param cwd Directory from which relative paths start.
   * @returns The baseline.
   * @throws {UsageError} If there is none, or its file is no result.
   */
  async find(text: string | undefined, cwd: string): Promise<Baseline> {
    if (text === undefined) {
      const path = this.#pathOf(null);
      if (await isFile(path)) return { title: "the baseline", path, result: await readSaved(path) };
      throw new UsageError(
        `Cannot find a baseline as ${path} is not there: "puffinbench baseline set <result>" makes one`,
      );
    }
    const path = resolve(cwd, text);
    if (await isFile(path)) return { title: text, path, result: await readSaved(path) };
    if (NAME.test(text) && await isFile(this.#pathOf(text))) {
      return { title: text, path: this.#pathOf(text), result: await readSaved(this.#pathOf(text)) };
    }
    const ofCommit = COMMIT.test(text) ? await this.#ofCommit(text) : null;
    if (ofCommit !== null) return ofCommit;
    const names = (await this.list()).flatMap(({ name }) => name === null ? [] : [name]);
    const known = names.length === 0 ? "there is no named one" : `there is ${names.join(", ")}`;
    throw new UsageError(
      `Cannot find the baseline "${text}" as it must be a file, a name or a commit that was measured: ${known}`,
    );
  }

  /** The newest of the baselines, else of the saved results, that was measured with a tool of the commit. */
  async #ofCommit(commit: string): Promise<Baseline | null> {
    const results = (await namesIn(this.#directory)).filter((name) => /^benchmark_results_.*\.json$/.test(name))
      .toReversed().map((name) => join(this.#directory, name));
    const baselines = (await this.list()).map(({ path }) => path);
    for (const path of [...baselines, ...results]) {
      const result = await readResult(path).catch((error: unknown) => {
        // Another file that nobody asked for may well be broken.
        if (error instanceof ResultFileError) return null;
        throw error;
      });
      const of = result?.session.tool.commit.value;
      if (result !== null && of?.startsWith(commit)) return { title: commit, path, result };
    }
    return null;
  }

  #pathOf(name: string | null): string {
    if (name === null) return join(this.#directory, NAMELESS);
    if (NAME.test(name)) return join(this.#directory, DIRECTORY, `${name}.json`);
    throw new UsageError(
      `Cannot call a baseline "${name}" as a name must be of letters, digits, dots, dashes and underlines`,
    );
  }
}

/**
 * Copies a file so that there is a whole one at every moment.
 *
 * @param source The file.
 * @param path Where to.
 */
export async function copyWhole(source: string, path: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}`;
  try {
    await Deno.copyFile(source, temporary);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((found) => found.isFile, () => false);
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => name).toSorted();
  } catch {
    return [];
  }
}
