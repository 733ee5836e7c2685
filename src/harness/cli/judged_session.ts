/**
 * Measures a session of two arms, decides about it by the gate's rules, and tells how it came out: what `gate` and
 * `ab` have in common once they know what to measure.
 * @module
 */
import { decideGate, type GateDecision, type GateRules } from "../compare/gate.ts";
import { keptRules } from "../compare/kept_rules.ts";
import { buildModel } from "../report/build_model.ts";
import type { ResultFormat } from "../report/format_names.ts";
import { type GateContext, gateParts } from "../report/gate_model.ts";
import type { SessionPlan } from "../session/plan.ts";
import type { Result } from "../session/result.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import { drawGate } from "./gate_lines.ts";
import type { Io } from "./io.ts";
import type { Keeping, measuredSession } from "./measured_session.ts";
import { annotate } from "./report_delivery.ts";
import type { ReportExport } from "./option_value.ts";
import { exportReports } from "./report_export.ts";
import { reportResult, reportWish } from "./result_report.ts";
import { removeJournal, saveResult, type Saving } from "./saved_result.ts";
import type { WhenBusy } from "./turn.ts";

/** What fails besides what is worse and what is invalid. */
export type FailOn = "regression" | "missing" | "inconclusive" | "any";

/** How a decision is told, and what of it fails. */
export interface JudgedOptions extends LooksOptions {
  /** The command line, for the record. */
  readonly argv: readonly string[];
  readonly outputDir: string;
  /** What is made of it: a table, the decision as JSON, or a report. */
  readonly format: ResultFormat;
  /** Whether to show the report in the program that there is for it. */
  readonly open: boolean;
  /** Whether to list also what did not change. @default {false} */
  readonly long?: boolean;
  /** Reports that are written to files besides. @default none */
  readonly export?: readonly ReportExport[];
  readonly failOn: FailOn;
}

/** A session of two arms before it is measured. */
export interface JudgedPlan {
  readonly plan: SessionPlan;
  readonly rules: GateRules & Required<Pick<GateRules, "minEffect">>;
  readonly keeping: Keeping;
  /** Name of the command that goes on with the session when it was stopped. */
  readonly command: "gate" | "ab";
  /** What to do while another session measures; undefined where the turn is taken already. */
  readonly whenBusy?: WhenBusy;
}

/**
 * Measures, decides and tells.
 *
 * @param judged What to measure, and by which rules.
 * @param options How to tell it.
 * @param io The world, and who measures in it.
 * @returns The exit code.
 * @throws {UsageError} If what is asked for is not there.
 */
export async function judgedSession(
  { plan, rules, keeping, command, whenBusy }: JudgedPlan,
  options: JudgedOptions,
  { measure, ...io }: Io & { readonly measure: typeof measuredSession },
): Promise<number> {
  const wish = reportWish(options);
  const face = faceFor(io.stderr, options, io);
  const scene = { io, face, argv: options.argv, keeping, ...(whenBusy !== undefined && { whenBusy }) };
  const { result: measured, journal } = await measure(plan, scene);
  const result: Result = { ...measured, gate: keptRules(rules, measured.benchmarks.map(({ id }) => id)) };
  const saving = keeping.kind === "nowhere" ? null : await saveResult(options.outputDir, result);
  const decision = decideGate({ ...result, stages: result.session.stages }, rules);
  const more = gateParts(decision, { result, rules });
  const savedTo = saving?.kind === "saved" ? saving.path : null;
  const complaint = wish === null
    ? null
    : await reportResult({ result, savedTo, outputDir: options.outputDir, more }, wish, io);
  if (complaint !== null) writeLines(io.stderr, [`puffinbench: ${complaint}`]);
  if (wish === null || complaint !== null) print({ decision, result, rules }, options, io);
  if (wish === null) annotate(() => buildModel(result, more), io);
  const lost = await exportReports(options.export ?? [], () => buildModel(result, more), io);
  await closeSession({ result, saving, journal, command }, io);
  const isComplete = saving?.kind !== "lost" && complaint === null && !lost;
  return isComplete ? judgedExitCode(result, decision, options.failOn) : EXIT_CODE.usage;
}

interface SessionEnd extends Pick<JudgedPlan, "command"> {
  readonly result: Result;
  readonly saving: Saving | null;
  readonly journal: string | null;
}

async function closeSession({ result, saving, journal, command }: SessionEnd, { stderr }: Io): Promise<void> {
  if (saving !== null) writeLines(stderr, [saving.kind === "saved" ? `Saved ${saving.path}` : saving.why]);
  if (journal === null) return;
  if (result.session.status === "completed" && saving?.kind === "saved") return await removeJournal(journal);
  writeLines(stderr, [`puffinbench: to go on from here: puffinbench ${command} --resume ${journal}`]);
}

interface Told extends GateContext {
  readonly decision: GateDecision;
  readonly result: Result;
}

function print({ decision, result, rules }: Told, options: JudgedOptions, io: Io): void {
  if (options.format === "json") {
    const { session, host, subjects } = result;
    return io.stdout.write(`${JSON.stringify({ session, hostGrade: host.grade, subjects, ...decision })}\n`);
  }
  const drawn = { face: faceFor(io.stdout, options, io), isLong: options.long ?? false };
  writeLines(io.stdout, drawGate(decision, { result, rules }, drawn));
}

/**
 * Decides how a judged session ends the program.
 *
 * @param result The session.
 * @param decision What was decided.
 * @param failOn What fails besides regressions and invalid rows.
 * @returns The exit code; what is broken comes before what is slower, and nothing compared is nothing measured.
 */
export function judgedExitCode(
  { session }: Pick<Result, "session">,
  { rows }: GateDecision,
  failOn: FailOn,
): number {
  if (session.status === "interrupted") return EXIT_CODE.interrupted;
  const has = (...kinds: readonly GateDecision["rows"][number]["verdict"]["kind"][]) =>
    rows.some(({ verdict }) => kinds.includes(verdict.kind));
  if (has("invalid") || rows.every(({ verdict: { kind } }) => kind === "new" || kind === "missing")) {
    return EXIT_CODE.notMeasured;
  }
  if (has("regressed")) return EXIT_CODE.regressed;
  if ((failOn === "missing" || failOn === "any") && has("missing")) return EXIT_CODE.regressed;
  const isOpen = has("inconclusive", "unconfirmed");
  return (failOn === "inconclusive" || failOn === "any") && isOpen ? EXIT_CODE.inconclusive : EXIT_CODE.success;
}
