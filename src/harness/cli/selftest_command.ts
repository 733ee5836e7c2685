/**
 * The grammar of `selftest`.
 * @module
 */
import { SELFTEST_IDS } from "../selftest/selftest_line.ts";
import { choice, listOf, numberWithin, seed } from "./option_value.ts";
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
        "limits by what chance does to so few trials; the full one takes hours.",
    )
    .option("--full", "as many trials as the limits were set for", false)
    .option("--only <ids>", "lines to measure, as V1,V7; all of them unless given", listOf("--only"))
    .option(
      "--spinners <number>",
      "threads that keep processors busy while identical code is compared",
      numberWithin("--spinners", SPINNERS),
      2,
    )
    .option("--seed <number>", "seed of all chance; drawn unless given", seed)
    .option("--output <path>", "write what was found to a file, as JSON")
    .action(async (_options, command) => {
      const { full, only = [], ...options } = command.optsWithGlobals();
      const ids = only.map(readId);
      const { selftest } = await import("./selftest.ts");
      finish(await selftest({ ...options, only: ids, effort: full ? "full" : "reduced" }, io));
    });
}
