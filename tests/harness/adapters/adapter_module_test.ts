import assert from "node:assert/strict";
import { adapterOf } from "../../../src/harness/adapters/adapter_module.ts";
import control from "../../../src/harness/adapters/control.ts";

Deno.test("adapterOf() takes the default export when it is an adapter", () => {
  assert.equal(adapterOf({ default: control }, "mine.ts"), control);
});

for (
  const [missing, module, shown] of [
    ["there is no default export", {}, "undefined"],
    ["the default export is a function", { default: () => control }, "a function"],
    ["the default export is null", { default: null }, "null"],
  ] as const
) {
  Deno.test(`adapterOf() refuses a module when ${missing}`, () => {
    assert.throws(() => adapterOf(module, "mine.ts"), {
      name: "TypeError",
      message:
        `Cannot load an adapter from mine.ts as its default export must be an adapter: current value is ${shown}`,
    });
  });
}

for (
  const [member, value, requirement, shown] of [
    ["id", "My Adapter", "made of lower case letters, digits and dashes", '"My Adapter"'],
    ["title", "", "a text that is not empty", '""'],
    ["packages", "effect", "a list of package names", '"effect"'],
    ["packages", [3], "a list of package names", "3"],
    ["executionModel", "threads", "one of async, sync, event-driven", '"threads"'],
    ["durability", "toString", "one of none, memory, disk", '"toString"'],
    ["approach", undefined, "one of idiomatic, tuned", "undefined"],
    ["idiom", 7, "a text that is not empty", "7"],
    ["supports", true, "a function", "true"],
    ["prepare", null, "a function", "null"],
  ] as const
) {
  Deno.test(`adapterOf() refuses an adapter whose ${member} is ${shown}`, () => {
    assert.throws(() => adapterOf({ default: { ...control, [member]: value } }, "mine.ts"), {
      name: "TypeError",
      message:
        `Cannot load an adapter from mine.ts as its '${member}' must be ${requirement}: current value is ${shown}`,
    });
  });
}
