/**
 * Where everything of Python is kept: one directory in the user's cache, which can be thrown away at any time.
 * @module
 */
import { join } from "node:path";
import type { PythonEnvironmentName } from "../adapters/python_facts.ts";

/** Variables that decide about the place. */
export type PlaceVariables = Readonly<Record<string, string | undefined>>;

/** Directories of the place. */
export interface PythonPlace {
  /** Installed environments, each in a directory of its own. */
  readonly environments: string;
  /** Environments that are being installed, or were when it was interrupted. */
  readonly building: string;
  /** Programs of workers, by their content. */
  readonly workers: string;
}

/**
 * Finds the place.
 *
 * @param env Variables of the environment.
 * @returns Its directories, which need not exist; `null` where there is no home.
 */
export function pythonPlace(env: PlaceVariables): PythonPlace | null {
  const { PUFFIN_CACHE_DIR: own, XDG_CACHE_HOME: cache, HOME: home } = env;
  const base = own || (cache ? join(cache, "puffinbench") : home ? join(home, ".cache", "puffinbench") : null);
  if (base === null) return null;
  const root = join(base, "python");
  return {
    environments: join(root, "environments"),
    building: join(root, "building"),
    workers: join(root, "workers"),
  };
}

/** What the directory of an environment is named by. */
export interface EnvironmentKey {
  readonly name: PythonEnvironmentName;
  /** Digest of its lock. */
  readonly lock: string;
  /** Version of Python, as `3.11.7`. */
  readonly python: string;
}

/**
 * Names the directory of an environment.
 *
 * @param key What it is named by.
 */
export function directoryName({ name, lock, python }: EnvironmentKey): string {
  return `${name}-${lock}-py${python}`;
}
