/**
 * Says what a session spent its time on, from its saved result: `where_time_goes.ts RESULT.json`. Steps of all blocks
 * by share, what lies between blocks, and the benchmarks that took longest. For whoever wants a profile to be quicker.
 * @module
 */
import { BLOCK_STEPS, type BlockStep } from "../src/harness/session/block_steps.ts";
import { readResult } from "../src/harness/session/result_file.ts";
import { fail, print } from "./print.ts";

const LONGEST = 12;

function line(name: string, ms: number, wholeMs: number): string {
  return `${name.padEnd(44)} ${(ms / 1_000).toFixed(1).padStart(7)} s ${(100 * ms / wholeMs).toFixed(1).padStart(5)} %`;
}

async function explain(path: string): Promise<void> {
  const { host, session } = await readResult(path);
  const phases = host.phases, last = host.passes.at(-1)?.atMs ?? phases.at(-1)!.endedMs;
  const inBlocks = phases.reduce((sum, { startedMs, endedMs }) => sum + endedMs - startedMs, 0);
  const loops = host.reference.reduce((sum, { wallNs }) => sum + wallNs / 1e6, 0);
  print(`${session.profile.name}: ${phases.length} blocks in ${(last / 1_000).toFixed(1)} s`);
  const sumOf = (step: BlockStep) => phases.reduce((sum, { spentMs }) => sum + (spentMs?.[step] ?? 0), 0);
  for (const step of BLOCK_STEPS) print(line(step, sumOf(step), last));
  print(line("reference loop", loops, last));
  print(line("between blocks", last - inBlocks - loops, last));
  print("");
  const byBenchmark = Map.groupBy(phases, ({ benchmark }) => benchmark);
  const totals = [...byBenchmark].map(([benchmark, blocks]) => {
    const total = (step: BlockStep) => blocks.reduce((sum, { spentMs }) => sum + (spentMs?.[step] ?? 0), 0);
    const ms = blocks.reduce((sum, { startedMs, endedMs }) => sum + endedMs - startedMs, 0);
    const most = BLOCK_STEPS.toSorted((a, b) => total(b) - total(a)).slice(0, 2);
    return { benchmark, ms, words: most.map((step) => `${step} ${(total(step) / 1_000).toFixed(1)} s`).join(", ") };
  });
  for (const { benchmark, ms, words } of totals.toSorted((a, b) => b.ms - a.ms).slice(0, LONGEST)) {
    print(`${line(benchmark, ms, last)}  ${words}`);
  }
}

const [path] = Deno.args;
if (path === undefined) fail("Cannot explain as there must be a result: where_time_goes.ts RESULT.json");
else await explain(path);
