/**
 * `puffinbench selftest`: measures the tool itself and says of each figure whether it keeps its limit. What is
 * measured is `selftest/`.
 * @module
 */
import { dirname } from "node:path";
import { workerCommand } from "../session/self_command.ts";
import { programCommand } from "../selftest/scene.ts";
import { isPassed, runSelftest } from "../selftest/selftest.ts";
import { type Effort, SELFTEST_IDS, type SelftestId } from "../selftest/selftest_line.ts";
import type { SelftestOutcome } from "../selftest/selftest_outcome.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { drawSelftest } from "./selftest_lines.ts";

/** What `selftest` is asked for. */
export interface SelftestOptions extends LooksOptions {
  readonly effort: Effort;
  /** Ids of the lines that are asked for; none stands for all. */
  readonly only: readonly SelftestId[];
  /** Threads that keep processors busy while identical code is compared. */
  readonly spinners: number;
  /** Undefined stands for one that is drawn. */
  readonly seed?: number | undefined;
  /** File to write what was found to, as JSON. */
  readonly output?: string | undefined;
}

/**
 * Runs the self-test.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param test Who makes the checks.
 * @returns The exit code: 4 if a figure breaks its limit or a check could not be made.
 */
export async function selftest(
  options: SelftestOptions,
  io: Io,
  test: typeof runSelftest = runSelftest,
): Promise<number> {
  const { effort, only, spinners, seed = io.random.uint32(), output } = options;
  if (output !== undefined) await Deno.mkdir(dirname(output), { recursive: true });
  const say = (text: string) => writeLines(io.stderr, [text]);
  say(`puffinbench selftest · ${effort} · seed ${seed}`);
  const abort = new AbortController();
  const interrupt = () => {
    listening[Symbol.dispose]();
    abort.abort();
    say("puffinbench: interrupted, ending the processes");
  };
  using listening = io.onInterrupt(interrupt);
  const outcome = await test(only.length === 0 ? SELFTEST_IDS : only, {
    effort,
    seed,
    spinners,
    workerCommand: workerCommand(),
    program: programCommand(),
    say,
    signal: abort.signal,
  });
  writeLines(io.stdout, drawSelftest(outcome, faceFor(io.stdout, options, io)));
  if (abort.signal.aborted) return EXIT_CODE.interrupted;
  if (output !== undefined) await save(output, outcome);
  return isPassed(outcome) ? EXIT_CODE.success : EXIT_CODE.notMeasured;
}

async function save(path: string, outcome: SelftestOutcome): Promise<void> {
  await Deno.writeTextFile(path, `${JSON.stringify(outcome, null, 2)}\n`);
}
