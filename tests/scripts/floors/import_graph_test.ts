import assert from "node:assert/strict";
import { readImportGraph } from "../../../scripts/floors/import_graph.ts";
import { withRepository } from "../planted_repository.ts";

Deno.test("readImportGraph() sees static, type-only, re-exporting and dynamic imports, and names of the import map", () =>
  withRepository({
    "deno.json": '{ "imports": { "door": "./mod.ts" } }',
    "mod.ts": "export const door = 1;\n",
    "src/a.ts": [
      'import { door } from "door";',
      'import type { B } from "./b.ts";',
      'export * from "./c.ts";',
      'import { readFileSync } from "node:fs";',
      'import data from "./data.json" with { type: "json" };',
      '// import "./not_this.ts";',
      'export const late = (b: B) => [door, b, data, readFileSync, import("./deep/d.ts"), `import "./nor_this.ts"`];',
    ].join("\n"),
    "src/b.ts": "export type B = 1;\n",
    "src/c.ts": "export const c = 1;\n",
    "src/deep/d.ts": 'import "../c.ts";\n',
    "src/data.json": "{}",
  }, async (root) => {
    const { files, imports } = await readImportGraph(root, ["src/a.ts"]);
    assert.deepEqual(files, ["src/a.ts"]);
    assert.deepEqual(imports.map(({ from, to, specifier }) => `${from} ${to} ${specifier}`).sort(), [
      "src/a.ts mod.ts door",
      "src/a.ts node:fs node:fs",
      "src/a.ts src/b.ts ./b.ts",
      "src/a.ts src/c.ts ./c.ts",
      "src/a.ts src/data.json ./data.json",
      "src/a.ts src/deep/d.ts ./deep/d.ts",
      "src/deep/d.ts src/c.ts ../c.ts",
    ]);
  }));
