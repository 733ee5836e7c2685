import assert from "node:assert/strict";
import fc from "fast-check";
import { eventJson } from "puffinflow";
import { dagFrom, type DagRecipe, dagRecipe } from "./dag_plan.ts";
import { newWatch, startOf } from "./dag_run.ts";

/** All that a run says of itself, as text. */
async function traceOf(recipe: DagRecipe, hops: number): Promise<string> {
  const dag = dagFrom(recipe), watch = newWatch(hops), run = startOf(dag, watch);
  const events = run.events({ bufferSize: 100_000 });
  if (dag.stop === "cancelled" && dag.stopAtMs < Infinity) {
    await watch.clock.advance(dag.stopAtMs);
    run.cancel("stopped");
  }
  await watch.clock.runAll();
  const lines: string[] = [];
  for await (const event of events) lines.push(eventJson(event));
  return lines.join("\n");
}

Deno.test("the same seed gives the same trace, byte for byte, however many microtasks the states let pass", async () => {
  await fc.assert(
    fc.asyncProperty(dagRecipe, fc.integer({ min: 1, max: 9 }), async (recipe, hops) => {
      const trace = await traceOf(recipe, 0);
      assert.match(trace, /"type":"run-ended"[^\n]*$/);
      assert.equal(await traceOf(recipe, 0), trace);
      assert.equal(await traceOf(recipe, hops), trace);
    }),
    { numRuns: 100 },
  );
});
