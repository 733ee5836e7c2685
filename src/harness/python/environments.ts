/**
 * The environments that subjects in Python need, as data: the packages that are asked for, and the lock that says
 * which file of which version each of them is, and each package that they need, for Python 3.11 to 3.13 on every
 * platform. Locks are made with `uv pip compile --universal --python-version 3.11 --generate-hashes` from the `.in`
 * files beside them.
 * @module
 */
import { createHash } from "node:crypto";
import type { PythonEnvironmentName } from "../adapters/python_facts.ts";
import dagsterLock from "./locks/dagster.txt" with { type: "text" };
import langgraphLock from "./locks/langgraph.txt" with { type: "text" };
import llamaindexLock from "./locks/llamaindex.txt" with { type: "text" };
import prefectLock from "./locks/prefect.txt" with { type: "text" };
import puffinflowLock from "./locks/puffinflow.txt" with { type: "text" };

/** An environment that can be installed. */
export interface PythonEnvironment {
  readonly name: PythonEnvironmentName;
  /** Title for people. */
  readonly title: string;
  /** The package that it is for; the lock says its version. */
  readonly packageName: string;
  /** What pip and uv install from. */
  readonly lock: string;
}

/** All environments, in the order in which they are installed: small ones first. */
export const PYTHON_ENVIRONMENTS: readonly PythonEnvironment[] = [
  { name: "puffinflow", title: "PuffinFlow", packageName: "puffinflow", lock: puffinflowLock },
  { name: "llamaindex", title: "LlamaIndex workflows", packageName: "llama-index-workflows", lock: llamaindexLock },
  { name: "langgraph", title: "LangGraph", packageName: "langgraph", lock: langgraphLock },
  { name: "dagster", title: "Dagster", packageName: "dagster", lock: dagsterLock },
  { name: "prefect", title: "Prefect", packageName: "prefect", lock: prefectLock },
];

/** Hexadecimal digits by which a lock is told from others. */
const LOCK_DIGITS = 12;

const PINNED = /^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)/gim;

/**
 * Finds an environment.
 *
 * @param name Its name.
 * @returns The environment.
 * @throws {RangeError} If there is none of that name.
 */
export function pythonEnvironment(name: PythonEnvironmentName): PythonEnvironment {
  const found = PYTHON_ENVIRONMENTS.find((environment) => environment.name === name);
  if (found === undefined) throw new RangeError(`Cannot find an environment as there must be one: name is "${name}"`);
  return found;
}

/**
 * Digests a lock: what was installed from another one is out of date.
 *
 * @param environment The environment.
 * @returns The first digits of the SHA-256.
 */
export function lockDigest({ lock }: PythonEnvironment): string {
  return createHash("sha256").update(lock).digest("hex").slice(0, LOCK_DIGITS);
}

/**
 * Reads the packages of a lock.
 *
 * @param environment The environment.
 * @returns Version by name.
 */
export function lockedVersions({ lock }: PythonEnvironment): ReadonlyMap<string, string> {
  return new Map([...lock.matchAll(PINNED)].map(([, name, version]) => [name!.toLowerCase(), version!]));
}
