/**
 * Finds a Python that the locks are made for. Wrappers that choose a version by directory or variable are looked
 * through: what counts is the program that in the end says which version it is.
 * @module
 */

/** A Python that can be used. */
export interface Interpreter {
  /** Path of the program itself. */
  readonly program: string;
  /** As `3.11.7`. */
  readonly version: string;
}

/** What was found instead of one. */
export interface NoInterpreter {
  readonly program: null;
  /** Why, as a clause with the remedy. */
  readonly why: string;
}

/** Versions that the locks are made for: least and most, of Python 3. */
export const PYTHON_VERSIONS = { least: 11, most: 13 } as const;

/** Variable that names the Python to use. */
export const PYTHON_VARIABLE = "PUFFIN_PYTHON";

const CANDIDATES: readonly string[] = ["python3", "python3.13", "python3.12", "python3.11"];

/** Prints path and version, in a line of its own each. */
const QUESTION = "import platform,sys;print(sys.executable);print(platform.python_version())";

/** Asks a program which Python it is; `null` where it is none. */
export type AskPython = (program: string) => Promise<string | null>;

/**
 * Finds a Python.
 *
 * @param env Variables of the environment.
 * @param ask Asks a program.
 * @returns The first that fits, the one named by `PUFFIN_PYTHON` before all others.
 */
export async function findInterpreter(
  env: Readonly<Record<string, string | undefined>>,
  ask: AskPython = askPython,
): Promise<Interpreter | NoInterpreter> {
  const { [PYTHON_VARIABLE]: named } = env, seen: string[] = [];
  for (const candidate of named ? [named] : CANDIDATES) {
    const [program, version] = (await ask(candidate))?.trim().split("\n") ?? [];
    if (program === undefined || version === undefined) continue;
    if (isInRange(version)) return { program, version };
    seen.push(version);
  }
  const { least, most } = PYTHON_VERSIONS;
  const found = seen.length === 0 ? "there is none" : `there is only ${[...new Set(seen)].join(", ")}`;
  return {
    program: null,
    why: `needs Python 3.${least} to 3.${most}, and ${found}: install one or set ${PYTHON_VARIABLE}`,
  };
}

function isInRange(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major === 3 && minor !== undefined && minor >= PYTHON_VERSIONS.least && minor <= PYTHON_VERSIONS.most;
}

async function askPython(program: string): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command(program, { args: ["-c", QUESTION], stdin: "null" }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch {
    // There is no such program, or it may not be started.
    return null;
  }
}
