/**
 * `puffinbench gate`: sets a framework against itself, or against itself slowed down on purpose, and
 * decides about every benchmark by the rules that a change of code is decided by. `calibrate`, in its own
 * file, measures what such a gate cannot see on this host.
 * @module
 */
import { decideGate, type GateDecision } from "../compare/gate.ts";
import { captureMachine } from "../machine/capture.ts";
import { hostFingerprint } from "../machine/fingerprint.ts";
import { buildModel } from "../report/build_model.ts";
import type { ResultFormat } from "../report/format_names.ts";
import { gateParts } from "../report/gate_model.ts";
import type { Result } from "../session/result.ts";
import { workerCommand } from "../session/self_command.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import { drawGate } from "./gate_lines.ts";
import { type OpenPairWishes, pairPlan, type PairWishes, settledWishes } from "./gate_plan.ts";
import type { Io } from "./io.ts";
import { type Keeping, measuredSession } from "./measured_session.ts";
import { cacheDirectory, floorsFor, NoiseFloorFile } from "./noise_floor_file.ts";
import { resumedPair } from "./pair_resumption.ts";
import { annotate } from "./report_delivery.ts";
import { reportResult, reportWish } from "./result_report.ts";
import { prepareDirectory, removeJournal, saveResult } from "./saved_result.ts";

/** What `gate` is asked for. */
export interface GateOptions extends LooksOptions {
  /** The command line, for the record. */
  readonly argv: readonly string[];
  readonly wishes: OpenPairWishes;
  /** Whether to write the result to a file, and a journal on the way. */
  readonly saveResults: boolean;
  readonly outputDir: string;
  /** What is made of it: a table, the decision as JSON, or a report. */
  readonly format: ResultFormat;
  /** Whether to show the report in the program that there is for it. */
  readonly open: boolean;
  /** Goes on with a gate that was stopped. */
  readonly resume?: string | true | undefined;
  /** What fails besides regressions and invalid rows. */
  readonly failOn: "regression" | "inconclusive";
}

/**
 * Runs a gate.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param measure Who measures.
 * @returns The exit code: 1 for a confirmed regression, 4 for an invalid row, 3 for an open one if that fails.
 * @throws {UsageError} If what is asked for is not there.
 */
export async function gate(
  options: GateOptions,
  io: Io,
  measure: typeof measuredSession = measuredSession,
): Promise<number> {
  const wish = reportWish(options);
  const { wishes, keeping } = await intent(options, io);
  const { plan, rules } = pairPlan(wishes, await knownFloors(wishes, io));
  const face = faceFor(io.stderr, options, io);
  const { result, journal } = await measure(plan, { io, face, argv: options.argv, keeping });
  const saving = keeping.kind === "nowhere" ? null : await saveResult(options.outputDir, result);
  const decision = decideGate({ ...result, stages: result.session.stages }, rules);
  const more = gateParts(decision, { result, rules: { ...rules, minEffect: wishes.minEffect } });
  const complaint = wish === null ? null : await reportResult(
    { result, savedTo: saving?.kind === "saved" ? saving.path : null, outputDir: options.outputDir, more },
    wish,
    io,
  );
  if (complaint !== null) writeLines(io.stderr, [`puffinbench: ${complaint}`]);
  if (wish === null || complaint !== null) print({ decision, result }, options, io);
  if (wish === null) annotate(() => buildModel(result, more), io);
  if (saving !== null) writeLines(io.stderr, [saving.kind === "saved" ? `Saved ${saving.path}` : saving.why]);
  if (journal !== null) {
    if (result.session.status === "completed" && saving?.kind === "saved") await removeJournal(journal);
    else writeLines(io.stderr, [`puffinbench: to go on from here: puffinbench gate --resume ${journal}`]);
  }
  return saving?.kind === "lost" || complaint !== null
    ? EXIT_CODE.usage
    : gateExitCode(result, decision, options.failOn);
}

async function intent(options: GateOptions, io: Io): Promise<{ wishes: PairWishes; keeping: Keeping }> {
  const { resume, outputDir, saveResults } = options;
  if (resume !== undefined) return await resumedPair({ command: "gate", resume, directory: outputDir, cwd: io.cwd });
  const wishes = settledWishes(options.wishes, io);
  if (!saveResults) return { wishes, keeping: { kind: "nowhere" } };
  await prepareDirectory(outputDir);
  return { wishes, keeping: { kind: "new", directory: outputDir, wishes } };
}

async function knownFloors(wishes: PairWishes, { env }: Io): Promise<ReturnType<typeof floorsFor>> {
  const directory = cacheDirectory(env);
  if (directory === null) return () => undefined;
  const fingerprint = await hostFingerprint(await captureMachine(), workerCommand().flags);
  const floors = await new NoiseFloorFile(directory, fingerprint).read(Date.now());
  const { plan } = pairPlan(wishes, () => undefined);
  return floorsFor(floors, { framework: wishes.framework, profile: wishes.profile, pairs: plan.profile.forks });
}

function print({ decision, result }: { decision: GateDecision; result: Result }, options: GateOptions, io: Io): void {
  if (options.format === "json") {
    const { session, host, subjects } = result;
    return io.stdout.write(`${JSON.stringify({ session, hostGrade: host.grade, subjects, ...decision })}\n`);
  }
  writeLines(io.stdout, drawGate(decision, faceFor(io.stdout, options, io)));
}

/**
 * Decides how a gate ends the program.
 *
 * @param result The session.
 * @param decision What was decided.
 * @param failOn What fails besides regressions and invalid rows.
 * @returns The exit code; what is broken comes before what is slower.
 */
export function gateExitCode(
  { session }: Pick<Result, "session">,
  { rows }: GateDecision,
  failOn: GateOptions["failOn"],
): number {
  if (session.status === "interrupted") return EXIT_CODE.interrupted;
  const has = (kind: GateDecision["rows"][number]["verdict"]["kind"]) =>
    rows.some(({ verdict }) => verdict.kind === kind);
  if (rows.length === 0 || has("invalid")) return EXIT_CODE.notMeasured;
  if (has("regressed")) return EXIT_CODE.regressed;
  return failOn === "inconclusive" && has("inconclusive") ? EXIT_CODE.inconclusive : EXIT_CODE.success;
}
