/**
 * What every adapter owes in every scenario that it says it can express: each task as often as it should, in an order
 * that the graph allows, the right digest, tasks that wait waiting together, runs that do not mix, and a reason where
 * it cannot.
 * @module
 */
import assert from "node:assert/strict";
import type { Adapter, Prepared } from "../../../src/harness/adapters/adapter.ts";
import { preparedWork, supportOf } from "../../../src/harness/adapters/in_flight.ts";
import { adapterIds, loadAdapter } from "../../../src/harness/adapters/registry.ts";
import { frameworks } from "../../../src/harness/suites/frameworks.ts";
import { workloadOf } from "../../../src/harness/suites/workload_of.ts";
import { seedOf } from "../../../src/harness/workload/digest.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";
import { taskCount } from "../../../src/harness/workload/shape.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import { checkOverlap, checkTrace } from "../../../src/harness/workload/trace_check.ts";
import { type TraceStep, traceWork } from "../../../src/harness/workload/traced_work.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";

const CPU_ROUNDS = 3;
/** Larger ones are the same graphs over again, and take a slow framework long. */
const MOST_TASKS = 700;

/** Stands in for a timer: later than everything that is ready now, and no later than that. */
const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

interface Trial {
  readonly prepared: Prepared;
  readonly ledger: { executed: number };
  readonly steps: TraceStep[];
}

async function prepare(adapter: Adapter, workload: Workload): Promise<Trial> {
  const ledger = { executed: 0 };
  const steps: TraceStep[] = [];
  const work = traceWork(makeWork(workload.kernel, { ledger, wait: nextTurn }), steps);
  return { prepared: await preparedWork(adapter, { workload, work }), ledger, steps };
}

const WORKLOADS = frameworks.benchmarks.map((benchmark) => ({
  id: benchmark.id,
  workload: workloadOf(benchmark, CPU_ROUNDS),
}))
  .filter(({ workload }) => taskCount(workload.shape) <= MOST_TASKS);

for (const id of adapterIds) {
  const adapter = await loadAdapter(id);
  for (const { id: benchmark, workload } of WORKLOADS) {
    const support = supportOf(adapter, workload);
    if (support !== true) {
      Deno.test(`${id} says why it has no ${benchmark}`, () => {
        assert.match(support, /^[a-z].{10,}[^.]$/);
      });
      continue;
    }

    Deno.test(`${id} does the work of ${benchmark}, twice, and keeps nothing of the first run`, async () => {
      const { prepared, ledger, steps } = await prepare(adapter, workload);
      for (const iteration of [0, 1, 1]) {
        const seed = seedOf(workload.seedName, iteration, 0);
        ledger.executed = 0;
        steps.length = 0;
        assert.equal(await prepared.run(seed), expectedDigest(workload, seed));
        assert.equal(ledger.executed, taskCount(workload.shape));
        assert.equal(checkTrace(workload.shape, steps), null);
        assert.equal(checkOverlap(workload, steps), null);
      }
      await prepared.close?.();
    });

    Deno.test(`${id} keeps three runs of ${benchmark} apart when all are in flight`, async () => {
      const { prepared, ledger } = await prepare(adapter, workload);
      const seeds = [0, 1, 2].map((iteration) => seedOf(workload.seedName, iteration, 0));
      const digests = await Promise.all(seeds.map((seed) => prepared.run(seed)));
      assert.deepEqual(digests, seeds.map((seed) => expectedDigest(workload, seed)));
      assert.equal(ledger.executed, 3 * taskCount(workload.shape));
      await prepared.close?.();
    });
  }

  const complex: Workload = { seedName: "complex", shape: { kind: "complex" }, kernel: { kind: "noop" } };
  if (adapter.supports(complex) === true) {
    Deno.test(`${id} takes the other way when a run's input is not valid`, async () => {
      const { prepared, steps } = await prepare(adapter, complex);
      assert.equal(await prepared.run(0), expectedDigest(complex, 0));
      assert.deepEqual(steps.map(([, task]) => task), [0, 0, 4, 4]);
      await prepared.close?.();
    });
  }
}
