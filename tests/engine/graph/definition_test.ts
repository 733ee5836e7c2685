import assert from "node:assert/strict";
import { DefinitionError, type DefinitionProblem } from "puffinflow";
import { agent } from "puffinflow";
import { compile } from "../../../src/engine/graph/compile.ts";
import { waitingFor } from "../../../src/engine/graph/waiting.ts";
import type { StateDefinition } from "../../../src/engine/graph/state_definition.ts";

function state(name: string, ...after: string[]): StateDefinition {
  return {
    name,
    waiting: waitingFor(after),
    body: () => 0,
    retry: null,
    timeoutMs: 0,
    entry: null,
    mapped: false,
    when: null,
    to: null,
    priority: "normal",
    claims: null,
    pooled: false,
    compensate: null,
  };
}

function problemOf(states: readonly StateDefinition[]): DefinitionProblem {
  try {
    compile("x", states);
  } catch (error) {
    assert(error instanceof DefinitionError);
    assert.equal(error.agent, "x");
    assert.match(error.message, /^Cannot .* agent "x" as /);
    return error.problem;
  }
  throw new assert.AssertionError({ message: "compile() accepted the definition" });
}

Deno.test("compile() refuses a definition without states", () => {
  assert.deepEqual(problemOf([]), { kind: "no-states" });
});

Deno.test("compile() refuses a name that is declared twice", () => {
  assert.deepEqual(problemOf([state("a"), state("a")]), { kind: "duplicate-state", state: "a" });
});

Deno.test("compile() refuses to wait for what is not declared", () => {
  assert.deepEqual(problemOf([state("a", "b")]), { kind: "unknown-dependency", state: "a", dependency: "b" });
});

Deno.test("compile() refuses a dependency named twice", () => {
  assert.deepEqual(problemOf([state("a"), state("b", "a", "a")]), {
    kind: "duplicate-dependency",
    state: "b",
    dependency: "a",
  });
});

Deno.test("compile() names the path of a cycle", () => {
  const states = [state("entry"), state("a", "c"), state("b", "a", "entry"), state("c", "b")];
  assert.deepEqual(problemOf(states), { kind: "cycle", path: ["a", "c", "b", "a"] });
  assert.deepEqual(problemOf([state("self", "self")]), { kind: "cycle", path: ["self", "self"] });
});

Deno.test("compile() takes a dependency that is declared later", () => {
  const plan = compile("x", [state("late", "early"), state("early")]);
  assert.deepEqual(plan.entries, [1]);
  assert.equal(plan.next[1], 0);
});

Deno.test("compile() counts states that wait for the same others once", () => {
  const plan = compile("x", [state("a"), state("b"), state("c", "a", "b"), state("d", "b", "a"), state("e", "a")]);
  assert.deepEqual(plan.joinNeeds, [2]);
  assert.deepEqual(plan.joinStates, [[2, 3]]);
  assert.deepEqual(plan.direct[0], [4]);
});

Deno.test("compile() handles a chain of 100,000 states", () => {
  const states = Array.from({ length: 100_000 }, (_, i) => i === 0 ? state("0") : state(`${i}`, `${i - 1}`));
  assert.equal(compile("long", states).names.length, 100_000);
});

Deno.test("run() throws a definition's mistake before anything starts", () => {
  let started = false;
  const twice = agent("twice").state("a", () => void (started = true)).state("a" as never, () => 1);
  assert.throws(() => twice.run(), DefinitionError);
  assert.throws(() => twice.validate(), DefinitionError);
  assert.equal(started, false);
});
