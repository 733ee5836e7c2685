/**
 * Asks git. Each question is a process that is waited for; what git complains of becomes an error in one line.
 * @module
 */

/** Thrown when git refuses, or is not there. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** How git is asked. */
export interface GitOptions {
  /** Directory that it is asked in. */
  readonly cwd: string;
  /** Variables that it gets besides those of this process. @default none */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Asks git.
 *
 * @param args What to ask.
 * @param options Where.
 * @returns What it wrote, without the line break at its end.
 * @throws {GitError} If it fails, with the last line that it complained in.
 */
export async function git(args: readonly string[], { cwd, env = {} }: GitOptions): Promise<string> {
  const decoder = new TextDecoder();
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command("git", { args: [...args], cwd, env, stdin: "null" }).output();
  } catch (cause) {
    throw new GitError("git must be on the PATH, and the directory must exist", { cause });
  }
  if (output.success) return decoder.decode(output.stdout).trimEnd();
  const complaint = decoder.decode(output.stderr).trim().split("\n").at(-1) ?? "";
  throw new GitError(complaint === "" ? `git ${args[0]} ended with ${output.code}` : complaint);
}

/**
 * Asks git what may not be.
 *
 * @param args What to ask.
 * @param options Where.
 * @returns What it wrote, or `null` where it failed.
 */
export async function gitOrNull(args: readonly string[], options: GitOptions): Promise<string | null> {
  try {
    return await git(args, options);
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}
