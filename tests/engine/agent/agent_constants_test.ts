import assert from "node:assert/strict";
import { agent } from "puffinflow";

Deno.test("constants() are the same frozen copy in every state of every run", async () => {
  const words = { stop: ["the", "a"] };
  const flow = agent("words").input<string>()
    .constants({ words })
    .constants({ longest: 3 })
    .state("kept", ({ input, constants }) => input.split(" ").filter((word) => !constants.words.stop.includes(word)))
    .state("cut", { after: ["kept"] }, ({ from, constants }) => from.kept.slice(0, constants.longest))
    .state("writes", ({ constants }) => void (constants.words.stop as string[]).push("an"));
  words.stop.length = 0;
  const result = await flow.run("the cat and a dog and mice");
  assert.equal(result.output("cut")?.join(" "), "cat and dog");
  assert.equal(result.states.writes.kind, "failed");
});

Deno.test("constants() refuses a name that is taken, or a value that cannot be copied", () => {
  assert.throws(() => agent("x").constants({ a: 1 }).constants({ a: 2 }), /constants keep their value/);
  assert.throws(() => agent("x").constants({ f: () => 1 }), { name: "DataCloneError" });
  assert.throws(() => agent("x").constants({ "": 1 }), /its name must be text/);
});

Deno.test("constants() belong to the agent: a sub-agent has its own", async () => {
  const child = agent("child").constants({ n: 2 }).state("n", ({ constants }) => constants.n);
  const parent = agent("parent").constants({ n: 1 })
    .subagent("child", child, { input: () => undefined, output: ({ n }) => n })
    .state("sum", { after: ["child"] }, ({ from, constants }) => from.child + constants.n);
  assert.equal((await parent.run()).unwrap().sum, 3);
});
