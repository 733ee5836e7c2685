/**
 * `puffinbench selftest`: measures the tool itself and says of each figure whether it keeps its limit. What is
 * measured is `selftest/`; where a long one keeps its trials is `selftest_keeping.ts`.
 * @module
 */
import { dirname } from "node:path";
import { workerCommand } from "../session/self_command.ts";
import { programCommand } from "../selftest/scene.ts";
import { isPassed, runSelftest } from "../selftest/selftest.ts";
import { SELFTEST_IDS, type SelftestId } from "../selftest/selftest_line.ts";
import type { SelftestOutcome } from "../selftest/selftest_outcome.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { settledTrials, type TrialWishes } from "./selftest_keeping.ts";
import { drawSelftest } from "./selftest_lines.ts";

/** What `selftest` is asked for. */
export interface SelftestOptions extends LooksOptions, TrialWishes {
  /** Ids of the lines that are asked for; none stands for all. */
  readonly only: readonly SelftestId[];
  /** Time after which it stops with what it has, in milliseconds, above 0; undefined for no limit. */
  readonly budgetMs?: number | undefined;
  /** File to write what was found to, as JSON. */
  readonly output?: string | undefined;
}

/**
 * Runs the self-test.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param test Who makes the checks.
 * @returns The exit code: 4 if a figure breaks its limit, a check could not be made, or there is no figure.
 * @throws {UsageError} If there is nothing to go on with, or it was begun elsewhere or otherwise.
 */
export async function selftest(
  options: SelftestOptions,
  io: Io,
  test: typeof runSelftest = runSelftest,
): Promise<number> {
  const { only, budgetMs, output } = options;
  if (output !== undefined) await Deno.mkdir(dirname(output), { recursive: true });
  const { journal, ...settled } = await settledTrials(options, io);
  using _closing = journal;
  const say = (text: string) => writeLines(io.stderr, [text]);
  say(`puffinbench selftest · ${settled.effort} · seed ${settled.seed}`);
  using stop = stopSignal(budgetMs, { io, say });
  const outcome = await test(only.length === 0 ? SELFTEST_IDS : only, {
    ...settled,
    workerCommand: workerCommand(),
    program: programCommand(),
    say,
    signal: stop.signal,
    ...(journal !== null && { journal }),
  });
  writeLines(io.stdout, drawSelftest(outcome, faceFor(io.stdout, options, io)));
  if (journal !== null) say(`puffinbench: trials are kept; to go on: puffinbench selftest --resume ${journal.path}`);
  if (stop.isInterrupted()) return EXIT_CODE.interrupted;
  if (output !== undefined) await save(output, outcome);
  return isPassed(outcome) ? EXIT_CODE.success : EXIT_CODE.notMeasured;
}

/** What ends a self-test early: Ctrl-C, or the end of its time. */
interface Stop extends Disposable {
  readonly signal: AbortSignal;
  isInterrupted(): boolean;
}

function stopSignal(budgetMs: number | undefined, { io, say }: { io: Io; say: (text: string) => void }): Stop {
  const abort = new AbortController();
  let interrupted = false;
  const timer = budgetMs === undefined ? undefined : setTimeout(() => {
    say("puffinbench: the time is over, ending the processes");
    abort.abort();
  }, budgetMs);
  const listening = io.onInterrupt(() => {
    // With nobody listening any more, a second Ctrl-C ends the program on the spot.
    listening[Symbol.dispose]();
    interrupted = true;
    abort.abort();
    say("puffinbench: interrupted, ending the processes");
  });
  return {
    signal: abort.signal,
    isInterrupted: () => interrupted,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      listening[Symbol.dispose]();
    },
  };
}

async function save(path: string, outcome: SelftestOutcome): Promise<void> {
  await Deno.writeTextFile(path, `${JSON.stringify(outcome, null, 2)}\n`);
}
