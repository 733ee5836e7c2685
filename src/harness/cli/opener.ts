/**
 * Shows a file in the program that the desktop has for it.
 * @module
 */
import { resolve } from "node:path";

/** Commands that open a file, by operating system; Unix where none is named. */
const COMMANDS: Readonly<Partial<Record<typeof Deno.build.os, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  windows: ["explorer"],
};
const UNIX_COMMAND = ["xdg-open"] as const;

/**
 * Opens a file.
 *
 * @param path The file.
 * @returns Why it could not be opened, or `null`.
 */
export async function openFile(path: string): Promise<string | null> {
  const [program, ...args] = COMMANDS[Deno.build.os] ?? UNIX_COMMAND;
  try {
    const command = new Deno.Command(program, { args: [...args, resolve(path)], stdout: "null", stderr: "null" });
    const { code } = await command.output();
    // Explorer answers 1 when all is well.
    return code === 0 || Deno.build.os === "windows" ? null : `"${program}" ended with exit code ${code}`;
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? `there is no program "${program}"` : String(error);
  }
}
