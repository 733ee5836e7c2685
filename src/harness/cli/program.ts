/**
 * The grammar of the command line: which commands and options there are, what help says of them, and
 * what a value must look like. Each command's work is in a file of its own, loaded when it is called.
 * @module
 */
import { CommanderError, Option } from "@commander-js/extra-typings";
import { RESULT_FORMATS } from "../report/format_names.ts";
import { METRIC_NAMES } from "../session/metrics/metric_plan.ts";
import { PROFILES } from "../session/profile.ts";
import { addAb, addBaseline, addCompare } from "./compare_commands.ts";
import type { LooksOptions } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import { addFrameworks } from "./frameworks_group.ts";
import { grammarError } from "./grammar_error.ts";
import type { Io } from "./io.ts";
import { choice, choices, listOf, numberWithin, oneMore, seconds, seed } from "./option_value.ts";
import { addCalibrate, addGate } from "./pair_commands.ts";
import { addHistory, addReport, addSchema } from "./report_commands.ts";
import { GRADES } from "./required_grade.ts";
import { type Call, type RootCommand, rootCommand } from "./root_command.ts";
import { addSelftest } from "./selftest_command.ts";
import { UsageError } from "./usage_error.ts";

const ITERATIONS = { least: 1, most: 1_000_000, isWhole: true };

/**
 * Obeys a command line.
 *
 * @param args The arguments, without the program.
 * @param io The world.
 * @returns The exit code of the command.
 * @throws {UsageError} If there is no such command, option or value.
 */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT_CODE.success;
  const call: Call = { args, io, finish: (code) => exitCode = code };
  const program = rootCommand(io);
  addRun(program, call);
  addAb(program, call);
  addCompare(program, call);
  addBaseline(program, call);
  addGate(program, call);
  addCalibrate(program, call);
  addReport(program, call);
  addHistory(program, call);
  addList(program, call);
  addFrameworks(program, call);
  addDoctor(program, call);
  addSelftest(program, call);
  addSchema(program, call);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed" || error.code === "commander.version") return EXIT_CODE.success;
    throw grammarError(error, program, args);
  }
}

function addRun(program: RootCommand, { args, io, finish }: Call): void {
  program.command("run")
    .summary("measure, and print a table")
    .description("Measures frameworks in benchmarks, each cell in fresh processes, and prints a table.")
    .argument("[suite...]", "suites to run; all of them unless given")
    .addOption(
      new Option("--profile <name>", "how much measuring: quick, standard or gate").default("standard" as const)
        .argParser(choice("--profile", Object.values(PROFILES).map(({ name }) => name))),
    )
    .option(
      "--filter <glob>",
      "run benchmarks by name, as deep-* or */noop, or by tag, as tag:limiter; may be repeated",
      oneMore,
      [],
    )
    .option(
      "--frameworks <list>",
      "frameworks separated by commas, or paths of adapter modules; python for those in Python, all for all of them",
      listOf("--frameworks"),
    )
    .option(
      "--metrics <list>",
      `besides the steady run: ${METRIC_NAMES.join(", ")}, or none; standard measures all, other profiles none`,
      choices("--metrics", METRIC_NAMES),
    )
    .option(
      "--iterations <number>",
      `runs that each process records, 1 to ${ITERATIONS.most}, whatever the speed calls for`,
      numberWithin("--iterations", ITERATIONS),
    )
    .option("--debug", "run one benchmark once under observation instead, and print when each task ran", false)
    .option("--seed <number>", "seed of all random order, 0 to 4294967295; drawn unless given", seed)
    .option("--time-limit <seconds>", "longest that a process may take to answer", seconds("--time-limit"))
    .addOption(
      new Option("--require-grade <letter>", "measure only if doctor gives this grade or a better one, A to F")
        .argParser(choice("--require-grade", GRADES)),
    )
    .option("--wait", "wait while another session measures on this machine, instead of refusing", false)
    .option("--resume [journal]", "go on with a session that was stopped, the last one unless its journal is named")
    .option("--features", "probe what the frameworks can do, too; the suite frameworks always does", false)
    .option("--save-results", "write the result with all samples to a file, and a journal on the way", false)
    .option("--output-dir <path>", "directory of saved results", "benchmark_results")
    .addOption(
      new Option("--format <name>", `what to make of it: ${RESULT_FORMATS.join(", ")}; json is the whole result`)
        .default("table" as const).argParser(choice("--format", RESULT_FORMATS)),
    )
    .option("--long", "print every figure of every subject, not only the summary", false)
    .option("--open", "open the report in the program that there is for it", false)
    .action(async (suites, _options, command) => {
      if (command.opts().debug) return finish(await debugged(suites, command.optsWithGlobals(), io));
      const { run } = await import("./run.ts");
      const { filter, timeLimit, ...options } = command.optsWithGlobals();
      if (options.resume !== undefined && command.getOptionValueSource("profile") === "cli") {
        throw new UsageError(
          "Cannot use --profile with --resume as a session goes on with the profile it was planned with",
        );
      }
      finish(await run({ ...options, suites, filters: filter, timeLimitMs: timeLimit, argv: args }, io));
    });
}

interface DebugWishes extends LooksOptions {
  readonly filter: readonly string[];
  readonly frameworks?: readonly string[];
  readonly seed?: number;
}

async function debugged(suites: readonly string[], options: DebugWishes, io: Io): Promise<number> {
  const { debug } = await import("./debug.ts");
  return await debug({ ...options, suites, filters: options.filter }, io);
}

function addList(program: RootCommand, { io, finish }: Call): void {
  program.command("list")
    .summary("list suites, benchmarks and frameworks")
    .description("Lists suites, benchmarks and frameworks, without loading any framework.")
    .option("--long", "say also what each is about, and its tags", false)
    .addOption(
      new Option("--format <name>", "what to print: text or json").default("text" as const)
        .argParser(choice("--format", ["text", "json"])),
    )
    .action(async (_options, command) => {
      const { list } = await import("./list.ts");
      finish(list(command.optsWithGlobals(), io));
    });
}

function addDoctor(program: RootCommand, { io, finish }: Call): void {
  program.command("doctor")
    .summary("say whether this machine is fit to measure on")
    .description("Examines the machine and says in plain words whether it is fit to measure on.")
    .action(async (_options, command) => {
      const { doctor } = await import("./doctor.ts");
      finish(await doctor(command.optsWithGlobals(), io));
    });
}
