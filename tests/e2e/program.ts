/**
 * The program under test: the file that PUFFIN_BIN names, or `main.ts` under the Deno that runs the
 * tests. The tests do not know which.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Ending, endOf } from "./command.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const GIVEN = Deno.env.get("PUFFIN_BIN");

/** How the program is started. */
export const PROGRAM: readonly string[] = GIVEN === undefined
  ? [Deno.execPath(), "run", "-A", "--config", `${ROOT}deno.json`, `${ROOT}main.ts`]
  : [resolve(GIVEN)];

/** The kind of build that PROGRAM is, where it can be told without running it. */
export const RUNS_FROM_SOURCE: boolean = GIVEN === undefined;

/** What a program needs of the environment to be found and to find its modules. */
export const ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries([
  ...["PATH", "HOME", "DENO_DIR", "XDG_CACHE_HOME", "TMPDIR", "PUFFIN_CACHE_DIR"].flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }),
  // Tests run side by side: what they measure is looked at by nobody.
  ["PUFFIN_LOCK", "off"],
]);

/** Runs the program to its end in a directory. */
export function puffinbench(cwd: string, ...args: readonly string[]): Promise<Ending> {
  return endOf([...PROGRAM, ...args], { env: ENVIRONMENT, cwd });
}
