/**
 * Writes src/harness/adapters/sizes.json: how much code the programs of each adapter are, and what its framework takes on
 * a disk. The built program has neither sources nor packages, so this is embedded; a test checks that it agrees.
 * @module
 */
import manifest from "../deno.json" with { type: "json" };
import { packageVersions } from "../src/harness/adapters/package_versions.ts";
import { KNOWN_ADAPTERS } from "../src/harness/adapters/registry.ts";
import { print } from "./print.ts";
import { repositoryFiles } from "./repository_files.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";
import { runCommand } from "./run_command.ts";
import { programFiles } from "./sizes/adapter_files.ts";
import { type CodeSize, codeSize } from "./sizes/code_size.ts";
import { closureOf, type LockedPackages, type PackageSize, sizeOnDisk } from "./sizes/package_size.ts";

/** The file. */
export const SIZES_FILE = `${REPOSITORY_ROOT}/src/harness/adapters/sizes.json`;

/**
 * Counts the code of all adapters' programs.
 *
 * @returns Sizes by adapter's id.
 */
export async function codeSizes(): Promise<Record<string, CodeSize>> {
  const files = await repositoryFiles(REPOSITORY_ROOT), texts = new Map<string, string>();
  for (const file of files.filter((path) => path.startsWith("src/harness/adapters/") && path.endsWith(".ts"))) {
    texts.set(file, await Deno.readTextFile(`${REPOSITORY_ROOT}/${file}`));
  }
  const programs = programFiles(texts, KNOWN_ADAPTERS.map(({ id }) => id));
  return Object.fromEntries(
    [...programs].map(([id, paths]) => [id, codeSize(paths.map((path) => texts.get(path)!))]),
  );
}

/**
 * Lists the npm packages of all adapters' frameworks.
 *
 * @returns Names with versions by adapter's id; left out for those that come without npm.
 */
export async function packageLists(): Promise<Record<string, string[]>> {
  const locked: LockedPackages = JSON.parse(await Deno.readTextFile(`${REPOSITORY_ROOT}/${manifest.lock.path}`));
  return Object.fromEntries(
    KNOWN_ADAPTERS.filter(({ packages }) => packages.length > 0).map(({ id, packages }) => {
      const roots = Object.entries(packageVersions(packages)).map(([name, version]) => `${name}@${version}`);
      return [id, closureOf(locked, roots)];
    }),
  );
}

async function packageSizes(): Promise<Record<string, PackageSize>> {
  const { npmCache }: { npmCache: string } = JSON.parse(await runCommand([Deno.execPath(), "info", "--json"]));
  const cache = await onlyFolderIn(npmCache), sizes: Record<string, PackageSize> = {};
  for (const [id, packages] of Object.entries(await packageLists())) {
    sizes[id] = await sizeOnDisk(cache, packages);
  }
  return sizes;
}

/** The cache has a folder for each registry, and packages come from one. */
async function onlyFolderIn(folder: string): Promise<string> {
  const folders = (await Array.fromAsync(Deno.readDir(folder))).filter(({ isDirectory }) => isDirectory);
  if (folders.length === 1) return `${folder}/${folders[0]!.name}`;
  throw new Error(`Cannot measure packages as they must come from one registry: there are ${folders.length}`);
}

if (import.meta.main) {
  const sizes = { code: await codeSizes(), disk: await packageSizes() };
  await Deno.writeTextFile(SIZES_FILE, `${JSON.stringify(sizes, null, 2)}\n`);
  print(`wrote ${SIZES_FILE}`);
}
