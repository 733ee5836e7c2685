/**
 * Runs the programs that the scripts stand on (deno, tar, gzip, git) and keeps their complaints, so
 * that a failure says what failed and why. Whether a failure matters is the caller's decision.
 * @module
 */

/** How a command is run. */
export interface RunCommandOptions {
  /** Directory to run in. @default the script's own */
  readonly cwd?: string;
  /** Added to the script's own environment. @default nothing */
  readonly env?: Record<string, string>;
  /** Time after which the command is ended with SIGTERM, in milliseconds; must be above 0. @default no limit */
  readonly timeLimitMs?: number;
}

/** What is left of a command that has ended. */
export interface CommandEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end, whatever the end.
 *
 * @param command Program and arguments; no shell reads them.
 * @param options Where and how long.
 * @returns Its exit code and all it wrote.
 * @throws {Deno.errors.NotFound} If there is no such program.
 */
export async function endOf(command: readonly string[], options: RunCommandOptions = {}): Promise<CommandEnd> {
  const [program, ...args] = command;
  const { cwd, env, timeLimitMs } = options;
  const output = await new Deno.Command(program!, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(timeLimitMs === undefined ? {} : { signal: AbortSignal.timeout(timeLimitMs) }),
  }).output();
  const decoder = new TextDecoder();
  return { exitCode: output.code, stdout: decoder.decode(output.stdout), stderr: decoder.decode(output.stderr) };
}

/**
 * Runs a command that must succeed.
 *
 * @param command Program and arguments; no shell reads them.
 * @param options Where and how long.
 * @returns What it wrote to standard output.
 * @throws {Error} If it ends with another exit code than 0; the message holds what it wrote to standard error.
 */
export async function runCommand(command: readonly string[], options: RunCommandOptions = {}): Promise<string> {
  const end = await endOf(command, options);
  if (end.exitCode === 0) return end.stdout;
  throw new Error(`Cannot go on as \`${command.join(" ")}\` must succeed: exit code ${end.exitCode}\n${end.stderr}`);
}
