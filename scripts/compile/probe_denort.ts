/**
 * Finds out whether `deno compile` can work here. It needs `denort`, Deno's runtime without its
 * tools, from `DENORT_BIN`, Deno's cache or the network, and it checks none of them: handed the
 * whole `deno`, it "succeeds" and writes a copy of `deno`. So the only proof is to compile a
 * program and to run it.
 * @module
 */
import { type CommandEnd, endOf } from "../run_command.ts";

/** Whether `deno compile` yields a program that runs, and if not, why. */
export type DenortProbe = { readonly works: true } | { readonly works: false; readonly why: string };

/** Limits of the probe. */
export interface ProbeDenortOptions {
  /** Time for compiling, a download included, in milliseconds; must be above 0. @default {60_000} */
  readonly timeLimitMs?: number;
}

/**
 * Compiles a program that prints a word chosen for this one call, runs it, and looks for the word.
 *
 * @param options Limits.
 * @returns Whether the word was there and the program knew itself to be standalone.
 */
export async function probeDenort(options: ProbeDenortOptions = {}): Promise<DenortProbe> {
  const { timeLimitMs = 60_000 } = options;
  const directory = await Deno.makeTempDir();
  try {
    const program = `${directory}/probe`;
    const word = crypto.randomUUID();
    await Deno.writeTextFile(`${program}.js`, `console.log("${word}", Deno.build.standalone);\n`);
    const command = [Deno.execPath(), "compile", "--quiet", "--no-config", "-o", program, `${program}.js`];
    const compiled = await endOf(command, { timeLimitMs, env: { NO_COLOR: "1" } });
    if (compiled.exitCode !== 0) return { works: false, why: causeOf(compiled) };
    const end = await endOf([program], { timeLimitMs });
    if (end.stdout.trim() === `${word} true`) return { works: true };
    return { works: false, why: "what it took for denort did not run the compiled program" };
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Deno lists causes from the outermost on; the first below "Setting up base binary" says what happened. */
function causeOf({ stderr, exitCode }: CommandEnd): string {
  const causes = [...stderr.matchAll(/^\s*\d+: (.*)$/gm)].map(([, cause]) => cause!);
  const cause = causes.find((text) => !text.startsWith("Setting up") && text !== "<unknown>");
  return cause ?? `deno compile ended with exit code ${exitCode}`;
}
