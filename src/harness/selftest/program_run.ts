/**
 * Runs this very program as its users do, for the checks that are about the whole of it: what it prints, how it
 * ends, and what is left when it is killed.
 * @module
 */
import type { Scene } from "./scene.ts";

/** What is left of a program that has ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  readonly stdout: string;
  /** Last lines of the error stream, for messages. */
  readonly lastWords: string;
}

/** A program that may be killed. */
export interface RunningProgram {
  readonly ended: Promise<ProgramEnd>;
  /** Kills it on the spot: nothing that it could do about it is run. */
  kill(): void;
}

/** Characters of the error stream that a message quotes. */
const QUOTED = 300;

/**
 * Starts the program.
 *
 * @param args What its user would write.
 * @param scene What checks share.
 * @returns The running program; it is killed when the check is stopped.
 */
export function startProgram(args: readonly string[], { program, signal }: Scene): RunningProgram {
  const child = new Deno.Command(program.program, {
    args: [...program.args, ...args],
    // The check has its turn on the machine already.
    env: { NO_COLOR: "1", PUFFIN_LOCK: "off" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const kill = () => child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  const ended = child.output().then(({ code, stdout, stderr }) => {
    signal.removeEventListener("abort", kill);
    const decoder = new TextDecoder();
    return {
      exitCode: code,
      stdout: decoder.decode(stdout),
      lastWords: decoder.decode(stderr).slice(-QUOTED).trim(),
    };
  });
  return { ended, kill };
}

/**
 * Runs the program to its end.
 *
 * @param args What its user would write.
 * @param scene What checks share.
 * @returns How it ended.
 */
export async function runProgram(args: readonly string[], scene: Scene): Promise<ProgramEnd> {
  return await startProgram(args, scene).ended;
}
