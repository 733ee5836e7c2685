import assert from "node:assert/strict";
import fc from "fast-check";
import { globTest } from "../../../src/harness/cli/glob.ts";

Deno.test("globTest() fits a name or whole parts of it", () => {
  const name = "orchestration/deep-chain/noop";
  const table: [pattern: string, fits: boolean][] = [
    [name, true],
    ["orchestration", true],
    ["deep-chain", true],
    ["deep-chain/noop", true],
    ["noop", true],
    ["deep", false],
    ["deep-*", true],
    ["*chain", true],
    ["*/noop", true],
    ["orchestration/noop", false],
    ["orchestration/*/noop", true],
    ["orchestration/**", true],
    ["orch**noop", true],
    ["no?p", true],
    ["no?", false],
    ["d.*", false],
    ["", false],
  ];
  for (const [pattern, fits] of table) assert.equal(globTest(pattern)(name), fits, pattern);
});

Deno.test("globTest() takes all other signs literally", () => {
  fc.assert(fc.property(fc.string().filter((text) => !/[*?/]/.test(text) && text !== ""), (text) => {
    assert.ok(globTest(text)(`suite/${text}/noop`));
  }));
});
