/**
 * Versions of the packages that adapters measure, from the exact pins of this repository. They are
 * read at build time, so a bundle that was moved away from its packages still knows them.
 * @module
 */
import manifest from "../../../deno.json" with { type: "json" };

const PIN = /^npm:(?<name>@?[^@]+)@(?<version>\d[^/]*)$/;

const VERSIONS: ReadonlyMap<string, string> = new Map(
  Object.values(manifest.imports).flatMap((specifier) => {
    const pin = PIN.exec(specifier)?.groups;
    return pin === undefined ? [] : [[pin["name"]!, pin["version"]!]];
  }),
);

/**
 * Looks up the pinned versions of packages.
 *
 * @param packages Names of npm packages.
 * @returns Version per package; `unknown` for a package that is not pinned here, as those of an
 * adapter from outside are.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(packageVersions(["@langchain/langgraph"])["@langchain/langgraph"], "1.7.3");
 * ```
 */
export function packageVersions(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(packages.map((name) => [name, VERSIONS.get(name) ?? "unknown"]));
}
