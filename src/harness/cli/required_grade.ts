/**
 * `--require-grade`: refuses to measure on a machine that is not as quiet as somebody insists.
 * @module
 */
import { examineMachine } from "../machine/doctor.ts";
import type { Grade } from "../machine/grade.ts";
import { writeLines } from "./drawing.ts";
import type { Io } from "./io.ts";

/** The grades, A best. */
export const GRADES: readonly Grade[] = ["A", "B", "C", "D", "E", "F"];

/** How long to probe, in milliseconds. */
const PROBE_MS = 3_000;

/**
 * Examines the machine, and says so where it is not good enough.
 *
 * @param required The worst grade that will do.
 * @param io The world.
 * @param examine Who examines.
 * @returns Whether the machine is at least as good.
 */
export async function isFit(
  required: Grade,
  { stderr }: Pick<Io, "stderr">,
  examine: typeof examineMachine = examineMachine,
): Promise<boolean> {
  const { grade } = await examine({ durationMs: PROBE_MS });
  if (grade <= required) return true;
  const sentence = `Cannot measure as --require-grade wants ${required} or better: this machine has ${grade} now`;
  writeLines(stderr, [`puffinbench: ${sentence}; "puffinbench doctor" says why`]);
  return false;
}
