import assert from "node:assert/strict";
import { codeSizes, packageLists, SIZES_FILE } from "../../scripts/write_sizes.ts";

const REMEDY = "run `deno run -A scripts/write_sizes.ts`";

interface Sizes {
  readonly code: Record<string, { readonly files: number; readonly lines: number; readonly tokens: number }>;
  readonly disk: Record<string, { readonly packages: number; readonly bytes: number }>;
}

Deno.test("sizes.json has the code of the very programs that are measured, and the packages that are locked", async () => {
  const { code, disk }: Sizes = JSON.parse(await Deno.readTextFile(SIZES_FILE));
  assert.deepEqual(code, await codeSizes(), REMEDY);
  const locked = Object.entries(await packageLists()).map(([id, packages]) => [id, packages.length]);
  assert.deepEqual(Object.entries(disk).map(([id, { packages }]) => [id, packages]), locked, REMEDY);
});
