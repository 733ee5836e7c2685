/**
 * `puffinbench ab`: sets a change against what it changed. Both are built and measured in pairs in one session, so
 * that no stored figure and no other machine takes part, and each benchmark is decided about by the gate's rules.
 * Where a side is a saved result nothing is measured, and the files are compared.
 * @module
 */
import { join, resolve } from "node:path";
import { KNOWN_ADAPTERS } from "../../adapters/registry.ts";
import { workerCommand } from "../../session/self_command.ts";
import { compare, type CompareOptions } from "../compare.ts";
import { knownFloors } from "../gate.ts";
import type { Io } from "../io.ts";
import { type JudgedOptions, judgedSession } from "../judged_session.ts";
import { type Keeping, measuredSession } from "../measured_session.ts";
import { cacheDirectory } from "../noise_floor_file.ts";
import { reportWish } from "../result_report.ts";
import { findJournal } from "../resumption.ts";
import { prepareDirectory } from "../saved_result.ts";
import { takeTurn, whenBusyOf } from "../turn.ts";
import { UsageError } from "../usage_error.ts";
import { EXIT_CODE } from "../exit_code.ts";
import { abFramework, abPlan, type AbWishes, abWishesSchema } from "./ab_plan.ts";
import { gitOrNull } from "./git.ts";
import { type MeasuredSide, type Side, sideOf, workingTreeSide } from "./side.ts";
import { Worktrees } from "./worktree.ts";

/** What the command line leaves open. */
export type OpenAbWishes = Omit<AbWishes, "command" | "base" | "head" | "framework" | "seed"> & {
  /** A git ref, a built program or a saved result; undefined only where a session is gone on with. */
  readonly base: string | undefined;
  /** The same; undefined stands for the working tree. */
  readonly head: string | undefined;
  readonly framework: string;
  readonly seed: number | undefined;
};

/** What `ab` is asked for. */
export interface AbOptions extends JudgedOptions {
  readonly wishes: OpenAbWishes;
  /** Whether to write the result to a file, and a journal on the way. */
  readonly saveResults: boolean;
  /** Goes on with a session that was stopped. */
  readonly resume?: string | true | undefined;
  /** Whether to wait while another session measures on this machine; refuses unless given. @default {false} */
  readonly wait?: boolean;
}

/** Who does the work; others do it in tests. */
export interface AbMeans {
  readonly measure: typeof measuredSession;
  readonly compare: typeof compare;
}

/**
 * Compares two builds.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param means Who does the work.
 * @returns The exit code: 1 for a confirmed regression, 4 for an invalid row, 3 for an open one if that fails.
 * @throws {UsageError} If what is asked for is not there.
 */
export async function ab(
  options: AbOptions,
  io: Io,
  { measure = measuredSession, compare: compareFiles = compare }: Partial<AbMeans> = {},
): Promise<number> {
  reportWish(options);
  const root = await gitOrNull(["rev-parse", "--show-toplevel"], { cwd: io.cwd });
  const intended = options.resume === undefined ? await intent(options, { io, root }) : await resumed(options, io);
  if ("baseline" in intended) return await compareFiles(intended, io);
  using turn = await takeTurn({ io, argv: options.argv, whenBusy: whenBusyOf(options) });
  if (turn === null) return EXIT_CODE.interrupted;
  await using worktrees = new Worktrees(root ?? io.cwd, worktreeDirectory(io));
  await worktrees.sweep(Date.now());
  const { wishes, keeping } = intended;
  const framework = wishes.framework.kind === "known" ? wishes.framework.id : wishes.framework.path;
  const floorOf = await knownFloors({ ...wishes, framework }, io);
  const { plan, rules } = await abPlan(wishes, { worktrees, usual: workerCommand(), floorOf });
  return await judgedSession({ plan, rules, keeping, command: "ab" }, options, { ...io, measure });
}

