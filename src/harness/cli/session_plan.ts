/**
 * Turns what the command line asks for into the plan of a session.
 * @module
 */
import { existsSync } from "node:fs";
import { adapterIds, defaultAdapterIds } from "../adapters/registry.ts";
import type { SessionPlan } from "../session/plan.ts";
import { type ProfileName, PROFILES } from "../session/profile.ts";
import { workerCommand } from "../session/self_command.ts";
import { SUITES } from "../suites/suites.ts";
import type { Io } from "./io.ts";
import { chooseBenchmarks, chooseFrameworks } from "./selection.ts";

/** What the command line says about measuring. */
export interface PlanWishes {
  /** Names of suites; none stands for all. */
  readonly suites: readonly string[];
  /** Patterns over ids of benchmarks; none stands for all. */
  readonly filters: readonly string[];
  /** Ids, paths or URLs; undefined stands for those measured by default. */
  readonly frameworks?: readonly string[] | undefined;
  /** How much to measure. */
  readonly profile: ProfileName;
  /** Undefined stands for one that is drawn. */
  readonly seed?: number | undefined;
  /** Longest that a process may take to answer, in milliseconds; undefined leaves it to the session. */
  readonly timeLimitMs?: number | undefined;
}

/**
 * Plans a session.
 *
 * @param wishes What the command line says.
 * @param io The world: its directory for relative paths, its chance for a seed.
 * @returns The plan, without a signal to interrupt it.
 * @throws {UsageError} If a suite, a benchmark or a framework is not there.
 */
export function sessionPlan(wishes: PlanWishes, { cwd, random }: Pick<Io, "cwd" | "random">): SessionPlan {
  const { suites, filters, frameworks = defaultAdapterIds, profile, seed = random.uint32(), timeLimitMs } = wishes;
  return {
    profile: PROFILES[profile],
    benchmarks: chooseBenchmarks({ suites, filters }, SUITES),
    subjects: chooseFrameworks(frameworks, { known: adapterIds, cwd, isFile: existsSync }),
    seed,
    workerCommand: workerCommand(),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
  };
}
