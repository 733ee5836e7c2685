/**
 * Hands the benchmarks of a suite to `Deno.bench`: a developer's quick look at PuffinFlow beside plain code. It
 * needs no permission and no flag, so frameworks that want some stay out, and so do tasks that wait, which would
 * measure a timer. It gives no intervals; `puffinbench run` does.
 * @module
 */
import type { Adapter } from "../src/harness/adapters/adapter.ts";
import control from "../src/harness/adapters/control.ts";
import puffinflow from "../src/harness/adapters/puffinflow.ts";
import type { Benchmark } from "../src/harness/suites/benchmark.ts";
import type { Suite } from "../src/harness/suites/suite.ts";
import { workloadOf } from "../src/harness/suites/workload_of.ts";
import { seedOf } from "../src/harness/workload/digest.ts";
import { expectedDigest } from "../src/harness/workload/expected.ts";
import { makeWork } from "../src/harness/workload/task_bodies.ts";

/** Rounds of the `cpu` kernel: about two microseconds a task, on any machine of today. */
const CPU_ROUNDS = 1_000;

/** Different seeds that take turns: a remembered answer would be found out, and drawing one costs no time. */
const SEED_COUNT = 16;

/**
 * Registers the benchmarks of a suite, those that wait left out; those that need files too, unless writing is allowed.
 *
 * @param suite The suite.
 */
export async function registerSuite({ benchmarks }: Suite): Promise<void> {
  for (const benchmark of benchmarks) {
    if (benchmark.kernel === "wait" || !isAllowed(benchmark)) continue;
    for (const adapter of [control, puffinflow]) await register(benchmark, adapter);
  }
}

function isAllowed({ needs }: Benchmark): boolean {
  return needs !== "files" || Deno.permissions.querySync({ name: "write" }).state === "granted";
}

async function register(benchmark: Benchmark, adapter: Adapter): Promise<void> {
  const workload = workloadOf(benchmark, CPU_ROUNDS);
  if (adapter.supports(workload) !== true) return;
  const noWait = () => Promise.reject(new Error("Cannot wait under deno bench as only wait kernels do"));
  const prepared = await adapter.prepare(
    workload,
    makeWork(workload.kernel, { ledger: { executed: 0 }, wait: noWait }),
  );
  const seeds = Array.from({ length: SEED_COUNT }, (_, iteration) => seedOf(workload.seedName, iteration, 0));
  const digests = seeds.map((seed) => expectedDigest(workload, seed));
  const { shape } = workload,
    per = shape.kind === "micro" ? `, ${shape.operations} operations` : `, ${benchmark.kernel}`;
  let turn = 0;
  Deno.bench({
    name: `${adapter.title}: ${benchmark.title}${per}`,
    group: benchmark.id,
    baseline: adapter === control,
    async fn() {
      turn = (turn + 1) % SEED_COUNT;
      const digest = await prepared.run(seeds[turn]!);
      if (digest !== digests[turn]) throw new Error(`Digest ${digest} of ${adapter.id} is not ${digests[turn]}`);
    },
  });
}
