/**
 * `puffinbench run`: plans, measures, keeps and prints. What is measured and how is the session's
 * business, what is printed the report's.
 * @module
 */
import { counted } from "../../units/count.ts";
import { probeSubjects } from "../features/probe_subjects.ts";
import type { Grade } from "../machine/grade.ts";
import type { ResultFormat } from "../report/format_names.ts";
import { resultJson } from "../report/json.ts";
import { drawLabelled } from "../report/terminal/closing_lines.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { drawForecast } from "../report/terminal/forecast_line.ts";
import { buildModel } from "../report/build_model.ts";
import { drawReport } from "../report/terminal/model_report.ts";
import type { SessionPlan } from "../session/plan.ts";
import type { Result } from "../session/result.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { countBroken, EXIT_CODE, exitCodeOf } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { type Keeping, measuredSession } from "./measured_session.ts";
import { keptWishesSchema, type PlanWishes } from "./plan_wishes.ts";
import { findJournal } from "./resumption.ts";
import { isFit, wasFit } from "./required_grade.ts";
import type { DeliveryMeans } from "./report_delivery.ts";
import { reportResult, reportWish } from "./result_report.ts";
import { prepareDirectory, removeJournal, saveResult, type Saving } from "./saved_result.ts";
import { keptWishes, sessionPlan, wishesFrom, withPython } from "./session_plan.ts";
import { whenBusyOf } from "./turn.ts";
import { UsageError } from "./usage_error.ts";

/** What `run` is asked for. */
export interface RunOptions extends LooksOptions, PlanWishes {
  /** The command line, for the record. */
  readonly argv: readonly string[];
  /** Whether to write the result to a file. */
  readonly saveResults: boolean;
  /** Directory of saved results; made if it does not exist. */
  readonly outputDir: string;
  /** Whether to probe what the frameworks can do; the suite `frameworks` has it done anyway. @default {false} */
  readonly features?: boolean;
  /** What is made of the result: a table or the whole result as JSON on the standard output, or a report. */
  readonly format: ResultFormat;
  /** Whether the table tells every figure of every subject. @default {false} */
  readonly long?: boolean;
  /** Whether to show the report in the program that there is for it. */
  readonly open: boolean;
  /** Goes on with a session that was stopped: by its journal, or with `true` the newest one of the directory. */
  readonly resume?: string | true | undefined;
  /** Refuses to measure on a machine of a worse grade, and fails where it becomes worse meanwhile. */
  readonly requireGrade?: Grade | undefined;
  /** Whether to wait while another session measures on this machine; refuses unless given. @default {false} */
  readonly wait?: boolean;
}

/** Who does the work; others do it in tests. */
export interface RunMeans extends DeliveryMeans {
  readonly measure: typeof measuredSession;
  readonly isFit: typeof isFit;
}

/**
 * Runs a session.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param means Who does the work.
 * @returns The exit code.
 * @throws {UsageError} If what is asked for is not there, or results cannot be saved where they should be.
 */
export async function run(
  options: RunOptions,
  io: Io,
  { measure = measuredSession, isFit: judge = isFit, ...means }: Partial<RunMeans> = {},
): Promise<number> {
  const wish = reportWish(options);
  const { plan, keeping } = await intent(options, io);
  if (options.requireGrade !== undefined && !await judge(options.requireGrade, io)) return EXIT_CODE.unfitMachine;
  const { argv, requireGrade } = options;
  const face = faceFor(io.stderr, options, io);
  const scene = { io, face, argv, keeping, requireGrade, whenBusy: whenBusyOf(options) };
  const { result: measured, journal } = await measure(plan, scene);
  const result = asksForFeatures(options, measured) ? await withFeatures(measured, io) : measured;
  const saving = keeping.kind === "nowhere" ? null : await saveResult(options.outputDir, result);
  const complaint = wish === null ? null : await reportResult(
    { result, savedTo: saving?.kind === "saved" ? saving.path : null, outputDir: options.outputDir },
    wish,
    { ...io, ...means },
  );
  if (complaint !== null) writeLines(io.stderr, [`puffinbench: ${complaint}`]);
  if (wish === null || complaint !== null) printResult(result, options, io);
  if (saving !== null) printSaving(saving, options, io);
  if (journal !== null) await closeJournal(journal, { result, saving, io });
  printFailure(result, options, io);
  const isFitAfter = requireGrade === undefined || wasFit(requireGrade, result.host, io);
  if (saving?.kind === "lost" || complaint !== null) return EXIT_CODE.usage;
  const exitCode = exitCodeOf(result);
  return exitCode === EXIT_CODE.success && !isFitAfter ? EXIT_CODE.unfitMachine : exitCode;
}

