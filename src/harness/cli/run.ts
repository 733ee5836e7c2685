/**
 * `puffinbench run`: plans, measures, keeps and prints. What is measured and how is the session's
 * business, what is printed the report's.
 * @module
 */
import { counted } from "../../units/count.ts";
import { analyseSession } from "../compare/session_analysis.ts";
import { resultJson } from "../report/json.ts";
import { drawLabelled } from "../report/terminal/closing_lines.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { drawSessionReport } from "../report/terminal/session_report.ts";
import type { Result } from "../session/result.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { countBroken, EXIT_CODE, exitCodeOf } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { measuredSession } from "./measured_session.ts";
import { prepareDirectory, saveResult, type Saving } from "./saved_result.ts";
import { type PlanWishes, sessionPlan } from "./session_plan.ts";

/** What `run` is asked for. */
export interface RunOptions extends LooksOptions, PlanWishes {
  /** The command line, for the record. */
  readonly argv: readonly string[];
  /** Whether to write the result to a file. */
  readonly saveResults: boolean;
  /** Directory of saved results; made if it does not exist. */
  readonly outputDir: string;
  /** What goes to the standard output: the report, or the whole result as JSON. */
  readonly format: "table" | "json";
}

/**
 * Runs a session.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param measure Who measures.
 * @returns The exit code.
 * @throws {UsageError} If what is asked for is not there, or results cannot be saved where they should be.
 */
export async function run(
  options: RunOptions,
  io: Io,
  measure: typeof measuredSession = measuredSession,
): Promise<number> {
  const plan = sessionPlan(options, io);
  if (options.saveResults) await prepareDirectory(options.outputDir);
  const result = await measure(plan, { io, face: faceFor(io.stderr, options, io), argv: options.argv });
  const saving = options.saveResults ? await saveResult(options.outputDir, result) : null;
  printResult(result, options, io);
  if (saving !== null) printSaving(saving, options, io);
  printFailure(result, options, io);
  return saving?.kind === "lost" ? EXIT_CODE.usage : exitCodeOf(result);
}

function printResult(result: Result, options: RunOptions, io: Io): void {
  if (options.format === "json") return io.stdout.write(resultJson(result));
  writeLines(io.stdout, drawSessionReport(analyseSession(result), faceFor(io.stdout, options, io)));
}

function printSaving(saving: Saving, options: RunOptions, io: Io): void {
  if (saving.kind === "lost") return writeLines(io.stderr, [`puffinbench: ${saving.why}`]);
  const output = options.format === "json" ? io.stderr : io.stdout;
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
