/**
 * Measures one kernel with one tool in this process and prints what it found, as JSON:
 * `measure_kernel.ts <tool> <kernel>`. The orchestration of tools and processes is `scripts/cross_check.ts`.
 * @module
 */
import { measure } from "mitata";
import { benchmarkSeries, findLevel } from "nano-benchmark";
import { Bench } from "tinybench";
import { PROFILES } from "../../src/harness/session/profile.ts";
import { workerCommand } from "../../src/harness/session/self_command.ts";
import { runSession } from "../../src/harness/session/session.ts";
import { benchmarksNamed } from "../../src/harness/selftest/pair_session.ts";
import { median } from "../../src/stats/median.ts";
import { print } from "../print.ts";
import { CALLS_PER_RUN } from "./calls_per_run.ts";
import { type KernelName, kernelNamed, KERNELS } from "./kernels.ts";

/** What a tool says of a kernel, in nanoseconds for one call. */
export interface KernelTime {
  readonly medianNs: number;
  readonly minNs: number;
}

/** Tools that run inside of a process of ours; `deno bench` brings its own. */
const TOOLS: Readonly<Record<string, (kernel: KernelName) => Promise<KernelTime>>> = {
  "puffinbench": (kernel) => withPuffinbench(kernel, "some"),
  "empty-loop": (kernel) => withPuffinbench(kernel, "none"),
  "mitata": withMitata,
  "tinybench": withTinybench,
  "nano-benchmark": withNanoBenchmark,
};

async function withPuffinbench(kernel: KernelName, calls: "some" | "none"): Promise<KernelTime> {
  const [chain] = benchmarksNamed(["deep-chain/noop"]);
  const adapter = new URL(`kernel_adapter.ts?kernel=${kernel}&calls=${calls}`, import.meta.url).href;
  const { benchmarks } = await runSession({
    profile: { ...PROFILES.gate, forks: 1, adaptiveRounds: null },
    benchmarks: [{ ...chain!, shape: { kind: "chain", length: 1 } }],
    arms: [{ id: "kernel", adapter }],
    seed: 1,
    workerCommand: workerCommand({ entry: new URL("../../main.ts", import.meta.url).href }),
  });
  const cell = benchmarks[0]!.cells[0]!;
  if (cell.status !== "measured") throw new Error(`Cannot compare as puffinbench must measure: ${cell.reason}`);
  const [{ wallNs, batch }] = cell.forks as [typeof cell.forks[number]];
  const perCall = wallNs.map((ns) => ns / batch / CALLS_PER_RUN[kernel]);
  return { medianNs: median(perCall), minNs: Math.min(...perCall) };
}

async function withMitata(kernel: KernelName): Promise<KernelTime> {
  const { p50, min } = await measure(KERNELS[kernel]);
  return { medianNs: p50, minNs: min };
}

async function withTinybench(kernel: KernelName): Promise<KernelTime> {
  const bench = new Bench();
  bench.add(kernel, KERNELS[kernel]);
  await bench.run();
  const result = bench.tasks[0]!.result;
  if (!("latency" in result)) throw new Error(`Cannot compare as tinybench must measure: it ended ${result.state}`);
  return { medianNs: result.latency.p50 * 1e6, minNs: result.latency.min * 1e6 };
}

async function withNanoBenchmark(kernel: KernelName): Promise<KernelTime> {
  const call = KERNELS[kernel];
  const often = (calls: number) => {
    for (let i = 0; i < calls; i++) call();
  };
  const calls = await findLevel(often);
  const perCall = (await benchmarkSeries(often, calls)).map((ms: number) => ms * 1e6 / calls);
  return { medianNs: median(perCall), minNs: Math.min(...perCall) };
}

const [tool = "", kernel] = Deno.args;
const measured = TOOLS[tool];
if (measured === undefined) {
  throw new RangeError(
    `Cannot measure as the tool must be one of ${Object.keys(TOOLS).join(", ")}: current value is "${tool}"`,
  );
}
print(JSON.stringify(await measured(kernelNamed(kernel))));
