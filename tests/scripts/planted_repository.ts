/** A small repository, made for a test and gone after it. */
import { dirname } from "node:path";

/** Writes files into a directory of their own, hands it to a test, and removes it. */
export async function withRepository(
  files: Readonly<Record<string, string>>,
  test: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(`${root}/${path}`), { recursive: true });
      await Deno.writeTextFile(`${root}/${path}`, text);
    }
    await test(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
