/**
 * What every adapter owes: each task once, in an order the shape allows, the right digest, and runs
 * that do not mix. The benchmarks of the suite are the cases, so an adapter that passes here can be
 * measured there.
 * @module
 */
import assert from "node:assert/strict";
import type { Adapter, Prepared } from "../../../src/harness/adapters/adapter.ts";
import { adapterIds, loadAdapter } from "../../../src/harness/adapters/registry.ts";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { workloadOf } from "../../../src/harness/suites/workload_of.ts";
import { seedOf } from "../../../src/harness/workload/digest.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";
import { type Shape, taskCount } from "../../../src/harness/workload/shape.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import { checkOverlap, checkTrace } from "../../../src/harness/workload/trace_check.ts";
import { type TraceStep, traceWork } from "../../../src/harness/workload/traced_work.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";

const CPU_ROUNDS = 3;

/** What all frameworks build; programs of one part of an engine are proved in files of their own. */
const GRAPHS = orchestration.benchmarks.filter(({ shape }) => shape.kind !== "micro");

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
  return { prepared: await adapter.prepare(workload, work), ledger, steps };
}

for (const id of adapterIds) {
  for (const benchmark of GRAPHS) {
    const workload = workloadOf(benchmark, CPU_ROUNDS);

    Deno.test(`${id} executes each task of ${benchmark.id} once and gives the digest`, async () => {
      const adapter = await loadAdapter(id);
      const { prepared, ledger, steps } = await prepare(adapter, workload);
      assert.equal(adapter.supports(workload), true);

      const seed = seedOf(workload.seedName, 0, 0);
      assert.equal(await prepared.run(seed), expectedDigest(workload, seed));
      assert.equal(ledger.executed, taskCount(workload.shape));
      assert.equal(checkTrace(workload.shape, steps), null);
      assert.equal(checkOverlap(workload, steps), null);
      await prepared.close?.();
    });

    Deno.test(`${id} keeps three runs of ${benchmark.id} apart when all are in flight`, async () => {
      const { prepared, ledger } = await prepare(await loadAdapter(id), workload);
      const seeds = [0, 1, 2].map((iteration) => seedOf(workload.seedName, iteration, 0));
      const digests = await Promise.all(seeds.map((seed) => prepared.run(seed)));
      assert.deepEqual(digests, seeds.map((seed) => expectedDigest(workload, seed)));
      assert.equal(ledger.executed, 3 * taskCount(workload.shape));
      await prepared.close?.();
    });
  }

  Deno.test(`${id} remembers nothing of a run when the next one starts`, async () => {
    const workload = workloadOf(GRAPHS[3]!, CPU_ROUNDS);
    const { prepared, ledger } = await prepare(await loadAdapter(id), workload);
    for (const seed of [7, 7, 8]) {
      ledger.executed = 0;
      assert.equal(await prepared.run(seed), expectedDigest(workload, seed));
      assert.equal(ledger.executed, taskCount(workload.shape));
    }
    await prepared.close?.();
  });

  for (const shape of [{ kind: "chain", length: 1 }, { kind: "fanout", width: 1 }] as const satisfies Shape[]) {
    Deno.test(`${id} builds the smallest ${shape.kind} there is`, async () => {
      const workload: Workload = { seedName: shape.kind, shape, kernel: { kind: "noop" } };
      const { prepared, steps } = await prepare(await loadAdapter(id), workload);
      assert.equal(await prepared.run(3), expectedDigest(workload, 3));
      assert.equal(checkTrace(shape, steps), null);
      await prepared.close?.();
    });
  }
}
