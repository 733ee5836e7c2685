/**
 * Runs a program as a user's shell would, in an environment that holds nothing but what a test says.
 */

/** What a program is started with. */
export interface Surroundings {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What is left of a program that has ended. */
export interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function endOf(command: readonly string[], surroundings: Surroundings): Promise<Ending> {
  const output = await spawn(command, surroundings).output();
  const decoder = new TextDecoder();
  return { exitCode: output.code, stdout: decoder.decode(output.stdout), stderr: decoder.decode(output.stderr) };
}

/** Starts a program, without a terminal and with nothing to read. */
export function spawn([program, ...args]: readonly string[], { env, cwd }: Surroundings): Deno.ChildProcess {
  return new Deno.Command(program!, {
    args,
    env: { ...env },
    clearEnv: true,
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a test in a directory of its own that is gone afterwards. */
export async function inDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
