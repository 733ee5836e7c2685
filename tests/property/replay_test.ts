import assert from "node:assert/strict";
import fc from "fast-check";
import { DeadLetterQueue, type RunResult } from "puffinflow";
import { dagFrom, dagRecipe } from "./dag_plan.ts";
import { agentOf, newWatch } from "./dag_run.ts";

/** What a replay gives: the queue does not know the types of the agents whose runs it keeps. */
type Replayed = RunResult<Readonly<Record<string, readonly number[]>>>;

Deno.test("replay() of a failed run does what is left, all of it, and nothing twice", async () => {
  await fc.assert(
    fc.asyncProperty(dagRecipe, async (recipe) => {
      const dag = dagFrom({ ...recipe, failing: 0.2 }), watch = newWatch(), { clock, starts } = watch;
      const deadLetters = new DeadLetterQueue();
      const timeoutMs = Math.min(dag.stopAtMs, 1e9);
      const running = agentOf(dag, watch, { deadLetters }).run(undefined, { clock, timeoutMs });
      await clock.runAll();
      const first = await running, done = starts.splice(0).length;
      assert.ok(done >= Object.keys(first.outputs).length);
      assert.equal(deadLetters.letters.length, first.status === "completed" ? 0 : 1);
      if (first.status === "completed") return;
      watch.isHealed = true;
      const replaying = deadLetters.replay(1);
      await clock.runAll();
      const second = await replaying as Replayed;
      assert.equal(second.status, "completed");
      assert.equal(deadLetters.letters.length, 0);
      const again = starts.map(([state]) => `s${state}`);
      assert.equal(new Set(again).size, again.length);
      for (const [name, outcome] of Object.entries(second.states)) {
        const wasDone: boolean = name in first.outputs;
        assert.equal(again.includes(name), !wasDone && outcome.kind === "completed", name);
        if (wasDone) assert.equal(second.output(name), first.output(name));
        else assert.ok(outcome.kind === "completed" || outcome.kind === "skipped", `${name} ${outcome.kind}`);
      }
    }),
    { numRuns: 300 },
  );
});
