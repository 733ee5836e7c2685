/**
 * Real pairs of processes for the checks that need them: a session of one framework several times over, cut into
 * comparisons of so many pairs each. What a comparison shows is judged by whoever asked for it.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { couplesOf, type ForkCouple } from "../compare/pair_differences.ts";
import type { ArmPlan } from "../session/arm_plan.ts";
import { type Profile, PROFILES } from "../session/profile.ts";
import type { BenchmarkResult, Fork } from "../session/result.ts";
import type { SessionEvent } from "../session/progress.ts";
import type { SessionOutcome } from "../session/plan.ts";
import { runSession } from "../session/session.ts";
import { countText } from "../../units/count.ts";
import { remainingText } from "../../units/elapsed.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { orchestration } from "../suites/orchestration.ts";
import type { TwoArms } from "./rival_rules.ts";
import { CheckBroken, CheckUnfinished, type Scene } from "./scene.ts";
import type { Effort } from "./selftest_line.ts";

/** How often progress is told, in milliseconds: hours of it should fit a screen or two. */
const TOLD_EVERY_MS: Readonly<Record<Effort, number>> = { reduced: 5_000, full: 60_000 };

/** The arm that all others are compared with. */
export const REFERENCE = "reference";

/**
 * How processes are measured where minutes are too much: as in the gate, but shorter, and one process measures
 * all benchmarks of a pass.
 */
export const SHORT_PROFILE: Profile = {
  ...PROFILES.gate,
  name: "quick",
  isolation: { kind: "pass", warmAgainMs: [20, 40] },
  rounds: 12,
  adaptiveRounds: null,
  sampleMs: 1,
  warmUpMs: [80, 160],
  samplingBudgetMs: 24,
};

/** What is to be measured. */
export interface PairPlan {
  /** What it is for: names the session in progress and in the journal. */
  readonly title: string;
  readonly profile: Profile;
  readonly benchmarks: readonly Benchmark[];
  /** Id or URL of the reference's adapter. @default {"puffinflow"} */
  readonly reference?: string;
  /** The arms beside the reference, one or more. */
  readonly arms: readonly ArmPlan[];
  /** Pairs of one comparison. */
  readonly pairs: number;
  /** Comparisons of each benchmark with each arm. */
  readonly comparisons: number;
}

/** One arm beside the reference in one benchmark, in pairs of processes that were alive together. */
export interface Comparison {
  readonly benchmark: string;
  /** Id of the arm. */
  readonly arm: string;
  readonly couples: readonly ForkCouple[];
}

/** What was measured. */
export interface PairOutcome {
  readonly comparisons: readonly Comparison[];
  readonly benchmarks: readonly BenchmarkResult[];
  /** Rounds of the `cpu` kernel. */
  readonly cpuRounds: number;
  /** How much is done of a session that was stopped; `null` if it came to its end. */
  readonly unfinished: string | null;
}

/**
 * Picks benchmarks by name.
 *
 * @param names Names without the suite, for example `diamond/noop`.
 */
export function benchmarksNamed(names: readonly string[]): Benchmark[] {
  return names.map((name) => {
    const found = orchestration.benchmarks.find(({ id }) => id.endsWith(`/${name}`));
    invariant(found !== undefined, "The self-test asks for benchmarks that there are");
    return found;
  });
}

/**
 * Measures comparisons, or goes on with those that the journal has.
 *
 * @param plan What is to be measured.
 * @param scene What checks share.
 * @returns The comparisons of every benchmark and arm; where the session was stopped, one or more of each.
 * @throws {CheckBroken} If a process was lost.
 * @throws {CheckUnfinished} If the session was stopped before each arm had a comparison in each benchmark.
 */
export async function measurePairs(plan: PairPlan, scene: Scene): Promise<PairOutcome> {
  const { profile, benchmarks, reference = "puffinflow", arms, pairs, comparisons } = plan;
  const { seed, workerCommand, signal, journal } = scene;
  const session = {
    profile: { ...profile, forks: pairs * comparisons },
    benchmarks,
    arms: [{ id: REFERENCE, adapter: reference }, ...arms],
    seed,
    workerCommand,
    signal,
  };
  const hooks = { onEvent: tellerOf(plan, scene), ...(journal && { journal: journal.sessionOf(plan.title) }) };
  const outcome = await runSession(session, hooks);
  const unfinished = outcome.status === "completed" ? null : doneOf(plan, outcome);
  if (unfinished !== null && outcome.host.phases.length < pairs * benchmarks.length) {
    throw new CheckUnfinished(unfinished);
  }
  const cut = outcome.benchmarks.map((benchmark) => arms.map(({ id }) => cutUp(benchmark, id, pairs)));
  if (unfinished !== null && cut.flat().some((found) => found.length === 0)) throw new CheckUnfinished(unfinished);
  return { comparisons: cut.flat(2), benchmarks: outcome.benchmarks, cpuRounds: outcome.cpuRounds, unfinished };
}

/**
 * Insists on a session that came to its end.
 *
 * @param outcome The session.
 * @returns The same.
 * @throws {CheckUnfinished} If it was stopped.
 */
export function whole(outcome: PairOutcome): PairOutcome {
  if (outcome.unfinished !== null) throw new CheckUnfinished(outcome.unfinished);
  return outcome;
}

/** Says how much of a session is done. */
function doneOf({ benchmarks, pairs, comparisons }: PairPlan, { host }: SessionOutcome): string {
  const done = countText(host.phases.length), all = countText(benchmarks.length * pairs * comparisons);
  return `${done} of ${all} blocks of processes are measured`;
}

/**
 * Finds the processes of an arm.
 *
 * @param benchmark The benchmark.
 * @param arm Name of the subject.
 * @returns Its processes.
 * @throws {CheckBroken} If there are none.
 */
export function forksOf({ id, cells }: BenchmarkResult, arm: string): readonly Fork[] {
  const cell = cells.find(({ subject }) => subject === arm);
  if (cell?.status === "measured") return cell.forks;
  throw new CheckBroken(`${arm} was not measured in ${id}: ${cell?.reason ?? "it is no subject"}`);
}

/**
 * Writes the samples of a comparison as times of one run.
 *
 * @param comparison The comparison.
 * @param clock Which time.
 * @returns The samples of both arms, process by process.
 */
export function samplesOf({ couples }: Comparison, clock: "cpuNs" | "wallNs"): TwoArms {
  const perRun = (fork: Fork) => fork[clock].map((ns) => Math.max(ns, 1) / fork.batch);
  return {
    first: couples.map(({ reference }) => perRun(reference)),
    second: couples.map(({ candidate }) => perRun(candidate)),
  };
}

function cutUp(benchmark: BenchmarkResult, arm: string, pairs: number): Comparison[] {
  const couples = couplesOf({ reference: forksOf(benchmark, REFERENCE), candidate: forksOf(benchmark, arm) });
  return Array.from({ length: Math.floor(couples.length / pairs) }, (_, index) => ({
    benchmark: benchmark.id,
    arm,
    couples: couples.slice(index * pairs, (index + 1) * pairs),
  }));
}

/** Makes a listener that tells how it goes, now and then. */
function tellerOf({ title }: PairPlan, { say, effort }: Scene): (event: SessionEvent) => void {
  let toldMs = performance.now();
  return (event) => {
    if (event.kind !== "block-finished" || performance.now() - toldMs < TOLD_EVERY_MS[effort]) return;
    toldMs = performance.now();
    const { finished, blocks, remainingMs } = event;
    say(`  ${title}: ${countText(finished)} of ${countText(blocks)} blocks, ${remainingText(remainingMs)} left`);
  };
}
