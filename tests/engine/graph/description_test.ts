import assert from "node:assert/strict";
import { agent, any, optional, sum, within, xor } from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import { ResourcePool } from "puffinflow/resources";

/** What a state has that says nothing of itself. */
const plain = {
  after: [],
  to: [],
  entry: true,
  mapped: false,
  conditional: false,
  priority: "normal",
  maxAttempts: 1,
  compensates: false,
};

Deno.test("describe() says of each state what it waits for, where it goes and what it has", () => {
  const described = agent("whole")
    .channel("n", sum())
    .channel("last", { initial: "" })
    .state("a", { to: ["work", "b"], priority: "high" }, () => 1)
    .state("b", () => 2)
    .map("work", () => 3, { retry: { maxAttempts: 3 }, timeoutMs: 500 })
    .state("c", { after: ["a", optional("b"), within(20, "work")], when: () => true, compensate: () => {} }, () => 4)
    .describe();
  assert.deepEqual(described, {
    name: "whole",
    channels: ["n", "last"],
    states: [
      { ...plain, name: "a", to: ["work", "b"], priority: "high" },
      { ...plain, name: "b", entry: false },
      { ...plain, name: "work", entry: false, mapped: true, maxAttempts: 3, timeoutMs: 500 },
      {
        ...plain,
        name: "c",
        entry: false,
        conditional: true,
        compensates: true,
        after: [
          { state: "a", kind: "all" },
          { state: "b", kind: "optional" },
          { state: "work", kind: "optional", withinMs: 20 },
        ],
      },
    ],
  });
});

Deno.test("describe() tells any() and xor() from waiting for all", () => {
  const { states } = agent("choices").state("a", () => 1).state("b", () => 2)
    .state("first", { after: any("a", "b") }, () => 3)
    .state("one", { after: xor("a", "b"), entry: true }, () => 4)
    .describe();
  assert.deepEqual(states.map(({ after }) => after), [
    [],
    [],
    [{ state: "a", kind: "any" }, { state: "b", kind: "any" }],
    [{ state: "a", kind: "xor" }, { state: "b", kind: "xor" }],
  ]);
  assert.deepEqual(states.map(({ entry }) => entry), [true, true, false, true]);
});

Deno.test("describe() throws what is wrong with a definition", () => {
  assert.throws(() => agent("none").describe(), /must have at least one state/);
  assert.throws(
    () => agent("lost").state("a", { to: ["b"] }, () => 1).describe(),
    /routes to "b", which is not declared/,
  );
});

Deno.test("describe() says which resources a state takes", () => {
  const pool = new ResourcePool({ cpu: 2, gpu: 1 });
  const { states } = agent("x", { pool })
    .state("a", { resources: { gpu: 1 } }, () => 1)
    .state("b", { resources: { amounts: { cpu: 2 }, timeoutMs: 5 } }, () => 2)
    .state("c", { holds: [new Mutex()] }, () => 3)
    .describe();
  assert.deepEqual(states.map(({ resources }) => resources), [{ gpu: 1 }, { cpu: 2 }, undefined]);
});
