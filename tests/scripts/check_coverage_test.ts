import assert from "node:assert/strict";
import { filesToCover } from "../../scripts/check_coverage.ts";
import { withRepository } from "./planted_repository.ts";

Deno.test("filesToCover() lists the files that hold something to run, and no types", () =>
  withRepository({
    "src/engine/run/body.ts": "/** Doc. */\nexport async function body(): Promise<void> {}\n",
    "src/engine/run/error.ts": "export class Wrong extends Error {}\n",
    "src/engine/run/only_types.ts":
      'import type { A } from "./a.ts";\nexport interface B extends A {}\nexport type C = B;\n',
    "src/engine/mod.ts": 'export { body } from "./run/body.ts";\n',
    "src/harness/run.ts": "export const run = 1;\n",
    "tests/engine/run/body_test.ts": "const x = 1;\n",
  }, async (root) => {
    assert.deepEqual(await filesToCover(root, "src/engine/"), ["src/engine/run/body.ts", "src/engine/run/error.ts"]);
  }));
