import assert from "node:assert/strict";
import { programFiles } from "../../../scripts/sizes/adapter_files.ts";

const FOLDER = "src/harness/adapters/";
const TEXTS = new Map(
  Object.entries({
    "one.ts":
      'import { a } from "./one/graphs.ts";\nimport { neutral } from "./neutral.ts";\nimport("./one/later.ts");',
    "one/graphs.ts": 'import type { b } from "../neutral.ts";\nimport { c } from "../one_shapes.ts";',
    "one/later.ts": "",
    "one/coordination.ts": "",
    "one_more.ts": 'import { c } from "./one_shapes.ts";',
    "one_shapes.ts": "",
    "two.ts": 'import { neutral } from "./neutral.ts";\nimport { part } from "./two/coordination.ts";',
    "two/coordination.ts": "",
    "neutral.ts": "",
  }).map(([file, text]) => [FOLDER + file, text]),
);

Deno.test("programFiles() gives what an adapter imports and no other framework's does", () => {
  const files = programFiles(TEXTS, ["one", "one-more", "two"]);
  const named = [...files].map(([id, paths]) => [id, paths.map((path) => path.slice(FOLDER.length))]);
  assert.deepEqual(named, [
    ["one", ["one.ts", "one/graphs.ts", "one_shapes.ts"]],
    ["one-more", ["one_more.ts", "one_shapes.ts"]],
    ["two", ["two.ts"]],
  ]);
});
