/**
 * How long a session will take, before anything of it was measured: for a line that says whether to wait or to come
 * back. Made of the profile alone, with a few constants; once blocks were measured, `progress.ts` knows better.
 * @module
 */
import { CONTROL, PUFFINFLOW } from "../adapters/facts.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { TASK_WAIT_MS } from "../suites/workload_of.ts";
import type { Shape } from "../workload/shape.ts";
import { type Effort, effortFor } from "./effort.ts";
import type { SessionPlan } from "./plan.ts";

/** Start of a process with the import of its framework, in milliseconds; those of a block start side by side. */
const START_MS = 400;
/** Set-up, the traced run, the collection of garbage and the proof, in milliseconds. */
const AROUND_MS = 35;
/** Samples last longer than they must: batches are set by the fastest subject. */
const SAMPLE_STRETCH = 1.5;
/** Share of the way from the shortest to the longest warm-up that a process usually needs. */
const WARM_UP_SHARE = { again: 0.5, fresh: 0.08 } as const;
/** Only these have programs of single parts of an engine. */
const WITH_PROGRAMS: readonly string[] = [CONTROL.id, PUFFINFLOW.id];

/**
 * Estimates the steady runs of a session; metrics beside them come on top.
 *
 * @param plan What is to be measured.
 * @returns Milliseconds, on a machine that does nothing else.
 */
export function estimateSessionMs(
  { profile, benchmarks, arms }: Pick<SessionPlan, "profile" | "benchmarks" | "arms">,
): number {
  const passMs = benchmarks.reduce((sum, benchmark) => {
    const effort = effortFor(profile, benchmark);
    const subjects = arms.filter(({ adapter }) => benchmark.shape.kind !== "micro" || WITH_PROGRAMS.includes(adapter));
    const startMs = effort.isolation.kind === "benchmark" && subjects.length > 0 ? START_MS : 0;
    return sum + startMs + subjects.length * armMs(effort, benchmark);
  }, 0);
  return profile.forks * (passMs + START_MS * arms.length);
}

function armMs(effort: Effort, { shape, kernel }: Benchmark): number {
  const { rounds, droppedRounds, sampleMs, fewestRounds, samplingBudgetMs, latencyBudgetMs = 0 } = effort;
  const runMs = kernel === "wait" ? waitMs(shape) : 0;
  if (runMs > samplingBudgetMs) return (2 + fewestRounds) * runMs + AROUND_MS;
  const recordedMs = Math.min(rounds * sampleMs * SAMPLE_STRETCH, samplingBudgetMs);
  const samplesMs = Math.max(recordedMs + droppedRounds * sampleMs * SAMPLE_STRETCH, fewestRounds * runMs);
  return warmUpMs(effort) + samplesMs + (runMs > 0 ? latencyBudgetMs : latencyBudgetMs / 2) + AROUND_MS;
}

function warmUpMs({ isolation, warmUpMs }: Effort): number {
  const isAgain = isolation.kind === "pass";
  const [shortest, longest] = isAgain ? isolation.warmAgainMs : warmUpMs;
  return shortest + (isAgain ? WARM_UP_SHARE.again : WARM_UP_SHARE.fresh) * (longest - shortest);
}

/** A run whose tasks wait takes as long as the longest path of waits. */
function waitMs(shape: Shape): number {
  switch (shape.kind) {
    case "chain":
      return shape.length * TASK_WAIT_MS;
    case "fanout":
    case "diamond":
      return 3 * TASK_WAIT_MS;
    default:
      return 0;
  }
}
