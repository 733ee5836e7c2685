/**
 * File systems with a flaw, for one command: mounted in a name space of its own, so nobody else sees
 * them and they are gone with the command.
 */
import { endOf } from "./command.ts";

/** Turns a command into one that finds a file system of memory at `path`, mounted with `options`. */
export function withMounted(path: string, options: string, command: readonly string[]): string[] {
  const script = 'mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@"';
  return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", options, path, ...command];
}

/** Says whether this system lets us mount anything. */
export async function canMount(): Promise<boolean> {
  const directory = await Deno.makeTempDir();
  try {
    const env = { PATH: Deno.env.get("PATH")! };
    return (await endOf(withMounted(directory, "size=4k", ["true"]), { env })).exitCode === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  } finally {
    await Deno.remove(directory);
  }
}
