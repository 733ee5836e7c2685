import assert from "node:assert/strict";
import { docBreaches } from "../../scripts/check_docs.ts";
import { withRepository } from "./planted_repository.ts";

/** A module with one documented function, whose example expects `answer`. */
function moduleWith(answer: number): string {
  return [
    "/** Arithmetic. @module */",
    "/**",
    " * Doubles a number.",
    " *",
    " * @example",
    " * ```ts",
    ` * if (double(2) !== ${answer}) throw new Error("wrong");`,
    " * ```",
    " */",
    "export function double(number: number): number {",
    "  return 2 * number;",
    "}",
    "",
  ].join("\n");
}

const SOURCES = { doors: ["mod.ts"], examples: ["mod.ts"] };

Deno.test("docBreaches() finds nothing where all is documented and the example is right", () =>
  withRepository({ "deno.json": '{ "exports": "./mod.ts" }', "mod.ts": moduleWith(4) }, async (root) => {
    assert.deepEqual(await docBreaches(root, SOURCES), []);
  }));

Deno.test("docBreaches() finds a public symbol without documentation", () =>
  withRepository({ "deno.json": "{}", "mod.ts": `${moduleWith(4)}export const half = 0.5;\n` }, async (root) => {
    const [breach, ...others] = await docBreaches(root, SOURCES);
    assert.match(breach!, /^deno doc --lint mod\.ts\n[\s\S]*missing JSDoc/);
    assert.deepEqual(others, []);
  }));

Deno.test("docBreaches() finds an example that does not run", () =>
  withRepository({ "deno.json": '{ "exports": "./mod.ts" }', "mod.ts": moduleWith(5) }, async (root) => {
    const [breach, ...others] = await docBreaches(root, SOURCES);
    assert.match(breach!, /^deno test --doc -A --quiet mod\.ts\n/);
    assert.deepEqual(others, []);
  }));
