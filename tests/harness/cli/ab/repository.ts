/**
 * A git repository for tests, gone when it is disposed of.
 * @module
 */
import { git } from "../../../../src/harness/cli/ab/git.ts";

/** A repository. */
export interface Repository extends AsyncDisposable {
  readonly root: string;
  /** Writes files and commits them. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** Writes a file and does not commit it. */
  write(name: string, text: string): Promise<void>;
}

/** Makes a repository without a commit. */
export async function repository(): Promise<Repository> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "puffinbench-" }));
  await git(["init", "--quiet", "--initial-branch=main"], { cwd: root });
  await git(["config", "user.name", "Ada"], { cwd: root });
  await git(["config", "user.email", "ada@example.org"], { cwd: root });
  const write = async (name: string, text: string) => await Deno.writeTextFile(`${root}/${name}`, text);
  return {
    root,
    write,
    async commit(files) {
      for (const [name, text] of Object.entries(files)) await write(name, text);
      await git(["add", "--all"], { cwd: root });
      await git(["commit", "--quiet", "--message", "a change"], { cwd: root });
      return await git(["rev-parse", "HEAD"], { cwd: root });
    },
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
