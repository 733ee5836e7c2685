/**
 * Keeps chunks that a start does not need out of it. Deno looks through a program before it runs and
 * parses whatever an import names in plain text, `import()` included: with the frameworks in the
 * bundle that is most of the time that `--version` takes. Named by an expression, a chunk is parsed when
 * it is asked for.
 * @module
 */
import type { Bundle } from "./program_files.ts";

const DYNAMIC_IMPORT = /\bimport\("\.\/(?<name>[\w.-]+)"\)/g;

/**
 * Rewrites dynamic imports of the bundle's own files so that nothing can follow them beforehand.
 *
 * @param bundle The program.
 * @returns The same program; imports of anything else are left as they are.
 */
export function delayImports(bundle: Bundle): Bundle {
  const delay = (written: string, name: string) => bundle.has(name) ? `import(["./${name}"][0])` : written;
  return new Map([...bundle].map(([name, code]) => [name, code.replace(DYNAMIC_IMPORT, delay)]));
}
