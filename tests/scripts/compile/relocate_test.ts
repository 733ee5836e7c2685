import assert from "node:assert/strict";
import { relocate } from "../../../scripts/compile/relocate.ts";

/** A bundle as it comes out of one checkout: two chunks, named after hashes that depend on the place. */
function bundleFrom(wayToNpm: string, hashes: { readonly shared: string; readonly lazy: string }): Map<string, string> {
  return new Map([
    ["main.js", `import "./chunk-${hashes.shared}.js";\nawait import("./dist-${hashes.lazy}.js");\n`],
    [`chunk-${hashes.shared}.js`, `// ${wayToNpm}/registry.example/zod/4.6.7/index.js\nexport const z = 1;\n`],
    [`dist-${hashes.lazy}.js`, `import { z } from "./chunk-${hashes.shared}.js";\nexport default z;\n`],
  ]);
}

const here = relocate(bundleFrom("../../cache/npm", { shared: "AAAAAAA1", lazy: "BBBBBBB2" }), {
  root: "/src/puffin",
  npmCache: "/cache/npm",
});

Deno.test("relocate() writes npm packages by name and version", () => {
  assert.equal(here.get("chunk-1.js"), "// npm/zod/4.6.7/index.js\nexport const z = 1;\n");
});

Deno.test("relocate() renames a chunk wherever it is imported", () => {
  assert.equal(here.get("main.js"), 'import "./chunk-1.js";\nawait import("./dist-2.js");\n');
  assert.equal(here.get("dist-2.js"), 'import { z } from "./chunk-1.js";\nexport default z;\n');
});

Deno.test("relocate() gives the same files wherever the bundle was built", () => {
  const there = relocate(bundleFrom("../deno/npm", { shared: "ZZZZZZZ9", lazy: "CCCCCCC3" }), {
    root: "/elsewhere/checkout",
    npmCache: "/elsewhere/deno/npm",
  });
  assert.deepEqual([...there].sort(), [...here].sort());
});

Deno.test("relocate() refuses a bundle that would tell where it was built", () => {
  const bundle = new Map([["main.js", 'const from = "/cache/npm/registry.example";\n']]);
  assert.throws(() => relocate(bundle, { root: "/src/puffin", npmCache: "/cache/npm" }), { name: "InvariantError" });
});
