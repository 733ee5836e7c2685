import assert from "node:assert/strict";
import fc from "fast-check";
import { foresee } from "./dag_oracle.ts";
import { type Dag, dagFrom, dagRecipe } from "./dag_plan.ts";
import { newWatch, startOf } from "./dag_run.ts";

/** Outcomes in words, without the state that a miss comes from: which of two failures is first depends on time. */
function kinds(outcomes: readonly string[]): string[] {
  return outcomes.map((outcome) => outcome.split(" ")[0]!);
}

Deno.test("a run that is held and let go at any time starts nothing meanwhile and loses nothing", async () => {
  const spans = fc.array(fc.tuple(fc.double({ min: 0, max: 300, noNaN: true }), fc.integer({ min: 0, max: 200 })), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(dagRecipe, spans, async (recipe, pauses) => {
      const { states, ...rest } = dagFrom({ ...recipe, isFancy: false, onFailure: "isolate", stopAt: 1 });
      // A limit for all attempts of a state goes on while the run is held: what comes of that depends on time.
      const dag: Dag = { ...rest, states: states.map((state) => ({ ...state, totalTimeoutMs: Infinity })) };
      const watch = newWatch(), { clock, starts } = watch, run = startOf(dag, watch);
      for (const [afterMs, forMs] of pauses) {
        await clock.advance(afterMs);
        run.pause();
        const before = starts.length;
        await clock.advance(forMs);
        assert.equal(starts.length, before);
        run.resume();
      }
      await clock.runAll();
      const result = await run.result, foreseen = foresee(dag);
      assert.equal(result.status, foreseen.status);
      assert.deepEqual(
        kinds(dag.states.map((_, state) => result.states[`s${state}`]!.kind)),
        kinds(foreseen.outcomes),
      );
      assert.equal(starts.length, foreseen.starts.length);
    }),
    { numRuns: 200 },
  );
});
