/** Tests of runs that are watched for the timeline. */
import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { recordRuns } from "../../../src/harness/measure/recording.ts";
import { emptyTaskTimes } from "../../../src/harness/workload/timed_work.ts";

/** A graph of one task, whose iteration `i` takes as many milliseconds as the list says. */
function graphOf(tookMs: readonly number[]) {
  const clock = { ms: 100 }, times = emptyTaskTimes(1), seen: number[] = [];
  const run = (iteration: number): Promise<void> => {
    seen.push(iteration);
    clock.ms += 1;
    times.startedMs[0] = clock.ms;
    clock.ms += tookMs[iteration]! - 1;
    times.endedMs[0] = clock.ms;
    return Promise.resolve();
  };
  return { graph: { run, times, nowMs: () => clock.ms }, seen };
}

Deno.test("recordRuns() keeps the median run and the one at the 95th percentile, as they were", async () => {
  const tookMs = [900, 900, ...Array.from({ length: 20 }, (_, index) => 2 + (index * 7) % 20)];
  const { graph } = graphOf(tookMs);
  const { runs, typical, slow } = await recordRuns(graph, { firstIteration: 0, warmUpRuns: 2, runs: 20 });
  assert.equal(runs, 20);
  assert.deepEqual(typical, { rank: 10, durationNs: 11e6, startedNs: [1e6], endedNs: [11e6] });
  assert.deepEqual(slow, { rank: 19, durationNs: 20e6, startedNs: [1e6], endedNs: [20e6] });
});

Deno.test("recordRuns() runs each iteration once, those of the warm-up first", async () => {
  const { graph, seen } = graphOf(new Array(12).fill(3));
  await recordRuns(graph, { firstIteration: 5, warmUpRuns: 3, runs: 4 });
  assert.deepEqual(seen, [5, 6, 7, 8, 9, 10, 11]);
});

Deno.test("recordRuns() does not take a task's time from an earlier run", async () => {
  const { graph } = graphOf([2, 2]);
  const times = graph.times;
  const forgetful = { ...graph, run: async (i: number) => i === 0 ? await graph.run(i) : undefined };
  const { typical } = await recordRuns(forgetful, { firstIteration: 0, warmUpRuns: 1, runs: 1 });
  assert(Number.isNaN(typical.startedNs[0]) && Number.isNaN(times.endedMs[0]!));
});

Deno.test("recordRuns() demands a run", async () => {
  const { graph } = graphOf([]);
  await assert.rejects(recordRuns(graph, { firstIteration: 0, warmUpRuns: 0, runs: 0 }), InvariantError);
});
