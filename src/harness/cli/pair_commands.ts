/**
 * The grammar of `gate` and `calibrate`, which set a framework against itself.
 * @module
 */
import { Option } from "@commander-js/extra-typings";
import { RESULT_FORMATS } from "../report/format_names.ts";
import { PROFILES } from "../session/profile.ts";
import type { OpenPairWishes } from "./gate_plan.ts";
import { choice, numberWithin, oneMore, oneMoreExport, seconds, seed } from "./option_value.ts";
import type { Call, RootCommand } from "./root_command.ts";

/** Fewest pairs with a 95 % interval, and as many as a gate ever takes. */
const PAIRS = { least: 6, most: 30, isWhole: true };
const LOOKS = { least: 1, most: 3, isWhole: true };

/**
 * Adds `gate`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addGate(program: RootCommand, { args, io, finish }: Call): void {
  program.command("gate")
    .summary("set a framework against itself, and decide about each benchmark")
    .description(
      "Pairs a framework with itself, slowed down on purpose if asked to, and decides about each benchmark: " +
        "regressed, improved, unchanged or inconclusive. What stands out is confirmed with fresh processes.",
    )
    .argument("[suite...]", "suites to run; all of them unless given")
    .option("--filter <glob>", "run the benchmarks whose name fits; may be repeated", oneMore, [])
    .option("--framework <name>", "the framework, or the path of an adapter module", "puffinflow")
    .option(
      "--extra-work <percent>",
      "work planted into the candidate, in percent of a run",
      numberWithin("--extra-work", { least: 0, most: 1_000, isWhole: false }),
      0,
    )
    .addOption(
      new Option("--profile <name>", "how each process is measured").default("gate" as const)
        .argParser(choice("--profile", Object.values(PROFILES).map(({ name }) => name))),
    )
    .option("--pairs <number>", "pairs of processes, 6 to 30", numberWithin("--pairs", PAIRS))
    .option(
      "--min-effect <percent>",
      "smallest change that matters, in percent",
      numberWithin("--min-effect", { least: 0.1, most: 1_000, isWhole: false }),
      5,
    )
    .option("--looks <number>", "most looks at what cannot be told, 1 to 3", numberWithin("--looks", LOOKS), 3)
    .addOption(
      new Option("--fail-on <what>", "what fails: regression, or inconclusive too").default("regression" as const)
        .argParser(choice("--fail-on", ["regression", "inconclusive"])),
    )
    .option("--seed <number>", "seed of all random order; drawn unless given", seed)
    .option("--time-limit <seconds>", "longest that a process may take to answer", seconds("--time-limit"))
    .option("--wait", "wait while another session measures on this machine, instead of refusing", false)
    .option("--long", "list also what did not change", false)
    .option("--resume [journal]", "go on with a gate that was stopped")
    .option("--save-results", "write the result with all samples to a file, and a journal on the way", false)
    .option("--output-dir <path>", "directory of saved results", "benchmark_results")
    .addOption(
      new Option("--format <name>", `what to make of it: ${RESULT_FORMATS.join(", ")}; json is the decision`)
        .default("table" as const).argParser(choice("--format", RESULT_FORMATS)),
    )
    .option(
      "--export <form=file>",
      "write a report to a file besides, as md=summary.md; may be repeated",
      oneMoreExport,
      [],
    )
    .option("--open", "open the report in the program that there is for it", false)
    .action(async (suites, _options, command) => {
      const { gate } = await import("./gate.ts");
      const { filter, extraWork, minEffect, timeLimit, framework, profile, pairs, seed, looks, ...options } = command
        .optsWithGlobals();
      const wishes: OpenPairWishes = {
        command: "gate",
        suites: [...suites],
        filters: [...filter],
        framework,
        extraWorkPercent: extraWork,
        profile,
        pairs: pairs ?? null,
        seed,
        timeLimitMs: timeLimit ?? null,
        minEffect: minEffect / 100,
        looks,
      };
      finish(await gate({ ...options, wishes, argv: args }, io));
    });
}

/**
 * Adds `calibrate`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addCalibrate(program: RootCommand, { args, io, finish }: Call): void {
  program.command("calibrate")
    .summary("measure how far a framework differs from itself on this host")
    .description(
      "Measures the noise floor of each benchmark on this host, for gates to go by, and keeps it for 30 days.",
    )
    .argument("[suite...]", "suites to run; all of them unless given")
    .option("--filter <glob>", "run the benchmarks whose name fits; may be repeated", oneMore, [])
    .option("--framework <name>", "the framework, or the path of an adapter module", "puffinflow")
    .addOption(
      new Option("--profile <name>", "how each process is measured").default("gate" as const)
        .argParser(choice("--profile", Object.values(PROFILES).map(({ name }) => name))),
    )
    .option("--pairs <number>", "pairs of processes, 6 to 30", numberWithin("--pairs", PAIRS))
    .option("--seed <number>", "seed of all random order; drawn unless given", seed)
    .option("--time-limit <seconds>", "longest that a process may take to answer", seconds("--time-limit"))
    .option("--resume [journal]", "go on with a calibration that was stopped")
    .option("--wait", "wait while another session measures on this machine, instead of refusing", false)
    .action(async (suites, _options, command) => {
      const { calibrate } = await import("./calibrate.ts");
      const { filter, framework, profile, pairs, seed, timeLimit, ...options } = command.optsWithGlobals();
      const wishes: OpenPairWishes = {
        command: "calibrate",
        suites: [...suites],
        filters: [...filter],
        framework,
        extraWorkPercent: 0,
        profile,
        pairs: pairs ?? null,
        seed,
        timeLimitMs: timeLimit ?? null,
        minEffect: 1,
        looks: 1,
      };
      finish(await calibrate({ ...options, wishes, argv: args }, io));
    });
}
