/**
 * The version of Deno is written where no variable can reach: in the README's commands, in CI and in
 * messages. They must say what `src/harness/cli/deno_pin.ts` says.
 * @module
 */
import { DENO_PIN } from "../../src/harness/cli/deno_pin.ts";
import type { SourceFile } from "./source_file.ts";

/**
 * Looks for other versions of Deno.
 *
 * @param file The file.
 * @returns A breach for each.
 */
export function denoPin({ text }: SourceFile): string[] {
  const pins = [...text.matchAll(/\bdeno@(\d+\.\d+\.\d+)/gi)].map(([, version]) => version!);
  return pins.filter((version) => version !== DENO_PIN).map((version) =>
    `Deno is ${DENO_PIN} everywhere: "${version}"`
  );
}
