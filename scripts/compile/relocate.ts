/**
 * Makes a bundle independent of where it was built. The bundler writes the paths of the modules into
 * comments and keys, npm packages by the way to Deno's cache, and derives the names of the chunks
 * from them. Two checkouts of one commit would differ, and the shipped file would tell how somebody's
 * home directory is called.
 * @module
 */
import { posix } from "node:path";
import { invariant } from "../../src/invariant.ts";
import type { Bundle } from "./program_files.ts";

/** Where a bundle was built. */
export interface BuildPlace {
  /** Directory of deno.json, absolute. */
  readonly root: string;
  /** Deno's directory of npm packages, absolute. */
  readonly npmCache: string;
}

const CHUNK_HASH = /-[0-9A-Z]{8}\.js/g;
const CHUNK_NAME = /[\w.-]+-[0-9A-Z]{8}\.js/g;

/**
 * Rewrites the paths of npm packages to `npm/<package>/<version>/...` and numbers the chunks in an
 * order that depends on their code alone.
 *
 * @param bundle What the bundler wrote.
 * @param place Where it wrote it.
 * @returns The same program under names that are equal wherever it is built.
 */
export function relocate(bundle: Bundle, place: BuildPlace): Bundle {
  const wayToNpm = posix.relative(place.root, place.npmCache);
  const packagePath = new RegExp(`${RegExp.escape(wayToNpm)}/[^/]+/`, "g");
  const code = new Map([...bundle].map(([name, text]) => [name, text.replace(packagePath, "npm/")]));
  const newNames = numberChunks(code);
  const rename = (text: string) => text.replace(CHUNK_NAME, (name) => newNames.get(name) ?? name);
  const renamed = new Map([...code].map(([name, text]) => [rename(name), rename(text)]));
  for (const [name, text] of renamed) invariant(!text.includes(place.npmCache), `No cache path is left in ${name}`);
  return renamed;
}

/** Chunk names hold a hash of paths: they are masked for sorting, so that only the code decides. */
function numberChunks(code: Bundle): Map<string, string> {
  const masked = [...code.keys()].filter((name) => mask(name) !== name)
    .map((name) => ({ name, sortKey: `${mask(name)}\n${mask(code.get(name)!)}` }))
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  return new Map(masked.map(({ name }, index) => [name, name.replace(CHUNK_HASH, `-${index + 1}.js`)]));
}

function mask(text: string): string {
  return text.replace(CHUNK_HASH, "-*.js");
}
