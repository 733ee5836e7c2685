/**
 * Writes .github/METHOD.md from the constants that the code uses and from what the last self-test found, which is in
 * .github/selftest.json (`puffinbench selftest --full --output .github/selftest.json`). A test checks that the file is
 * what this would write.
 * @module
 */
import { selftestSchema } from "../src/harness/selftest/selftest_outcome.ts";
import { methodText } from "./method/method_text.ts";
import { print } from "./print.ts";
import { REPOSITORY_ROOT } from "./repository_root.ts";

/** The document, and what the self-test found. */
export const METHOD_FILE = `${REPOSITORY_ROOT}/.github/METHOD.md`;
const SELFTEST_FILE = `${REPOSITORY_ROOT}/.github/selftest.json`;

/**
 * Makes the document.
 *
 * @returns Its text as `deno fmt` leaves it.
 */
export async function formattedMethod(): Promise<string> {
  const outcome = selftestSchema.parse(JSON.parse(await Deno.readTextFile(SELFTEST_FILE)));
  const formatter = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext=md", "-"],
    cwd: REPOSITORY_ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = formatter.stdin.getWriter();
  await writer.write(new TextEncoder().encode(methodText(outcome)));
  await writer.close();
  const { success, stdout } = await formatter.output();
  if (!success) throw new Error("Cannot write the method as `deno fmt` must accept it");
  return new TextDecoder().decode(stdout);
}

if (import.meta.main) {
  await Deno.writeTextFile(METHOD_FILE, await formattedMethod());
  print(`wrote ${METHOD_FILE}`);
}
