/**
 * The grammar of the commands that compare: `ab`, `compare` and `baseline`.
 * @module
 */
import { Option } from "@commander-js/extra-typings";
import { RESULT_FORMATS } from "../report/format_names.ts";
import { PROFILES } from "../session/profile.ts";
import { choice, listOf, numberWithin, oneMore, oneMoreExport, seconds, seed } from "./option_value.ts";
import type { Call, RootCommand } from "./root_command.ts";
import { UsageError } from "./usage_error.ts";

/** Fewest pairs with a 95 % interval, and as many as a session ever takes. */
const PAIRS = { least: 6, most: 30, isWhole: true };
const LOOKS = { least: 1, most: 3, isWhole: true };
const PERCENT = { least: 0.1, most: 1_000, isWhole: false };
const FAIL_ON = ["regression", "missing", "inconclusive", "any"] as const;
const FAIL_ON_HELP = "what fails besides what failed: regression; or also missing, inconclusive, any";
const OUTPUT_DIR = ["--output-dir <path>", "directory of saved results", "benchmark_results"] as const;

/**
 * Adds `ab`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addAb(program: RootCommand, { args, io, finish }: Call): void {
  program.command("ab")
    .summary("set a change against what it changed, and decide")
    .description(
      "Builds two commits, or takes two built programs, measures them in pairs in one session, and decides about each " +
        "benchmark: regressed, improved, unchanged or inconclusive. What stands out is confirmed with fresh processes. " +
        "Two saved results are compared as they are.",
    )
    .argument("[suite...]", "suites to run; all of them unless given")
    .option("--base <side>", "what is compared with: a git ref, a built program or a saved result")
    .option("--head <side>", "what is judged: the same; the working tree unless given")
    .option("--filter <glob>", "run the benchmarks whose name fits; may be repeated", oneMore, [])
    .option("--framework <name>", "the framework, or the path of an adapter module of the checkout", "puffinflow")
    .addOption(
      new Option("--profile <name>", "how each process is measured").default("gate" as const)
        .argParser(choice("--profile", Object.values(PROFILES).map(({ name }) => name))),
    )
    .option("--pairs <number>", "pairs of processes, 6 to 30", numberWithin("--pairs", PAIRS))
    .option("--min-effect <percent>", "smallest change that matters", numberWithin("--min-effect", PERCENT), 5)
    .option("--looks <number>", "most looks at what cannot be told, 1 to 3", numberWithin("--looks", LOOKS), 3)
    .addOption(
      new Option("--fail-on <what>", FAIL_ON_HELP).default("regression" as const)
        .argParser(choice("--fail-on", FAIL_ON)),
    )
    .option("--seed <number>", "seed of all random order; drawn unless given", seed)
    .option("--time-limit <seconds>", "longest that a process may take to answer", seconds("--time-limit"))
    .option("--wait", "wait while another session measures on this machine, instead of refusing", false)
    .option("--long", "list also what did not change", false)
    .option("--resume [journal]", "go on with a session that was stopped")
    .option("--save-results", "write the result with all samples to a file, and a journal on the way", false)
    .option(...OUTPUT_DIR)
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
      const { ab } = await import("./ab/ab.ts");
      const { base, head, filter, framework, profile, pairs, minEffect, looks, seed, timeLimit, ...options } = command
        .optsWithGlobals();
      const wishes = {
        base,
        head,
        suites: [...suites],
        filters: [...filter],
        framework,
        profile,
        pairs: pairs ?? null,
        seed,
        timeLimitMs: timeLimit ?? null,
        minEffect: minEffect / 100,
        looks,
      };
      finish(await ab({ ...options, wishes, argv: args }, io));
    });
}

/**
 * Adds `compare`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addCompare(program: RootCommand, { io, finish }: Call): void {
  program.command("compare")
    .summary("set a saved result against a baseline")
    .description(
      "Compares two saved results, process by process and without pairs: what they say is a verdict on one host, and " +
        "advice where the hosts differ. To decide about a change, ab measures both sides together.",
    )
    .option("--baseline <result>", "what is compared with: a file, a name or a commit; baseline.json unless given")
    .option("--current <file>", "what is judged; the newest saved result unless given")
    .option("--threshold <percent>", "smallest change that matters", numberWithin("--threshold", PERCENT), 10)
    .option("--frameworks <list>", "frameworks to compare; all that are in both unless given", listOf("--frameworks"))
    .addOption(
      new Option("--fail-on <what>", FAIL_ON_HELP).default("regression" as const)
        .argParser(choice("--fail-on", FAIL_ON)),
    )
    .option(...OUTPUT_DIR)
    .option("--long", "list also what did not change", false)
    .addOption(
      new Option("--format <name>", `what to make of it: ${RESULT_FORMATS.join(", ")}; json is the comparison`)
        .default("table" as const).argParser(choice("--format", RESULT_FORMATS)),
    )
    .option(
      "--export <form=file>",
      "write a report to a file besides, as md=summary.md; may be repeated",
      oneMoreExport,
      [],
    )
    .option("--open", "open the report in the program that there is for it", false)
    .action(async (_options, command) => {
      const { compare } = await import("./compare.ts");
      const { baseline, current, threshold, frameworks = [], ...options } = command.optsWithGlobals();
      finish(await compare({ ...options, baseline, current, threshold: threshold / 100, frameworks }, io));
    });
}

/**
 * Adds `baseline`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addBaseline(program: RootCommand, { io, finish }: Call): void {
  const group = program.command("baseline")
    .summary("set, show, list or export what results are compared with")
    .description("Keeps saved results as baselines: the nameless one is baseline.json beside the results.")
    .action(() => {
      throw new UsageError("Cannot use baseline alone as it must be told what to do: set, show, list or export");
    });
  group.command("set").description("Makes a saved result the baseline.")
    .argument("[file]", "the result; the newest saved one unless given")
    .option("--name <name>", "name of the baseline; the nameless one unless given")
    .option(...OUTPUT_DIR)
    .action(async (file, _options, command) => {
      const { setBaseline } = await import("./baseline/baseline.ts");
      const { name, ...options } = command.optsWithGlobals();
      finish(await setBaseline({ ...options, name, file }, io));
    });
  group.command("show").description("Says what a baseline is of.")
    .argument("[baseline]", "a name, a file or a commit; the nameless one unless given")
    .option(...OUTPUT_DIR)
    .action(async (baseline, _options, command) => {
      const { showBaseline } = await import("./baseline/baseline.ts");
      finish(await showBaseline({ ...command.optsWithGlobals(), baseline }, io));
    });
  group.command("list").description("Lists the baselines.")
    .option(...OUTPUT_DIR)
    .action(async (_options, command) => {
      const { listBaselines } = await import("./baseline/baseline.ts");
      finish(await listBaselines(command.optsWithGlobals(), io));
    });
  group.command("export").description("Copies a baseline, for another machine or an archive.")
    .argument("[baseline]", "a name, a file or a commit; the nameless one unless given")
    .option("--output <path>", "file to write, - for the standard output", "-")
    .option(...OUTPUT_DIR)
    .action(async (baseline, _options, command) => {
      const { exportBaseline } = await import("./baseline/baseline.ts");
      const options = command.optsWithGlobals();
      finish(await exportBaseline({ ...options, baseline }, io));
    });
}
