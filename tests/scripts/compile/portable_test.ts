import assert from "node:assert/strict";
import { writePortable } from "../../../scripts/compile/portable.ts";

Deno.test("writePortable() writes the same bytes again, in another place, at another time and in another order", async () => {
  const workshop = await Deno.makeTempDir();
  try {
    const runtime = `${workshop}/runtime`;
    await Deno.writeTextFile(runtime, "#!/bin/sh\n", { mode: 0o755 });
    const modules: [string, string][] = [["main.js", "1;\n"], ["chunk-1.js", "2;\n"]];
    const build = async (directory: string, mtime: Date, bundle: ReadonlyMap<string, string>) => {
      await Deno.utime(runtime, mtime, mtime);
      const id = await writePortable(`${directory}.out`, {
        facts: { kind: "portable", version: "1.2.3", commit: "67dac4e", deno: "2.9.6", target: "linux", flags: ["-A"] },
        bundle,
        directory,
        runtime,
        compressLevel: 6,
      });
      return { id, bytes: await Deno.readFile(`${directory}.out`) };
    };
    const first = await build(`${workshop}/first`, new Date(0), new Map(modules));
    assert.match(first.id, /^[0-9a-f]{16}$/);
    assert.deepEqual(await build(`${workshop}/second/deeper`, new Date(1e12), new Map(modules.toReversed())), first);
  } finally {
    await Deno.remove(workshop, { recursive: true });
  }
});
