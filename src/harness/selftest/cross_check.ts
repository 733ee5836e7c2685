/**
 * V4: other tools on the same kernels. They are not part of the program, so this is a script of the repository,
 * which a program that was built cannot run.
 * @module
 */
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { examineMachine } from "../machine/doctor.ts";
import type { Grade } from "../machine/grade.ts";
import { buildInfo } from "../session/self_command.ts";
import { CheckBroken, CheckSkipped, CheckUnfinished, type Findings, type Scene } from "./scene.ts";
import { lineSchema } from "./selftest_outcome.ts";

const SCRIPT = "scripts/cross_check.ts";
/** The worst machine that tells tools apart and not their luck, and how long it is probed, in milliseconds. */
const WORST_GRADE: Grade = "C", PROBE_MS = 1_000;
/** The kernels of the script, by what a call takes: each is a check, so that one that was made need not be again. */
export const KERNELS = ["80us", "5us", "50ns", "noop"] as const;

/**
 * Measures a kernel with all tools.
 *
 * @param kernel The kernel.
 * @param scene What checks share.
 * @param examine Who examines the machine.
 * @returns A line for each tool.
 * @throws {CheckSkipped} In a build, and in a reduced self-test: it takes a minute.
 * @throws {CheckUnfinished} On a machine that is not quiet: tools that take long samples measure the others on it.
 * @throws {CheckBroken} If the script fails.
 */
export async function crossCheck(
  kernel: typeof KERNELS[number],
  { effort, signal }: Scene,
  examine: typeof examineMachine = examineMachine,
): Promise<Findings> {
  if (buildInfo().kind !== "source") throw new CheckSkipped(`a build has no other tools: run ${SCRIPT} from source`);
  if (effort === "reduced") throw new CheckSkipped(`it takes a minute: use --full, or run ${SCRIPT}`);
  const { grade } = await examine({ durationMs: PROBE_MS });
  if (grade > WORST_GRADE) {
    throw new CheckUnfinished(`it needs a machine of grade ${WORST_GRADE} or better: this one has ${grade} now`);
  }
  const script = fileURLToPath(new URL(SCRIPT, Deno.mainModule));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, "--json", `--kernel=${kernel}`],
    stdin: "null",
    signal,
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new CheckBroken(`${SCRIPT} failed: ${decoder.decode(stderr).trim()}`);
  return { lines: z.array(lineSchema).parse(JSON.parse(decoder.decode(stdout))) };
}
