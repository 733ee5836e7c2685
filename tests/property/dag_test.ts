import assert from "node:assert/strict";
import fc from "fast-check";
import { type DagRun, foresee } from "./dag_oracle.ts";
import { type Dag, dagFrom, dagRecipe } from "./dag_plan.ts";
import { newWatch, observe } from "./dag_run.ts";

/** Most attempts that were going on at the same time, each from its start to its end or the first of its limits. */
function mostAtOnce({ states }: Dag, { starts }: DagRun): number {
  const firstMs = new Map<number, number>();
  const changes = starts.flatMap(([state, attempt, atMs]) => {
    const { attempts, timeoutMs, totalTimeoutMs } = states[state]!, { durationMs } = attempts[attempt - 1]!;
    if (attempt === 1) firstMs.set(state, atMs);
    const leftMs = firstMs.get(state)! + totalTimeoutMs - atMs;
    const untilMs = atMs + Math.min(durationMs, timeoutMs || Infinity, leftMs);
    return durationMs === 0 ? [] : [{ atMs, by: 1 }, { atMs: untilMs, by: -1 }];
  });
  let now = 0, most = 0;
  // What ends makes room for what starts at the same time.
  for (const { by } of changes.sort((a, b) => a.atMs - b.atMs || a.by - b.by)) most = Math.max(most, now += by);
  return most;
}

/**
 * A run as it looks when several things at one instant may come in any order: which of two failures is the first, and
 * so what a state that depends on both is told.
 */
function unordered({ status, endedAtMs, starts, outcomes }: DagRun) {
  return {
    status,
    endedAtMs,
    starts: starts.toSorted(([a, i], [b, j]) => a - b || i - j),
    outcomes: outcomes.map((outcome) => outcome.replace(/^(?:skipped|upstream-failed) .*/, "missed")),
  };
}

Deno.test("a run under limits starts, retries, times out and ends exactly as foreseen", async () => {
  await fc.assert(
    fc.asyncProperty(dagRecipe, async (recipe) => {
      const dag = dagFrom(recipe), run = await observe(dag, newWatch());
      assert.deepEqual(run, foresee(dag));
      assert.ok(mostAtOnce(dag, run) <= dag.maxConcurrent);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("a run without limits starts each state as soon as what it waits for is there", async () => {
  await fc.assert(
    fc.asyncProperty(dagRecipe, async (recipe) => {
      const { states, ...rest } = dagFrom(recipe);
      const dag: Dag = {
        ...rest,
        states: states.map((state) => ({ ...state, priority: "normal" })),
        maxConcurrent: Infinity,
        onFailure: "isolate",
      };
      const run = await observe(dag, newWatch()), foreseen = foresee(dag);
      assert.deepEqual(unordered(run), unordered(foreseen));
      const failed = run.failedState < 0 ? run.status : run.outcomes[run.failedState]!.split(" ")[0]!;
      assert.match(failed, /^(?:failed|timed-out|completed|cancelled)$/);
    }),
    { numRuns: 500 },
  );
});

Deno.test("a run that fails fast ends at the first failure, under limits or not", async () => {
  await fc.assert(
    fc.asyncProperty(dagRecipe, async (recipe) => {
      const { states, ...rest } = dagFrom({ ...recipe, onFailure: "fail-fast" });
      const dag: Dag = {
        ...rest,
        states: states.map((state) => ({ ...state, priority: "normal" })),
        maxConcurrent: Infinity,
      };
      const run = await observe(dag, newWatch()), foreseen = foresee(dag);
      assert.equal(run.status, foreseen.status);
      assert.equal(run.endedAtMs, foreseen.endedAtMs);
    }),
    { numRuns: 300 },
  );
});
