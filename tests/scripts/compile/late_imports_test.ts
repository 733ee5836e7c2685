import assert from "node:assert/strict";
import { delayImports } from "../../../scripts/compile/late_imports.ts";

function delayed(code: string): string | undefined {
  return delayImports(new Map([["main.js", code], ["lazy-1.js", "export const one = 1;\n"]])).get("main.js");
}

Deno.test("delayImports() names a chunk that is imported dynamically by an expression", () => {
  assert.equal(
    delayed('const { one } = await import("./lazy-1.js");'),
    'const { one } = await import(["./lazy-1.js"][0]);',
  );
});

Deno.test("delayImports() leaves static imports as they are", () => {
  assert.equal(delayed('import { one } from "./lazy-1.js";'), 'import { one } from "./lazy-1.js";');
});

Deno.test("delayImports() leaves alone what is not part of the bundle", () => {
  assert.equal(
    delayed('await import("./other.js"); await import("node:fs");'),
    'await import("./other.js"); await import("node:fs");',
  );
});
