/**
 * Turns what `ab` is asked for into the plan of a session in which two builds are the arms.
 *
 * What differs between two commits is either the whole program, where the checkout is one of puffinbench itself, or
 * the module of an adapter, where it is anybody's: then this program measures both.
 * @module
 */
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import type { GateRules } from "../../compare/gate.ts";
import { nextGateStage } from "../../compare/gate.ts";
import type { ArmPlan } from "../../session/arm_plan.ts";
import type { SessionPlan } from "../../session/plan.ts";
import { type ProfileName, PROFILES } from "../../session/profile.ts";
import { buildCommand, checkoutCommand, type WorkerCommand } from "../../session/self_command.ts";
import { SUITES } from "../../suites/suites.ts";
import { chooseBenchmarks } from "../selection.ts";
import { UsageError } from "../usage_error.ts";
import { type MeasuredSide, measuredSideSchema, sideText } from "./side.ts";
import { fetchImports, type Worktrees } from "./worktree.ts";

/** Names of the two arms in results. */
export const BASE = "base";
/** The one that is judged. */
export const HEAD = "head";

/** What puffinbench calls itself in its own configuration. */
const OWN_NAME = "@puffinflow/puffinflow";

/** Schema of what `ab` is asked for, as it stands in a journal. */
export const abWishesSchema = z.strictObject({
  command: z.literal("ab"),
  base: measuredSideSchema,
  head: measuredSideSchema,
  suites: z.array(z.string()),
  filters: z.array(z.string()),
  /** Id of an adapter, or path of an adapter's module from the root of the checkout. */
  framework: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("known"), id: z.string() }),
    z.strictObject({ kind: z.literal("module"), path: z.string() }),
  ]),
  profile: z.enum(Object.keys(PROFILES) as ProfileName[]),
  /** Pairs of processes before anything is confirmed; null for the profile's. */
  pairs: z.int().positive().nullable(),
  seed: z.int().nonnegative(),
  timeLimitMs: z.number().positive().nullable(),
  minEffect: z.number().positive(),
  looks: z.int().min(1).max(3),
});

/** What `ab` is asked for, with nothing left open. */
export type AbWishes = z.infer<typeof abWishesSchema>;

/** What a plan needs besides wishes. */
export interface AbSurroundings {
  readonly worktrees: Worktrees;
  /** How this program starts its own workers. */
  readonly usual: WorkerCommand;
  readonly floorOf: NonNullable<GateRules["floorOf"]>;
}

/** A plan with the rules by which its outcome is decided. */
export interface AbPlan {
  readonly plan: SessionPlan;
  readonly rules: GateRules & Required<Pick<GateRules, "minEffect">>;
}

/**
 * Plans a session of two builds; both are there when it returns.
 *
 * @param wishes What is asked for.
 * @param surroundings What it takes.
 * @returns The plan, and the rules by which its outcome is decided.
 * @throws {UsageError} If a suite or a benchmark is not there, or a side cannot be had.
 */
export async function abPlan(wishes: AbWishes, { worktrees, usual, floorOf }: AbSurroundings): Promise<AbPlan> {
  const { suites, filters, seed, timeLimitMs, minEffect, looks } = wishes;
  const benchmarks = chooseBenchmarks({ suites, filters }, SUITES);
  const profile = PROFILES[wishes.profile];
  const rules = { reference: BASE, candidate: HEAD, minEffect, looks, floorOf };
  const arms: ArmPlan[] = [];
  for (const [id, side] of [[BASE, wishes.base], [HEAD, wishes.head]] as const) {
    arms.push({ id, ...await armOf(side, wishes.framework, { worktrees, usual }) });
  }
  const plan: SessionPlan = {
    profile: { ...profile, forks: wishes.pairs ?? profile.forks },
    benchmarks,
    arms,
    seed,
    workerCommand: usual,
    ...(timeLimitMs === null ? {} : { timeLimitMs }),
    nextStage: (soFar) => nextGateStage(soFar, rules),
  };
  return { plan, rules };
}

/**
 * Finds the framework that is meant.
 *
 * @param name Id of an adapter, or path of a module.
 * @param sources Known ids, root of the checkout or `null`, and where paths start.
 * @returns The framework.
 * @throws {UsageError} If it is neither, or a module outside of the checkout.
 */
export function abFramework(
  name: string,
  { known, root, cwd }: { readonly known: readonly string[]; readonly root: string | null; readonly cwd: string },
): AbWishes["framework"] {
  if (known.includes(name)) return { kind: "known", id: name };
  const path = root === null ? ".." : relative(root, join(cwd, name));
  if (!path.startsWith("..")) return { kind: "module", path };
  throw new UsageError(
    `Cannot use --framework "${name}" as it must be one of ${known.join(", ")}, or a module of the checkout`,
  );
}

async function armOf(
  side: MeasuredSide,
  framework: AbWishes["framework"],
  { worktrees, usual }: Pick<AbSurroundings, "worktrees" | "usual">,
): Promise<Omit<ArmPlan, "id">> {
  const title = sideText(side);
  if (side.kind === "program") {
    if (framework.kind === "module") throw new UsageError("Cannot set modules of a checkout against a built program");
    const { kind, name, sha256 } = side;
    const workerCommand = buildCommand(side.path, usual);
    return { title, adapter: framework.id, workerCommand, build: { kind, name, sha256 } };
  }
  const checkout = await worktrees.at(side.commit);
  if (framework.kind === "module") {
    const module = join(checkout, framework.path);
    await fetchImports(module, checkout);
    return { title, adapter: pathToFileURL(module).href, build: side };
  }
  const entry = join(checkout, "main.ts");
  if (!await isOwnSource(checkout)) {
    throw new UsageError(
      `Cannot measure ${title} as a checkout must be of puffinbench, or --framework a module of it: it is of another program`,
    );
  }
  await fetchImports(entry, checkout);
  return { title, adapter: framework.id, workerCommand: checkoutCommand(entry, usual), build: side };
}

async function isOwnSource(checkout: string): Promise<boolean> {
  try {
    const content: unknown = JSON.parse(await Deno.readTextFile(join(checkout, "deno.json")));
    return typeof content === "object" && content !== null && "name" in content && content.name === OWN_NAME;
  } catch {
    return false;
  }
}
