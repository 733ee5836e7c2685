/**
 * Which adapters there are, and the one place that loads them. A framework is imported when its
 * adapter is asked for and not before: listing adapters, reporting, and measuring another framework
 * cost none of it.
 * @module
 */
import { pathToFileURL } from "node:url";
import type { Adapter } from "./adapter.ts";
import { adapterOf } from "./adapter_module.ts";
import {
  type AdapterFacts,
  CONTROL,
  EFFECT,
  LANGGRAPH,
  LANGGRAPH_FUNCTIONAL,
  LLAMAINDEX,
  LLAMAINDEX_UMBRELLA,
  MASTRA,
  POCKETFLOW,
  PUFFINFLOW,
  XSTATE,
  XSTATE_INVOKES,
} from "./facts.ts";

/** An adapter that comes with the tool. */
export interface KnownAdapter extends AdapterFacts {
  /** Whether it is measured when no framework is asked for by name. */
  readonly isDefault: boolean;
  /** Imports the adapter's module, and with it the framework. */
  load(): Promise<{ readonly default: Adapter }>;
}

/** The adapters that come with the tool, in the order in which they are listed. */
export const KNOWN_ADAPTERS: readonly KnownAdapter[] = [
  { ...CONTROL, isDefault: true, load: () => import("./control.ts") },
  { ...PUFFINFLOW, isDefault: true, load: () => import("./puffinflow.ts") },
  { ...LANGGRAPH, isDefault: true, load: () => import("./langgraph.ts") },
  { ...LLAMAINDEX, isDefault: true, load: () => import("./llamaindex.ts") },
  { ...LANGGRAPH_FUNCTIONAL, isDefault: false, load: () => import("./langgraph_functional.ts") },
  { ...LLAMAINDEX_UMBRELLA, isDefault: false, load: () => import("./llamaindex_umbrella.ts") },
  { ...MASTRA, isDefault: false, load: () => import("./mastra.ts") },
  { ...EFFECT, isDefault: false, load: () => import("./effect.ts") },
  { ...XSTATE, isDefault: false, load: () => import("./xstate.ts") },
  { ...XSTATE_INVOKES, isDefault: false, load: () => import("./xstate_invokes.ts") },
  { ...POCKETFLOW, isDefault: false, load: () => import("./pocketflow.ts") },
];

/** Ids of the adapters that come with the tool. */
export const adapterIds: readonly string[] = KNOWN_ADAPTERS.map((adapter) => adapter.id);

/** Ids of the adapters that are measured when none is asked for by name. */
export const defaultAdapterIds: readonly string[] = KNOWN_ADAPTERS.filter((adapter) => adapter.isDefault)
  .map((adapter) => adapter.id);

/**
 * Loads an adapter and its framework.
 *
 * @param nameOrUrl Id of a known adapter; or the path (from the working directory) or URL of a module
 * whose default export is an adapter.
 * @returns The adapter.
 * @throws {RangeError} If the text is neither a known id nor a path or URL, or a module's adapter takes a known id.
 * @throws {TypeError} If the module cannot be found, or its default export is not an adapter.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal((await loadAdapter("control")).title, "plain promises");
 * ```
 */
export async function loadAdapter(nameOrUrl: string): Promise<Adapter> {
  const known = findKnown(nameOrUrl);
  if (known !== undefined) return (await known.load()).default;
  if (!isModule(nameOrUrl)) {
    throw new RangeError(
      `Cannot load an adapter as its name must be one of ${adapterIds.join(", ")}, ` +
        `or the path or URL of a module: current value is "${nameOrUrl}"`,
    );
  }
  // A variable keeps the module out of reach of bundlers, which would look for it at build time.
  const url: string = urlOf(nameOrUrl);
  const adapter = adapterOf(await import(url), nameOrUrl);
  if (adapterIds.includes(adapter.id)) {
    throw new RangeError(
      `Cannot load an adapter from ${nameOrUrl} as its id must differ from ${adapterIds.join(", ")}: ` +
        `current value is "${adapter.id}"`,
    );
  }
  return adapter;
}

/**
 * Tells what is said of an adapter. Nothing is loaded for a known one.
 *
 * @param nameOrUrl As for {@linkcode loadAdapter}.
 * @returns The adapter without its code.
 * @throws {RangeError} As {@linkcode loadAdapter} does.
 * @throws {TypeError} As {@linkcode loadAdapter} does.
 */
export async function adapterFacts(nameOrUrl: string): Promise<AdapterFacts> {
  const { id, title, packages, executionModel, durability, approach, idiom } = findKnown(nameOrUrl) ??
    await loadAdapter(nameOrUrl);
  return { id, title, packages, executionModel, durability, approach, idiom };
}

function findKnown(id: string): KnownAdapter | undefined {
  return KNOWN_ADAPTERS.find((adapter) => adapter.id === id);
}

function isModule(text: string): boolean {
  return /[/\\]/.test(text) || /\.[cm]?[jt]s$/.test(text);
}

function urlOf(pathOrUrl: string): string {
  // A scheme has two letters or more; a single one is a drive.
  return /^[a-z][a-z0-9+.-]+:/i.test(pathOrUrl) ? pathOrUrl : pathToFileURL(pathOrUrl).href;
}