function worktreeDirectory({ env }: Io): string {
  const cache = cacheDirectory(env);
  if (cache !== null) return join(cache, "worktrees");
  throw new UsageError("Cannot check commits out as there must be a home: set HOME or XDG_CACHE_HOME");
}

interface Place {
  readonly io: Io;
  /** Root of the checkout that the command was called in, or `null`. */
  readonly root: string | null;
}

/** A session to measure. */
interface MeasuredIntent {
  readonly wishes: AbWishes;
  readonly keeping: Keeping;
}

async function intent(options: AbOptions, { io, root }: Place): Promise<MeasuredIntent | CompareOptions> {
  const { wishes: { base: given, head: headGiven, seed, framework, ...wishes }, outputDir, saveResults } = options;
  if (given === undefined) {
    throw new UsageError(
      "Cannot compare as --base must be a git ref, a built program or a saved result: it is missing",
    );
  }
  const base = await sideOf(given, { flag: "--base", cwd: io.cwd });
  const head = await headOf(headGiven, { base, io, root });
  if (base.kind === "result" || head.kind === "result") return comparison({ base, head }, options);
  const settled: AbWishes = {
    ...wishes,
    command: "ab",
    base,
    head,
    framework: abFramework(framework, { known: KNOWN_ADAPTERS.map(({ id }) => id), root, cwd: io.cwd }),
    seed: seed ?? io.random.uint32(),
  };
  if (!saveResults) return { wishes: settled, keeping: { kind: "nowhere" } };
  await prepareDirectory(outputDir);
  return { wishes: settled, keeping: { kind: "new", directory: outputDir, wishes: settled } };
}

async function headOf(given: string | undefined, { base, io, root }: Place & { readonly base: Side }): Promise<Side> {
  if (given !== undefined) return await sideOf(given, { flag: "--head", cwd: io.cwd });
  if (root !== null && base.kind === "commit") return await workingTreeSide(root);
  throw new UsageError(
    `Cannot compare as --head must be given where --base is ${base.kind === "result" ? "a saved result" : "a program"}`,
  );
}

/** Figures of another session cannot be paired with anything: two files are compared, or nothing is. */
function comparison(
  { base, head }: { readonly base: Side; readonly head: Side },
  options: AbOptions,
): CompareOptions {
  if (base.kind !== "result" || head.kind !== "result") {
    throw new UsageError(
      "Cannot pair a saved result with a build as pairs are measured together: give two builds, or two results",
    );
  }
  const { wishes: { minEffect, framework }, color, ascii, outputDir, format, open, failOn } = options;
  return {
    ...{ color, ascii, outputDir, format, open, failOn, export: options.export ?? [] },
    baseline: base.path,
    current: head.path,
    threshold: minEffect,
    frameworks: [framework],
  };
}

async function resumed({ resume, outputDir, wishes }: AbOptions, io: Io): Promise<MeasuredIntent> {
  if (wishes.base !== undefined || wishes.head !== undefined || wishes.suites.length + wishes.filters.length > 0) {
    throw new UsageError("Cannot plan and resume at once as a session goes on as it was planned: leave out the plan");
  }
  const file = typeof resume === "string" ? resume : null;
  const journal = await findJournal({ file, directory: outputDir, cwd: io.cwd });
  const kept = abWishesSchema.safeParse(journal.content.header.wishes);
  if (!kept.success) {
    throw new UsageError(`Cannot resume ${journal.path} as it must be of "puffinbench ab": another command began it`);
  }
  await checkPrograms([kept.data.base, kept.data.head]);
  return { wishes: kept.data, keeping: { kind: "resumed", journal } };
}

/** A commit cannot become another one; a program can. */
async function checkPrograms(sides: readonly MeasuredSide[]): Promise<void> {
  for (const side of sides) {
    if (side.kind === "commit") continue;
    const now = await sideOf(resolve(side.path), { flag: "--resume", cwd: "/" });
    if (now.kind === "program" && now.sha256 === side.sha256) continue;
    throw new UsageError(`Cannot resume as ${side.path} must be what it was: it is another file now`);
  }
}
