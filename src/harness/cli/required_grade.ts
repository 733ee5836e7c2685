/**
 * `--require-grade`: refuses to measure on a machine that is not as quiet as somebody insists, says at once when it
 * ceases to be, and does not call a session a success that it was too loud for.
 * @module
 */
import { examineMachine } from "../machine/doctor.ts";
import type { Grade } from "../machine/grade.ts";
import { writeLines } from "./drawing.ts";
import { counted } from "../../units/count.ts";
import type { SessionEvent } from "../session/progress.ts";
import type { HostSeries } from "../session/result.ts";
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

/**
 * Watches a session for the first pass in which the machine is not good enough.
 *
 * @param required The worst grade that will do.
 * @param io The world.
 * @returns Takes the events of the session.
 */
export function gradeWatch(required: Grade, { stderr }: Pick<Io, "stderr">): (event: SessionEvent) => void {
  let isTold = false;
  return (event) => {
    if (isTold || event.kind !== "pass-ended" || event.grade === null || event.grade <= required) return;
    isTold = true;
    const sentence = `--require-grade wants ${required} or better, and this machine had ${event.grade} in pass ` +
      `${event.pass + 1}: the session goes on and is judged by all of its passes`;
    writeLines(stderr, [`puffinbench: ${sentence}`]);
  };
}

/**
 * Judges the machine by the reference loop that ran all through a session, and says so where it was not good enough.
 *
 * @param required The worst grade that will do.
 * @param host What the machine did meanwhile.
 * @param io The world.
 * @returns Whether it was at least as good; also where the loop ran too seldom to tell.
 */
export function wasFit(
  required: Grade,
  { grade, passes }: Pick<HostSeries, "grade" | "passes">,
  { stderr }: Pick<Io, "stderr">,
): boolean {
  if (grade === null || grade <= required) return true;
  const worse = passes.filter((pass) => pass.grade !== null && pass.grade > required).length;
  const share = `${worse} of ${counted(passes.length, "pass", "passes")} worse`;
  writeLines(stderr, [
    `puffinbench: Cannot accept this session as --require-grade wants ${required} or better: ` +
    `the machine had ${grade} all through it, ${share}`,
  ]);
  return false;
}
