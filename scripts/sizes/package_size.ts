/**
 * How much of npm a package brings with it: its closure by the lock file, and the bytes of those packages as unpacked in
 * Deno's cache.
 * @module
 */

/** The part of a lock file that says which package needs which. */
export interface LockedPackages {
  /** By name and version, with the peers that were chosen behind an underscore. */
  readonly npm: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
}

/** What a framework takes on a disk. */
export interface PackageSize {
  readonly packages: number;
  readonly bytes: number;
}

/**
 * Lists a package and all that it needs, optional packages left out.
 *
 * @param locked The lock file.
 * @param roots Names with versions: `xstate@5.33.3`.
 * @returns Names with versions, each once, in alphabetical order.
 * @throws {Error} If the lock file does not know one of them.
 */
export function closureOf({ npm }: LockedPackages, roots: readonly string[]): string[] {
  const keys = Object.keys(npm), found = new Set<string>(), due = [...roots];
  for (let written = due.pop(); written !== undefined; written = due.pop()) {
    // A package under another name is written with both.
    const wanted = written.replace(/^.*@npm:/, "");
    const key = keys.find((candidate) => candidate === wanted) ??
      keys.find((candidate) => candidate.startsWith(`${wanted}_`) || candidate.startsWith(`${wanted}@`));
    if (key === undefined) {
      throw new Error(`Cannot list packages as the lock file must have them: ${wanted} is missing`);
    }
    const bare = key.slice(0, (key.indexOf("_", key.lastIndexOf("/") + 1) + 1 || key.length + 1) - 1);
    if (found.has(bare)) continue;
    found.add(bare);
    due.push(...npm[key]!.dependencies ?? []);
  }
  return [...found].sort();
}

/**
 * Adds up packages in Deno's cache.
 *
 * @param cache Folder of the registry in the cache.
 * @param packages Names with versions.
 * @returns Packages and bytes of all their files.
 * @throws {Error} If a package is not in the cache.
 */
export async function sizeOnDisk(cache: string, packages: readonly string[]): Promise<PackageSize> {
  let bytes = 0;
  for (const name of packages) bytes += await bytesIn(`${cache}/${name.replace(/@([^@]+)$/, "/$1")}`);
  return { packages: packages.length, bytes };
}

/**
 * Adds up the files in a folder.
 *
 * @param folder The folder.
 * @returns Bytes of all files in it.
 */
export async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    bytes += isDirectory ? await bytesIn(`${folder}/${name}`) : (await Deno.stat(`${folder}/${name}`)).size;
  }
  return bytes;
}
