/**
 * Which environments are installed. An environment counts once its stamp is there, which is written last, before it
 * is moved to its place in one step: half an environment is never taken for one.
 * @module
 */
import { join } from "node:path";
import { PYTHON_ENVIRONMENT_NAMES, type PythonEnvironmentName } from "../adapters/python_facts.ts";
import { lockDigest, pythonEnvironment } from "./environments.ts";
import type { PythonPlace } from "./place.ts";

/** Name of the file that says that an environment is complete. */
export const STAMP = "puffinbench.json";

/** A directory with an environment. */
export interface InstalledEnvironment {
  readonly name: PythonEnvironmentName;
  /** Absolute path. */
  readonly directory: string;
  /** Version of its Python. */
  readonly python: string;
  /** Whether it was made from the lock of this build. */
  readonly isCurrent: boolean;
}

/**
 * Lists what is installed.
 *
 * @param place Where.
 * @returns Complete environments, those of other builds included, in no particular order.
 */
export async function installedEnvironments({ environments }: PythonPlace): Promise<InstalledEnvironment[]> {
  const found: InstalledEnvironment[] = [];
  try {
    for await (const { name } of Deno.readDir(environments)) {
      const environment = environmentAt(environments, name);
      if (environment !== null && await isComplete(environment.directory)) found.push(environment);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}

/**
 * Finds an environment that can be used.
 *
 * @param name Its name.
 * @param place Where.
 * @returns The one that was made from the lock of this build, or `null`.
 */
export async function currentEnvironment(
  name: PythonEnvironmentName,
  place: PythonPlace,
): Promise<InstalledEnvironment | null> {
  const installed = await installedEnvironments(place);
  return installed.find((environment) => environment.name === name && environment.isCurrent) ?? null;
}

/**
 * Names the Python of an environment.
 *
 * @param directory Its directory.
 */
export function pythonOf(directory: string): string {
  return join(directory, "bin", "python");
}

function environmentAt(parent: string, directory: string): InstalledEnvironment | null {
  const [, name, lock, python] = /^([a-z]+)-([0-9a-f]+)-py([\d.]+\S*)$/.exec(directory) ?? [];
  const known = PYTHON_ENVIRONMENT_NAMES.find((candidate) => candidate === name);
  if (known === undefined || python === undefined) return null;
  const isCurrent = lock === lockDigest(pythonEnvironment(known));
  return { name: known, directory: join(parent, directory), python, isCurrent };
}

async function isComplete(directory: string): Promise<boolean> {
  try {
    return (await Deno.stat(join(directory, STAMP))).isFile;
  } catch {
    return false;
  }
}
