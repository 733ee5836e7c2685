import assert from "node:assert/strict";
import { agent, goto, optional, WorkflowDeadlockError } from "puffinflow";

Deno.test("a run in which a state waits in vain fails with a WorkflowDeadlockError that names what is missing", async () => {
  const result = await agent("stuck")
    .state("router", { to: ["left", "right"] }, () => goto("left"))
    .state("left", () => 1)
    .state("right", () => 2)
    .state("join", { after: ["left", "right"] }, () => 3)
    .state("later", { after: ["join"] }, () => 4)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof WorkflowDeadlockError);
  assert.equal(
    result.error.message,
    `Cannot complete the run of agent "stuck" as no state is left that could start: "join" waits for "right". ` +
      `Route to what is missing, or wait with any(), xor() or optional()`,
  );
  assert.equal(result.failedState, undefined);
  assert.deepEqual(result.states, {
    router: { kind: "completed", output: undefined },
    left: { kind: "completed", output: 1 },
    right: { kind: "not-reached" },
    join: { kind: "blocked", unmet: ["right"] },
    later: { kind: "not-reached" },
  });
});

Deno.test("a state that waits firmly and softly is blocked by what is missing of the firm", async () => {
  const result = await agent("soft")
    .state("a", { to: ["b", "c"] }, () => 1)
    .state("b", () => 2)
    .state("c", () => 3)
    .state("join", { after: ["a", "b", optional("c")] }, () => 4)
    .run();
  assert.deepEqual(result.states.join, { kind: "blocked", unmet: ["b"] });
});

Deno.test("a branch that was not chosen, with all that only it leads to, blocks nothing", async () => {
  const result = await agent("chosen")
    .state("router", { to: ["left", "right"] }, () => goto("left"))
    .state("left", () => 1)
    .state("right", () => 2)
    .state("after right", { after: ["right"] }, () => 3)
    .run();
  assert.equal(result.status, "completed");
  assert.deepEqual(result.states["after right"], { kind: "not-reached" });
});

Deno.test("a failure is told rather than the deadlock that comes of it", async () => {
  const boom = new Error("boom");
  const result = await agent("failed")
    .state("a", { to: ["b"] }, (): void => {
      throw boom;
    })
    .state("b", () => 1)
    .state("c", () => 2)
    .state("join", { after: ["b", "c"] }, () => 3)
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.deepEqual(result.states.join, { kind: "not-reached" });
});
