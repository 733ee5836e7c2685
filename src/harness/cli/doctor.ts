/**
 * `puffinbench doctor`: says whether this machine is fit to measure on, and what would make it fitter.
 * @module
 */
import { examineMachine } from "../machine/doctor.ts";
import { drawExamination } from "../report/terminal/examination.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** How long to probe, in milliseconds: long enough to meet a burst of other work. */
const PROBE_MS = 3_000;

/**
 * Examines the machine and says what was found.
 *
 * @param options The flags about looks.
 * @param io The world.
 * @param examine Who examines.
 * @returns The exit code: whether the machine is fit.
 */
export async function doctor(
  options: LooksOptions,
  io: Pick<Io, "stdout" | "stderr" | "env">,
  examine: typeof examineMachine = examineMachine,
): Promise<number> {
  writeLines(io.stderr, [`puffinbench probes this machine for ${PROBE_MS / 1_000} s`]);
  const examination = await examine({ durationMs: PROBE_MS });
  writeLines(io.stdout, drawExamination(examination, faceFor(io.stdout, options, io)));
  return examination.verdict === "not-believable" ? EXIT_CODE.unfitMachine : EXIT_CODE.success;
}
