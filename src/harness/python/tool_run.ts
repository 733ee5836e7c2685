/**
 * Runs pip, uv or Python and reads what they say, line by line, for progress and for the reason of a failure.
 * @module
 */

/** A command of an installation. */
export interface ToolRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables besides those of this program. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets each line of output. */
  readonly onLine?: (line: string) => void;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface ToolOutcome {
  readonly success: boolean;
  /** The last lines of output, oldest first. */
  readonly lastLines: readonly string[];
}

/** Lines that are kept for the reason of a failure. */
const KEPT_LINES = 40;

/**
 * Variables that would make pip, uv or Python work on something else than they are told to: an environment that is
 * active, a path of modules, a prefix.
 */
const LEFT_OUT: readonly string[] = ["PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"];

/**
 * Runs a command to its end.
 *
 * @param run The command.
 * @returns How it ended; a program that is not there has failed.
 */
export async function runTool({ program, args, env = {}, onLine = () => {}, signal }: ToolRun): Promise<ToolOutcome> {
  const kept: string[] = [];
  const take = (line: string) => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    onLine(line);
  };
  const inherited = Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) => !LEFT_OUT.includes(name)),
  );
  try {
    const child = new Deno.Command(program, {
      args: [...args],
      env: { ...inherited, ...env },
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      ...(signal !== undefined && { signal }),
    }).spawn();
    await Promise.all([eachLine(child.stdout, take), eachLine(child.stderr, take)]);
    const { success } = await child.status;
    return { success, lastLines: kept };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { success: false, lastLines: [`${program}: there is no such program`] };
  }
}

async function eachLine(stream: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) take(line.trimEnd());
  }
  if (rest !== "") take(rest.trimEnd());
}
