/**
 * Turns what `gate` and `calibrate` ask for into the plan of a session of two arms.
 * @module
 */
import { existsSync } from "node:fs";
import * as z from "zod";
import { adapterIds } from "../adapters/registry.ts";
import { type GateRules, nextGateStage } from "../compare/gate.ts";
import type { ArmPlan } from "../session/arm_plan.ts";
import type { SessionPlan } from "../session/plan.ts";
import { type ProfileName, PROFILES } from "../session/profile.ts";
import { workerCommand } from "../session/self_command.ts";
import { SUITES } from "../suites/suites.ts";
import type { Io } from "./io.ts";
import { chooseBenchmarks, chooseFrameworks } from "./selection.ts";

/** Names of the two arms in results. */
export const REFERENCE = "reference";
/** The one that is judged. */
export const CANDIDATE = "candidate";

/** Schema of what a session of two arms is asked for, as it stands in a journal. */
export const pairWishesSchema = z.strictObject({
  command: z.enum(["gate", "calibrate"]),
  suites: z.array(z.string()),
  filters: z.array(z.string()),
  /** Id or URL of the adapter of both arms. */
  framework: z.string(),
  /** Work planted into the candidate, in percent; 0 for none. */
  extraWorkPercent: z.number().nonnegative(),
  profile: z.enum(Object.keys(PROFILES) as ProfileName[]),
  /** Pairs of processes before anything is confirmed; null for the profile's. */
  pairs: z.int().positive().nullable(),
  seed: z.int().nonnegative(),
  timeLimitMs: z.number().positive().nullable(),
  minEffect: z.number().positive(),
  looks: z.int().min(1).max(3),
});

/** What a session of two arms is asked for, with nothing left open. */
export type PairWishes = z.infer<typeof pairWishesSchema>;

/** What the command line leaves open. */
export type OpenPairWishes = Omit<PairWishes, "seed" | "framework"> & {
  readonly framework: string;
  readonly seed: number | undefined;
};

/**
 * Draws and resolves what was left open.
 *
 * @param wishes What the command line says.
 * @param io The world: its directory for relative paths, its chance for a seed.
 * @returns The wishes, as they can be kept.
 * @throws {UsageError} If the framework is not there.
 */
export function settledWishes(wishes: OpenPairWishes, { cwd, random }: Pick<Io, "cwd" | "random">): PairWishes {
  const [, ...chosen] = chooseFrameworks([wishes.framework], { known: adapterIds, cwd, isFile: existsSync });
  // Plain code, which comes first in any case, is the only choice that leaves nothing behind it.
  return { ...wishes, framework: chosen[0] ?? adapterIds[0]!, seed: wishes.seed ?? random.uint32() };
}

/**
 * Plans a session of two arms.
 *
 * @param wishes What is asked for.
 * @param floorOf The noise floors of this host.
 * @returns The plan, and the rules by which its outcome is decided.
 * @throws {UsageError} If a suite or a benchmark is not there.
 */
export function pairPlan(
  wishes: PairWishes,
  floorOf: NonNullable<GateRules["floorOf"]>,
): { readonly plan: SessionPlan; readonly rules: GateRules & Required<Pick<GateRules, "minEffect">> } {
  const { suites, filters, framework, extraWorkPercent, seed, timeLimitMs, minEffect, looks } = wishes;
  const profile = PROFILES[wishes.profile];
  const rules = { reference: REFERENCE, candidate: CANDIDATE, minEffect, looks, floorOf };
  const slowed = extraWorkPercent === 0 ? {} : { extraWorkPercent };
  const arms: ArmPlan[] = [
    { id: REFERENCE, adapter: framework },
    { id: CANDIDATE, adapter: framework, ...slowed },
  ];
  const plan: SessionPlan = {
    profile: { ...profile, forks: wishes.pairs ?? profile.forks },
    benchmarks: chooseBenchmarks({ suites, filters }, SUITES),
    arms,
    seed,
    workerCommand: workerCommand(),
    ...(timeLimitMs === null ? {} : { timeLimitMs }),
    // Calibration is one long look at code against itself: there is nothing to confirm.
    ...(wishes.command === "calibrate" ? {} : { nextStage: (soFar) => nextGateStage(soFar, rules) }),
  };
  return { plan, rules };
}
