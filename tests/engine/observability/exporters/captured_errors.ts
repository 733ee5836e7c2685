/**
 * What is written on the standard error while something is done.
 * @module
 */

/** Does something, and gives the lines that were written meanwhile. */
export async function capturedErrors(deed: () => unknown): Promise<readonly unknown[]> {
  const lines: unknown[] = [];
  // deno-lint-ignore no-console -- What is written on it is what is tested.
  const original = console.error;
  // deno-lint-ignore no-console -- What is written on it is what is tested.
  console.error = (line: unknown) => lines.push(line);
  try {
    await deed();
  } finally {
    // deno-lint-ignore no-console -- What is written on it is what is tested.
    console.error = original;
  }
  return lines;
}
