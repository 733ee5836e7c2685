/**
 * Says how long a full gate takes on this machine: 40 benchmarks by 15 pairs, with the looks and confirmations that
 * the pairs call for. There are fewer benchmarks than that in a suite, so they are repeated under other names and
 * other seeds. `--benchmarks=10` measures fewer of them and says what 40 would take.
 * @module
 */
import { nextGateStage } from "../src/harness/compare/gate.ts";
import { runSession } from "../src/harness/session/session.ts";
import { PROFILES } from "../src/harness/session/profile.ts";
import { workerCommand } from "../src/harness/session/self_command.ts";
import type { Stage } from "../src/harness/session/stage.ts";
import type { Benchmark } from "../src/harness/suites/benchmark.ts";
import { orchestration } from "../src/harness/suites/orchestration.ts";
import { median } from "../src/stats/median.ts";
import { fail, print } from "./print.ts";

/** Size of the suite that the limit is set for, and the limit. */
const SUITE_SIZE = 40, LIMIT_MINUTES = 15;
const ADAPTER = "puffinflow", SEED = 40;
const PROFILE = PROFILES.gate;

function benchmarksOf(count: number): Benchmark[] {
  const known = orchestration.benchmarks;
  return Array.from({ length: count }, (_, index) => {
    const benchmark = known[index % known.length]!, round = Math.floor(index / known.length);
    return { ...benchmark, id: `${benchmark.id}-${round}`, seedName: `${benchmark.seedName}-${round}` };
  });
}

/** Minutes spent in the first stage, in those after it, and the median of a pair. */
async function timed(benchmarks: readonly Benchmark[]) {
  const rules = { reference: "reference", candidate: "candidate" };
  const { host, stages } = await runSession({
    profile: PROFILE,
    benchmarks,
    arms: [{ id: "reference", adapter: ADAPTER }, { id: "candidate", adapter: ADAPTER }],
    seed: SEED,
    workerCommand: workerCommand({ entry: new URL("../main.ts", import.meta.url).href }),
    nextStage: (soFar) => nextGateStage(soFar, rules),
  });
  const isScreen = (stage: Stage, pass: number) => pass < stage.firstPass + stage.passes;
  const screen = host.phases.filter(({ pass }) => isScreen(stages[0]!, pass));
  const minutes = (phases: typeof host.phases) =>
    phases.reduce((sum, { startedMs, endedMs }) => sum + endedMs - startedMs, 0) / 60_000;
  return {
    screenMinutes: minutes(screen),
    laterMinutes: minutes(host.phases) - minutes(screen),
    pairSeconds: median(screen.map(({ startedMs, endedMs }) => (endedMs - startedMs) / 1_000)),
  };
}

if (import.meta.main) {
  const asked = Deno.args.map((arg) => /^--benchmarks=(\d+)$/.exec(arg)?.[1]).find((count) => count !== undefined);
  const count = Number(asked ?? SUITE_SIZE);
  const startedMs = performance.now();
  const { screenMinutes, laterMinutes, pairSeconds } = await timed(benchmarksOf(count));
  const minutes = (performance.now() - startedMs) / 60_000, whole = minutes * SUITE_SIZE / count;
  print(`${count} benchmarks × ${PROFILE.forks} pairs: ${minutes.toFixed(1)} min, ${pairSeconds.toFixed(2)} s a pair`);
  print(`screen ${screenMinutes.toFixed(1)} min, looks and confirmations ${laterMinutes.toFixed(1)} min`);
  const verdict = `${SUITE_SIZE} benchmarks: ${whole.toFixed(1)} min, of at most ${LIMIT_MINUTES}`;
  if (whole > LIMIT_MINUTES) fail(verdict);
  else print(count === SUITE_SIZE ? verdict : `${verdict} (extrapolated)`);
}
