import assert from "node:assert/strict";
import fc from "fast-check";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { dagFrom, dagRecipe } from "./dag_plan.ts";
import { ResourceWatch, type WatchedPool } from "./resource_watch.ts";

const pools: readonly WatchedPool[] = [
  { queue: "fifo", preemption: "never" },
  { queue: "priority", preemption: "never" },
  { queue: "smallest-first", preemption: "never" },
  { queue: "fair-share", preemption: "never" },
];
const preempting: WatchedPool = { queue: "priority", preemption: "lower-priority" };

const recipe = fc.record({
  dag: dagRecipe,
  size: fc.integer({ min: 1, max: 40 }),
  /** As often one that preempts as one that does not. */
  pool: fc.oneof(fc.constantFrom(...pools), fc.constant(preempting)),
  runs: fc.integer({ min: 1, max: 4 }),
  /** When the runs are cancelled, each one after that many milliseconds more; 0 for never. */
  cancelMs: fc.constantFrom(0, 0, 30, 150),
});

Deno.test("whatever becomes of runs that share resources and locks, nobody has more than there is, all come to an end and nothing is left behind", async () => {
  const ends = new Set<string>(), causes = new Set<string>();
  let attempts = 0;
  await fc.assert(
    fc.asyncProperty(recipe, async ({ dag, size, pool, runs: count, cancelMs }) => {
      const { states, maxConcurrent, onFailure } = dagFrom({ ...dag, size, isFancy: true });
      const watch = new ResourceWatch(pool), { clock } = watch, random = randomFromSeed(dag.seed);
      const shared = watch.agentOf(states, { maxConcurrent, onFailure, random });
      const limit = dag.stop === "timed-out" && dag.stopAt < 1 ? { timeoutMs: 1 + 500 * dag.stopAt } : {};
      const runs = Array.from({ length: count }, () => shared.start(undefined, { clock, random, ...limit }));
      for (const [i, run] of runs.entries()) if (cancelMs > 0) clock.after((i + 1) * cancelMs, () => run.cancel());
      await clock.runAll();
      for (const run of runs) {
        assert.notEqual(run.status, "running");
        ends.add((await run.result).status);
      }
      watch.causes.forEach((cause) => causes.add(cause));
      watch.checkWhole();
      attempts += watch.attempts;
    }),
    { numRuns: 400 },
  );
  assert.deepEqual([...ends].sort(), ["cancelled", "completed", "failed", "timed-out"]);
  for (const cause of ["Error", "StateTimeoutError", "ResourceTimeoutError", "PreemptedError", "DeadlockError"]) {
    assert(causes.has(cause), `no ${cause} among ${attempts} attempts`);
  }
});
