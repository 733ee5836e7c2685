/**
 * Says how long a full gate takes on this machine: 40 benchmarks by 15 pairs, with the looks and confirmations that
 * the pairs call for, and what a pair spends its time on. Where a suite has fewer benchmarks they are repeated under
 * other names and other seeds. `--benchmarks=4 --pairs=6` measures fewer and says what all would take; `--plan`
 * measures nothing and says what the limits of the profile allow.
 * @module
 */
import { nextGateStage } from "../src/harness/compare/gate.ts";
import { BLOCK_STEPS } from "../src/harness/session/block_steps.ts";
import { runSession } from "../src/harness/session/session.ts";
import { PROFILES } from "../src/harness/session/profile.ts";
import { workerCommand } from "../src/harness/session/self_command.ts";
import type { Stage } from "../src/harness/session/stage.ts";
import type { Benchmark } from "../src/harness/suites/benchmark.ts";
import { orchestration } from "../src/harness/suites/orchestration.ts";
import { median } from "../src/stats/median.ts";
import { fail, print } from "./print.ts";
import { FULL_GATE, longestPairMs, shortestPairMs } from "./time_gate/pair_bounds.ts";

const { benchmarks: SUITE_SIZE, pairs: PAIRS, limitMinutes: LIMIT_MINUTES } = FULL_GATE;
const ADAPTER = "puffinflow", SEED = 40;
const PROFILE = PROFILES.gate;

function benchmarksOf(count: number): Benchmark[] {
  const known = orchestration.benchmarks;
  return Array.from({ length: count }, (_, index) => {
    const benchmark = known[index % known.length]!, round = Math.floor(index / known.length);
    return { ...benchmark, id: `${benchmark.id}-${round}`, seedName: `${benchmark.seedName}-${round}` };
  });
}

/** What a gate is timed by. */
interface Amount {
  readonly benchmarks: number;
  readonly pairs: number;
}

/** Measures a gate of one framework against itself. */
async function measured({ benchmarks, pairs }: Amount) {
  const rules = { reference: "reference", candidate: "candidate" };
  return await runSession({
    profile: { ...PROFILE, forks: pairs },
    benchmarks: benchmarksOf(benchmarks),
    arms: [{ id: "reference", adapter: ADAPTER }, { id: "candidate", adapter: ADAPTER }],
    seed: SEED,
    workerCommand: workerCommand({ entry: new URL("../main.ts", import.meta.url).href }),
    nextStage: (soFar) => nextGateStage(soFar, rules),
  });
}

/** Prints what blocks spent their time on, and returns the minutes of the first stage and of those after it. */
function explained({ host, stages }: Awaited<ReturnType<typeof measured>>): Record<"screen" | "later", number> {
  const isScreen = (stage: Stage, pass: number) => pass < stage.firstPass + stage.passes;
  const screen = host.phases.filter(({ pass }) => isScreen(stages[0]!, pass));
  const pairMs = median(screen.map(({ startedMs, endedMs }) => endedMs - startedMs));
  print(`a pair takes ${(pairMs / 1_000).toFixed(2)} s; of the blocks' time by step:`);
  const wholeMs = screen.reduce((sum, { startedMs, endedMs }) => sum + endedMs - startedMs, 0);
  for (const step of BLOCK_STEPS) {
    const ms = screen.reduce((sum, { spentMs }) => sum + (spentMs?.[step] ?? 0), 0);
    print(`  ${step.padEnd(9)} ${(ms / screen.length).toFixed(0).padStart(5)} ms a pair  ${percent(ms / wholeMs)}`);
  }
  const screenMs = host.passes.find(({ pass }) => pass === stages[0]!.passes - 1)!.atMs;
  return { screen: screenMs / 60_000, later: (host.passes.at(-1)!.atMs - screenMs) / 60_000 };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}

function tellPlan(): void {
  const minutes = (pairMs: number) => (SUITE_SIZE * PAIRS * pairMs / 60_000).toFixed(1);
  const [shortest, longest] = [shortestPairMs(PROFILE), longestPairMs(PROFILE)];
  print(`${SUITE_SIZE} benchmarks × ${PAIRS} pairs by the limits of the profile, before looks and confirmations:`);
  print(`a pair ${(shortest / 1_000).toFixed(2)} to ${(longest / 1_000).toFixed(2)} s`);
  print(`all of it ${minutes(shortest)} to ${minutes(longest)} min, of at most ${LIMIT_MINUTES}`);
}

function numberOf(name: string, usual: number): number {
  const [given] = Deno.args.flatMap((arg) => new RegExp(`^--${name}=(\\d+)$`).exec(arg)?.[1] ?? []);
  return given === undefined ? usual : Number(given);
}

async function tellMeasured(): Promise<void> {
  const amount = { benchmarks: numberOf("benchmarks", SUITE_SIZE), pairs: numberOf("pairs", PAIRS) };
  const { screen, later } = explained(await measured(amount));
  const scale = SUITE_SIZE * PAIRS / (amount.benchmarks * amount.pairs);
  print(
    `${amount.benchmarks} benchmarks × ${amount.pairs} pairs: screen ${screen.toFixed(1)} min, ` +
      `looks and confirmations ${later.toFixed(1)} min`,
  );
  const minutes = (screen + later) * scale, isWhole = scale === 1;
  const verdict = `${SUITE_SIZE} benchmarks × ${PAIRS} pairs: ${minutes.toFixed(1)} min, of at most ${LIMIT_MINUTES}` +
    (isWhole ? "" : " (extrapolated)");
  if (minutes > LIMIT_MINUTES) fail(verdict);
  else print(verdict);
}

if (import.meta.main) {
  if (Deno.args.includes("--plan")) tellPlan();
  else await tellMeasured();
}
