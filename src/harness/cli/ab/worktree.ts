/**
 * Checks a commit out beside the user's own checkout, in the cache, with its packages as its lock file has them; and
 * takes it away again. Two sides of one commit share one checkout: they are the same code.
 * @module
 */
import { join } from "node:path";
import { UsageError } from "../usage_error.ts";
import { git, gitOrNull } from "./git.ts";

/** No session takes longer, in milliseconds: a day. */
export const LONGEST_SESSION_MS = 86_400_000;

/** Checkouts of commits, gone when they are disposed of. */
export class Worktrees implements AsyncDisposable {
  readonly #root: string;
  readonly #directory: string;
  readonly #paths = new Map<string, Promise<string>>();

  /**
   * Names the place.
   *
   * @param root Root of the user's checkout.
   * @param directory Where to check out: nobody else's, and made if it is not there.
   */
  constructor(root: string, directory: string) {
    this.#root = root;
    this.#directory = directory;
  }

  /**
   * Checks a commit out.
   *
   * @param commit Its full name.
   * @returns Path of the checkout: always the same for a commit, so that a session can go on where it was stopped.
   * @throws {UsageError} If it cannot be checked out.
   */
  async at(commit: string): Promise<string> {
    const known = this.#paths.get(commit) ?? this.#checkOut(commit);
    this.#paths.set(commit, known);
    return await known;
  }

  /** Takes all checkouts away. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const commit of this.#paths.keys()) await this.#remove(this.#pathOf(commit));
  }

  /**
   * Takes away what sessions left behind that were killed.
   *
   * @param nowMs The time, in milliseconds since 1970: what is older than {@linkcode LONGEST_SESSION_MS} is nobody's.
   */
  async sweep(nowMs: number): Promise<void> {
    for (const path of await checkoutsIn(this.#directory)) {
      const { mtime } = await Deno.stat(path);
      if (nowMs - (mtime?.getTime() ?? nowMs) > LONGEST_SESSION_MS) await this.#remove(path);
    }
  }

  #pathOf(commit: string): string {
    return join(this.#directory, commit);
  }

  async #checkOut(commit: string): Promise<string> {
    const path = this.#pathOf(commit);
    try {
      // A session that was killed left its own behind, and nobody knows in what state.
      await this.#remove(path);
      await Deno.mkdir(this.#directory, { recursive: true });
      await git(["worktree", "add", "--force", "--detach", "--quiet", path, commit], { cwd: this.#root });
      return path;
    } catch (error) {
      throw new UsageError(`Cannot check ${commit.slice(0, 7)} out as git must be able to: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  async #remove(path: string): Promise<void> {
    await gitOrNull(["worktree", "remove", "--force", "--force", path], { cwd: this.#root });
    await Deno.remove(path, { recursive: true }).catch(() => {});
    await gitOrNull(["worktree", "prune"], { cwd: this.#root });
  }
}

/**
 * Fetches what a module of a checkout imports, before anything is measured: as the lock file has it, if there is one.
 *
 * @param entry Path of the module.
 * @param checkout Root of the checkout.
 * @throws {UsageError} If it cannot be had.
 */
export async function fetchImports(entry: string, checkout: string): Promise<void> {
  const isLocked = await Deno.stat(join(checkout, "deno.lock")).then(({ isFile }) => isFile, () => false);
  const args = ["cache", "--quiet", ...(isLocked ? ["--frozen"] : []), entry];
  const output = await new Deno.Command(Deno.execPath(), { args, cwd: checkout, stdin: "null", stdout: "null" })
    .output();
  if (output.success) return;
  const complaint = new TextDecoder().decode(output.stderr).trim().split("\n").at(-1) ?? "";
  throw new UsageError(
    `Cannot measure ${entry} as its imports must be there${isLocked ? ", as deno.lock has them" : ""}: ${complaint}`,
  );
}

async function checkoutsIn(directory: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => join(directory, name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
