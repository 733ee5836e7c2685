/**
 * Turns what the command line asks for into the plan of a session.
 * @module
 */
import { existsSync } from "node:fs";
import { adapterIds, defaultAdapterIds } from "../adapters/registry.ts";
import { PYTHON_SUBJECTS, pythonSubjectIds } from "../adapters/python_facts.ts";
import { pythonArms } from "../python/python_arms.ts";
import { plainArms } from "../session/arm_plan.ts";
import { METRIC_EFFORTS, USUAL_METRICS } from "../session/metrics/metric_plan.ts";
import type { SessionPlan } from "../session/plan.ts";
import { PROFILES } from "../session/profile.ts";
import { workerCommand } from "../session/self_command.ts";
import { SUITES } from "../suites/suites.ts";
import type { Io } from "./io.ts";
import type { KeptWishes, PlanWishes } from "./plan_wishes.ts";
import { chooseBenchmarks, chooseFrameworks } from "./selection.ts";

/** Names that `--frameworks` takes, and words for several of them. */
const KNOWN: readonly string[] = [...adapterIds, ...pythonSubjectIds];
const PYTHON: readonly string[] = PYTHON_SUBJECTS.filter(({ isInAll }) => isInAll).map(({ id }) => id);
const WORDS = { python: PYTHON, all: [...adapterIds, ...PYTHON] };

/**
 * Plans a session. Arms in Python have no command yet: {@linkcode withPython} gives them one.
 *
 * @param wishes What the command line says.
 * @param io The world: its directory for relative paths, its chance for a seed.
 * @returns The plan, without a signal to interrupt it.
 * @throws {UsageError} If a suite, a benchmark or a framework is not there.
 */
export function sessionPlan(wishes: PlanWishes, { cwd, random }: Pick<Io, "cwd" | "random">): SessionPlan {
  const { suites, filters, frameworks = defaultAdapterIds, profile, seed = random.uint32(), timeLimitMs, iterations } =
    wishes;
  const names = wishes.metrics ?? USUAL_METRICS[profile];
  return {
    profile: { ...PROFILES[profile], ...(iterations === undefined ? {} : { iterations }) },
    benchmarks: chooseBenchmarks({ suites, filters }, SUITES),
    arms: plainArms(chooseFrameworks(frameworks, { known: KNOWN, words: WORDS, cwd, isFile: existsSync })),
    seed,
    workerCommand: workerCommand(),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    ...(names.length === 0 ? {} : { metrics: { names, ...METRIC_EFFORTS[profile] } }),
  };
}

/**
 * Gives arms in Python the commands that start them, or the reasons why they cannot be started here.
 *
 * @param plan A plan.
 * @param io The world, for its environment.
 * @returns The same plan with these arms.
 */
export async function withPython(plan: SessionPlan, { env }: Pick<Io, "env">): Promise<SessionPlan> {
  const python = await pythonArms(plan.arms.map(({ adapter }) => adapter), env);
  return { ...plan, arms: plan.arms.map((arm) => python.find(({ id }) => id === arm.id) ?? arm) };
}

/**
 * Writes wishes down so that they plan the same session anywhere and at any time.
 *
 * @param wishes What the command line says.
 * @param plan The plan that followed from it.
 * @returns The wishes with what was drawn and resolved.
 */
export function keptWishes({ suites, filters, profile, iterations }: PlanWishes, plan: SessionPlan): KeptWishes {
  return {
    suites: [...suites],
    filters: [...filters],
    frameworks: plan.arms.map(({ adapter }) => adapter),
    profile,
    seed: plan.seed,
    timeLimitMs: plan.timeLimitMs ?? null,
    iterations: iterations ?? null,
    metrics: [...plan.metrics?.names ?? []],
  };
}

/**
 * Reads wishes that were written down.
 *
 * @param kept What {@linkcode keptWishes} made.
 * @returns The wishes.
 */
export function wishesFrom({ timeLimitMs, iterations, ...wishes }: KeptWishes): PlanWishes {
  return { ...wishes, timeLimitMs: timeLimitMs ?? undefined, iterations: iterations ?? undefined };
}
