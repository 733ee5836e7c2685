/**
 * A PATH as on a machine that has next to nothing.
 */
import { basename } from "node:path";
import { endOf } from "./command.ts";

/** What POSIX promises, as far as anybody would want it to unpack a file, with tar and gzip. */
export const BARE_TOOLS: readonly string[] = [
  ..."awk basename cat chmod cksum cmp cp cut date dd dirname env expr find grep head id kill ln ls mkdir mv".split(
    " ",
  ),
  ..."od printf ps pwd rm rmdir sed sh sleep sort tail tee test touch tr true uname wc xargs [ tar gzip".split(" "),
];

/** Makes a directory with links to some programs and to nothing else. */
export async function pathOf(directory: string, programs: readonly string[]): Promise<string> {
  const path = `${directory}/path-${crypto.randomUUID()}`;
  await Deno.mkdir(path);
  const find = ["sh", "-c", 'for tool do command -v "$tool"; done', "sh", ...programs];
  const { stdout } = await endOf(find, { env: { PATH: Deno.env.get("PATH")! } });
  for (const found of stdout.split("\n").filter((line) => line.startsWith("/"))) {
    await Deno.symlink(found, `${path}/${basename(found)}`);
  }
  return path;
}
