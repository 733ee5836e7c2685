/**
 * Which files are the programs of an adapter: its own file and what that imports, as far as adapters of no other
 * framework import it too. What it takes to describe an adapter, to probe it, and to measure single parts of PuffinFlow
 * is no part of them; neither is what is loaded later, which those parts are.
 * @module
 */
import { posix } from "node:path";

const ADAPTERS = "src/harness/adapters/";
const IMPORT = /\bfrom "(?<path>\.{1,2}\/[^"]+\.ts)"/g;
/** Programs of the suites of single parts. */
const PART = /\/(?:core_agent|resources|coordination|observability|durability|orchestration)(?:\.ts|\/)/;

/**
 * Picks the files of each adapter's programs.
 *
 * @param texts Sources of all files beside and below the adapters, by path from the root.
 * @param adapters Ids of the adapters; those of one framework begin alike, as `xstate` and `xstate-invokes` do.
 * @returns Paths by id, in alphabetical order.
 */
export function programFiles(
  texts: ReadonlyMap<string, string>,
  adapters: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const reached = new Map(
    adapters.map((id) => [id, reachedFrom(`${ADAPTERS}${id.replaceAll("-", "_")}.ts`, texts)] as const),
  );
  const isOfOneFramework = (file: string) =>
    new Set(adapters.filter((id) => reached.get(id)!.has(file)).map(frameworkOf)).size === 1;
  return new Map([...reached].map(([id, files]) => [id, [...files].filter(isOfOneFramework).sort()]));
}

function frameworkOf(adapter: string): string {
  return adapter.split("-")[0]!;
}

function reachedFrom(start: string, texts: ReadonlyMap<string, string>): Set<string> {
  const reached = new Set<string>(), due = [start];
  for (let file = due.pop(); file !== undefined; file = due.pop()) {
    const text = texts.get(file);
    if (text === undefined || reached.has(file) || PART.test(file)) continue;
    reached.add(file);
    for (const { groups } of text.matchAll(IMPORT)) due.push(posix.join(posix.dirname(file), groups!["path"]!));
  }
  return reached;
}
