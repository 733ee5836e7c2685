/**
 * `puffinbench doctor`: says whether this machine is fit to measure on, and what would make it fitter.
 * @module
 */
import { examineMachine } from "../machine/doctor.ts";
import { drawExamination } from "../report/terminal/examination.ts";
import { drawLabelled } from "../report/terminal/closing_lines.ts";
import { span } from "../report/terminal/line.ts";
import { plainText } from "../report/number_text.ts";
import { type PipeProbe, probePipe } from "../session/metrics/pipe_probe.ts";
import { workerCommand } from "../session/self_command.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** How long to probe, in milliseconds: long enough to meet a burst of other work. */
const PROBE_MS = 3_000;

/** Who does the work; others do it in tests. */
export interface DoctorMeans {
  readonly examine: typeof examineMachine;
  readonly probe: typeof probePipe;
}

/**
 * Examines the machine and says what was found.
 *
 * @param options The flags about looks.
 * @param io The world.
 * @param means Who examines, and who measures the pipe.
 * @returns The exit code: whether the machine is fit.
 */
export async function doctor(
  options: LooksOptions,
  io: Pick<Io, "stdout" | "stderr" | "env">,
  { examine = examineMachine, probe = probePipe }: Partial<DoctorMeans> = {},
): Promise<number> {
  writeLines(io.stderr, [`puffinbench probes this machine for ${PROBE_MS / 1_000} s`]);
  const examination = await examine({ durationMs: PROBE_MS });
  const face = faceFor(io.stdout, options, io);
  writeLines(io.stdout, drawExamination(examination, face));
  writeLines(io.stdout, drawLabelled("Pipe", [span(pipeText(await probe(workerCommand())))], face));
  return examination.verdict === "not-believable" ? EXIT_CODE.unfitMachine : EXIT_CODE.success;
}

/** What a process for measuring takes to be asked and to answer: a session does that between samples, a load for each run. */
function pipeText(probe: PipeProbe): string {
  if (probe.kind === "unknown") return `unknown: ${probe.why}`;
  const { roundTripNs, ratePerS } = probe.pipe;
  return `${plainText(roundTripNs, "ns", 2)} to a process and back, up to ${plainText(ratePerS, "per-second", 2)}`;
}
