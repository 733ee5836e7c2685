/**
 * The grammar of `selftest`.
 * @module
 */
import { SELFTEST_IDS } from "../selftest/selftest_line.ts";
import { choice, listOf, numberWithin, seed, span } from "./option_value.ts";
import type { Call, RootCommand } from "./root_command.ts";

const SPINNERS = { least: 0, most: 64, isWhole: true };

/**
 * Adds `selftest`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addSelftest(program: RootCommand, { io, finish }: Call): void {
  const readId = choice("--only", SELFTEST_IDS);
  program.command("selftest")
    .summary("measure this tool itself: false alarms, power, coverage, recovery")
    .description(
      "Tries the method on identical code, planted slowdowns, faulty adapters, kills and data of which the truth is " +
        "known, and says of each figure whether it keeps its limit. The reduced self-test takes a minute and widens " +
        "limits by what chance does to so few trials; the full one takes hours and keeps each trial on the disk, so " +
        "that it can be made in pieces.",
    )
    .option("--full", "as many trials as the limits were set for", false)
    .option("--only <ids>", "lines to measure, as V1,V7; all of them unless given", listOf("--only"))
    .option(
      "--spinners <number>",
      "threads that keep processors busy while identical code is compared; 2 unless given",
      numberWithin("--spinners", SPINNERS),
    )
    .option("--seed <number>", "seed of all chance; drawn unless given", seed)
    .option("--budget <time>", "stop after a time with what there is by then, as 90s, 10m or 2h", span("--budget"))
    .option("--resume [trials]", "go on with a full self-test that was stopped")
    .option("--output-dir <path>", "directory for the trials of a full self-test", "benchmark_results")
    .option("--output <path>", "write what was found to a file, as JSON")
    .action(async (_options, command) => {
      const { full, only = [], budget, ...options } = command.optsWithGlobals();
      const ids = only.map(readId);
      const { selftest } = await import("./selftest.ts");
      const effort = full ? "full" : "reduced";
      finish(await selftest({ ...options, only: ids, effort, budgetMs: budget }, io));
    });
}
