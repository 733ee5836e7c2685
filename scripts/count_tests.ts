/**
 * Reads what `deno test --junit-path` wrote and prints `<passed> <failed>` for `.ci/run`.
 *
 * ```sh
 * deno run -R scripts/count_tests.ts <report> <exit code of deno test>
 * ```
 * @module
 */
import { print } from "./print.ts";

/** How many tests and steps ended how; those left out count as neither. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts the tests of a report.
 *
 * A module that throws while it is loaded is in no report, and neither is a run that crashed or found
 * no tests: these show in the exit code or in an empty report, and count as one failure.
 *
 * @param report Text of the JUnit report, or nothing if none was written.
 * @param exitCode Exit code of `deno test`.
 * @returns The counts.
 */
export function countTests(report: string | undefined, exitCode: number): TestCount {
  const cases = [...(report ?? "").matchAll(/<testcase\b[^>]*>([\s\S]*?)<\/testcase>/g)].map(([, inside]) => inside!);
  const failed = cases.filter((inside) => /<(?:failure|error)\b/.test(inside)).length;
  const skipped = cases.filter((inside) => inside.includes("<skipped")).length;
  const passed = cases.length - failed - skipped;
  const isHidden = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isHidden ? 1 : failed };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

if (import.meta.main) {
  const [path, exitCode] = Deno.args;
  const { passed, failed } = countTests(await textOf(path!), Number(exitCode));
  print(`${passed} ${failed}`);
}
