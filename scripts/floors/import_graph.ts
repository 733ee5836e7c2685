/**
 * Who imports whom, as Deno itself sees it: types and dynamic imports included, names of the import
 * map resolved. Whether an import is allowed is decided in `judge.ts`.
 * @module
 */
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "../run_command.ts";

/** One file imports another module. */
export interface Import {
  /** Importing file, from the repository's root. */
  readonly from: string;
  /** Imported file, from the repository's root; `node:` and `npm:` modules by their specifier. */
  readonly to: string;
  /** As it is written in the importing file. */
  readonly specifier: string;
}

/** All files looked at and all their imports. */
export interface ImportGraph {
  readonly files: readonly string[];
  readonly imports: readonly Import[];
}

/** The part of `deno info --json` that is read here. */
interface DenoInfo {
  readonly modules: readonly { readonly specifier: string; readonly dependencies?: readonly Dependency[] }[];
}

interface Dependency {
  readonly specifier: string;
  readonly code?: Resolution;
  readonly type?: Resolution;
}

interface Resolution {
  readonly specifier?: string;
}

/**
 * Reads the imports of files and of all that they import.
 *
 * @param root Directory of deno.json, absolute.
 * @param files Paths from the root.
 * @returns The graph, without the packages' own imports.
 * @throws {Error} If Deno cannot read a file.
 */
export async function readImportGraph(root: string, files: readonly string[]): Promise<ImportGraph> {
  const info = await denoInfo(root, files);
  const inRoot = info.modules.filter(({ specifier }) => specifier.startsWith(`${pathToFileURL(root).href}/`));
  const imports = inRoot.flatMap(({ specifier, dependencies = [] }) =>
    dependencies.flatMap((dependency) => importsOf(root, pathFrom(root, specifier), dependency))
  );
  return { files, imports };
}

function importsOf(root: string, from: string, { specifier, code, type }: Dependency): Import[] {
  const targets = new Set([code?.specifier, type?.specifier].filter((target) => target !== undefined));
  return [...targets].map((target) => ({ from, to: pathFrom(root, target), specifier }));
}

/** Deno shows the graph of one module: a module is made that imports all files. */
async function denoInfo(root: string, files: readonly string[]): Promise<DenoInfo> {
  const directory = await Deno.makeTempDir();
  try {
    const door = `${directory}/door.ts`;
    const lines = files.map((file) => `import "${pathToFileURL(`${root}/${file}`).href}";\n`);
    await Deno.writeTextFile(door, lines.join(""));
    const config = ["--config", `${root}/deno.json`];
    return JSON.parse(await runCommand([Deno.execPath(), "info", "--json", ...config, door], { cwd: root }));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function pathFrom(root: string, specifier: string): string {
  return specifier.startsWith("file:") ? relative(root, decodeURIComponent(new URL(specifier).pathname)) : specifier;
}
