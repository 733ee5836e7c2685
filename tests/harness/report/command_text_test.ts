import assert from "node:assert/strict";
import fc from "fast-check";
import { commandText } from "../../../src/harness/report/command_text.ts";
import { hostileText } from "./hostile_model.ts";

Deno.test("commandText() repeats the command line", () => {
  assert.equal(commandText({ argv: ["run", "--seed", "7"], seed: 7 }), "puffinbench run --seed 7");
  assert.equal(commandText({ argv: ["run", "--seed=7"], seed: 7 }), "puffinbench run --seed=7");
});

Deno.test("commandText() adds the seed that was drawn", () => {
  assert.equal(commandText({ argv: ["run"], seed: 9 }), "puffinbench run --seed 9");
});

Deno.test("commandText() quotes what a shell would read something into", () => {
  assert.equal(
    commandText({ argv: ["run", "--filter", "*/noop", "it's"], seed: 1 }),
    "puffinbench run --filter '*/noop' 'it'\\''s' --seed 1",
  );
});

Deno.test("commandText() is one line of quoted words whatever the arguments are", () => {
  fc.assert(fc.property(hostileText(), (text) => {
    const command = commandText({ argv: [text], seed: 1 });
    assert.match(command, /^puffinbench (?:[\w@%+=:,./-]+|'[^'\p{Cc}]*'(?:\\''[^'\p{Cc}]*')*) --seed 1$/u);
  }));
});
