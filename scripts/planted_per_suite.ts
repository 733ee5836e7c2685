/**
 * Plants +10 % into one benchmark of each suite and asks the gate what it finds: exactly that row, and no other. The
 * extra work is a test hook of the session (`session/arm_plan.ts`); no shipped code is slower. Options:
 * `--suites=a,b` (all), `--rows=N` benchmarks of each suite (4), `--pairs=N` (15), `--percent=N` (10), `--seed=N` (1).
 * Not for a busy machine: what a busy machine finds says something about the machine.
 * @module
 */
import { decideGate, type GateRow, nextGateStage } from "../src/harness/compare/gate.ts";
import { effortFor } from "../src/harness/session/effort.ts";
import { PROFILES } from "../src/harness/session/profile.ts";
import { workerCommand } from "../src/harness/session/self_command.ts";
import { runSession } from "../src/harness/session/session.ts";
import type { Benchmark } from "../src/harness/suites/benchmark.ts";
import type { Suite } from "../src/harness/suites/suite.ts";
import { suiteOf, SUITES } from "../src/harness/suites/suites.ts";
import { numberOption, textOption } from "./options.ts";
import { fail, print } from "./print.ts";

/** What is planted, and how hard it is looked for. */
interface Planting {
  readonly rows: number;
  readonly pairs: number;
  readonly percent: number;
  readonly seed: number;
}

const ADAPTER = "puffinflow", RULES = { reference: "reference", candidate: "candidate" } as const;
/** Operations above which a run takes so long that pairs take minutes. */
const MOST_OPERATIONS = 2_000;

/** Rows of a suite that compute, evenly spread over it; the first of them gets the slowdown. */
function rowsOf({ benchmarks }: Suite, count: number): Benchmark[] {
  const fit = benchmarks.filter(({ primaryClock, shape }) =>
    primaryClock === "cpu" && (shape.kind !== "micro" || shape.operations <= MOST_OPERATIONS)
  );
  const step = Math.max(1, Math.floor(fit.length / count));
  return fit.filter((_, index) => index % step === 0).slice(0, count);
}

/** What the gate says of each row, and in which the slowdown is. */
async function judged(suite: Suite, { rows, pairs, percent, seed }: Planting) {
  const benchmarks = rowsOf(suite, rows), planted = benchmarks[0]!.id;
  const outcome = await runSession({
    profile: { ...effortFor(PROFILES.gate, benchmarks[0]!), forks: pairs },
    benchmarks,
    arms: [
      { id: RULES.reference, adapter: ADAPTER },
      { id: RULES.candidate, adapter: ADAPTER, extraWorkPercent: percent, extraWorkIn: [planted] },
    ],
    seed,
    workerCommand: workerCommand({ entry: new URL("../main.ts", import.meta.url).href }),
    nextStage: (soFar) => nextGateStage(soFar, RULES),
  });
  return { planted, rows: decideGate(outcome, RULES).rows };
}

function isSlower({ verdict, metric }: GateRow): boolean {
  // Extra work allocates nothing: a row by memory is another row, and must stay as it was.
  return verdict.kind === "regressed" && metric !== null;
}

if (import.meta.main) {
  const named = textOption("suites")?.split(",").map(suiteOf) ?? SUITES;
  const planting = {
    rows: numberOption("rows", 4),
    pairs: numberOption("pairs", PROFILES.gate.forks),
    percent: numberOption("percent", 10),
    seed: numberOption("seed", 1),
  };
  print(`+${planting.percent} % in one benchmark of each suite, ${planting.pairs} pairs, ${planting.rows} rows`);
  let wrong = 0;
  for (const suite of named) {
    const { planted, rows } = await judged(suite, planting);
    const found = rows.some((row) => row.benchmark === planted && isSlower(row));
    const others = rows.filter((row) => row.benchmark !== planted && row.verdict.kind === "regressed");
    const flagged = others.length === 0
      ? "nothing else flagged"
      : `also ${others.map((row) => row.benchmark).join(", ")}`;
    print(`${suite.name.padEnd(14)} ${found ? "found    " : "NOT found"}  ${planted}  (${flagged})`);
    if (!found || others.length > 0) wrong++;
  }
  if (wrong > 0) fail(`${wrong} of ${named.length} suites: not exactly the planted row`);
}
