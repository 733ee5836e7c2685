/**
 * A kernel as an adapter, for puffinbench to measure as it measures everything: `kernel_adapter.ts?kernel=80us`. A run
 * calls the kernel often enough for what surrounds a run to weigh nothing; with `&calls=none` it makes the same loop
 * without calls, which shows what a call costs that was optimised away.
 * @module
 */
import type { Adapter } from "../../src/harness/adapters/adapter.ts";
import { CALLS_PER_RUN } from "./calls_per_run.ts";
import { kernelNamed, KERNELS } from "./kernels.ts";

const options = new URL(import.meta.url).searchParams;
const name = kernelNamed(options.get("kernel"));
const kernel = KERNELS[name], calls = CALLS_PER_RUN[name];

function callOften(): void {
  for (let call = 0; call < calls; call++) kernel();
}

function countOften(): void {
  for (let call = 0; call < calls; call++);
}

const work = options.get("calls") === "none" ? countOften : callOften;

const adapter: Adapter = {
  id: "kernel",
  title: `the kernel ${name}`,
  packages: [],
  executionModel: "sync",
  durability: "none",
  approach: "tuned",
  idiom: "Calls a function again and again.",
  supports: ({ shape }) => shape.kind === "chain" || "has nothing but chains",
  prepare: (_workload, { one }) => ({
    async run(seed) {
      work();
      return await one(0, seed);
    },
  }),
};
export default adapter;