function asksForFeatures({ features = false }: RunOptions, { session, benchmarks }: Result): boolean {
  return session.status === "completed" && (features || benchmarks.some(({ suite }) => suite === "frameworks"));
}

/** Probes after all is measured: frameworks that are loaded in this process can disturb nothing any more. */
async function withFeatures(result: Result, { stderr }: Io): Promise<Result> {
  writeLines(stderr, ["probing what the frameworks can do"]);
  return { ...result, features: await probeSubjects(result.subjects) };
}

/** What to measure, and where to keep it. */
async function intent(options: RunOptions, io: Io): Promise<{ plan: SessionPlan; keeping: Keeping }> {
  if (options.resume !== undefined) return await resumed(options, io);
  const plan = await withPython(sessionPlan(options, io), io);
  if (!options.saveResults) return { plan, keeping: { kind: "nowhere" } };
  await prepareDirectory(options.outputDir);
  return { plan, keeping: { kind: "new", directory: options.outputDir, wishes: keptWishes(options, plan) } };
}

async function resumed(options: RunOptions, io: Io): Promise<{ plan: SessionPlan; keeping: Keeping }> {
  const { resume, outputDir, suites, filters, frameworks, seed, timeLimitMs, metrics, iterations } = options;
  if (
    suites.length + filters.length > 0 ||
    [frameworks, seed, timeLimitMs, metrics, iterations].some((given) => given !== undefined)
  ) {
    throw new UsageError("Cannot plan and resume at once as a session goes on as it was planned: leave out the plan");
  }
  const file = typeof resume === "string" ? resume : null;
  const journal = await findJournal({ file, directory: outputDir, cwd: io.cwd });
  const wishes = keptWishesSchema.safeParse(journal.content.header.wishes);
  if (!wishes.success) {
    throw new UsageError(`Cannot resume ${journal.path} as it must be of "puffinbench run": another command began it`);
  }
  await prepareDirectory(outputDir);
  const plan = await withPython(sessionPlan(wishesFrom(wishes.data), io), io);
  return { plan, keeping: { kind: "resumed", journal } };
}

interface SessionEnd {
  readonly result: Result;
  readonly saving: Saving | null;
  readonly io: Io;
}

/** A journal is of no more use when all of it is in a result file; else it is what the session goes on from. */
async function closeJournal(path: string, { result, saving, io }: SessionEnd): Promise<void> {
  if (result.session.status === "completed" && saving?.kind === "saved") return await removeJournal(path);
  writeLines(io.stderr, [`puffinbench: to go on from here: puffinbench run --resume ${path}`]);
}

function printResult(result: Result, options: RunOptions, io: Io): void {
  if (options.format === "json") return io.stdout.write(resultJson(result));
  const face = faceFor(io.stdout, options, io), { forecast } = result.session;
  writeLines(io.stdout, drawReport(buildModel(result), face, options.long ? "long" : "short"));
  if (forecast !== undefined) writeLines(io.stdout, drawForecast(forecast, face));
}

function printSaving(saving: Saving, options: RunOptions, io: Io): void {
  if (saving.kind === "lost") return writeLines(io.stderr, [`puffinbench: ${saving.why}`]);
  const output = options.format === "table" ? io.stdout : io.stderr;
  writeLines(output, drawLabelled("Saved", [span(saving.path)], faceFor(output, options, io)));
}

/** Says why the exit code is not 0, where the cells are the reason. */
function printFailure(result: Result, options: RunOptions, io: Io): void {
  if (exitCodeOf(result) !== EXIT_CODE.notMeasured) return;
  const { failed, invalid, measured } = countBroken(result);
  const reasons = [
    ...(failed > 0 ? [`${counted(failed, "cell")} failed`] : []),
    ...(invalid > 0 ? [`${counted(invalid, "cell")} did other work than agreed`] : []),
    ...(measured === 0 ? ["nothing was measured"] : []),
  ];
  const text = ` ${reasons.join(", ")} (exit code ${EXIT_CODE.notMeasured})`;
  writeLines(io.stderr, drawParagraph([span("FAIL", "slower"), span(text)], faceFor(io.stderr, options, io)));
}
