/**
 * The grammar of the commands about reports: `report` and `schema`.
 * @module
 */
import { Argument, Option } from "@commander-js/extra-typings";
import { HISTORY_FORMATS, PUBLISHED_SCHEMAS, REPORT_FORMATS } from "../report/format_names.ts";
import { choice, numberWithin } from "./option_value.ts";
import type { Call, RootCommand } from "./root_command.ts";

/**
 * Adds `report`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addReport(program: RootCommand, { io, finish }: Call): void {
  program.command("report")
    .summary("write a report of saved results")
    .description(
      "Writes a report of a saved result. Of several results the newest is reported, and the others, of the same " +
        "machine, are its history.",
    )
    .argument("<file...>", "saved results, benchmark_results_….json")
    .addOption(
      new Option("--format <name>", `what to write: ${REPORT_FORMATS.join(", ")}`).default("html" as const)
        .argParser(choice("--format", REPORT_FORMATS)),
    )
    .option("--output <path>", "file to write, - for the standard output; html goes beside the result unless given")
    .option("--long", "in the form terminal: every figure of every subject", false)
    .option("--open", "open the report in the program that there is for it", false)
    .action(async (files, _options, command) => {
      const { report } = await import("./report.ts");
      finish(await report({ ...command.optsWithGlobals(), files }, io));
    });
}

/**
 * Adds `history`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addHistory(program: RootCommand, { io, finish }: Call): void {
  program.command("history")
    .summary("show what saved results say over time")
    .description(
      "Shows benchmarks over all saved results of a host, and where their level changed for good. One benchmark is " +
        "shown session by session.",
    )
    .argument("[benchmark]", "the benchmark, or a pattern as deep-*; all of them unless given")
    .option("--framework <name>", "the framework", "puffinflow")
    .option(
      "--last <number>",
      "latest sessions to show",
      numberWithin("--last", { least: 1, most: 10_000, isWhole: true }),
      120,
    )
    .option("--host <fingerprint>", "the host; that of the newest session unless given")
    .addOption(
      new Option("--format <name>", `what to make of it: ${HISTORY_FORMATS.join(", ")}`).default("table" as const)
        .argParser(choice("--format", HISTORY_FORMATS)),
    )
    .option("--html", "the same as --format html", false)
    .option("--output <path>", "file of the page; benchmark_history.html beside the results unless given")
    .option("--open", "open the page in the program that there is for it", false)
    .option("--rebuild", "read all files again, and not only those that are new", false)
    .option("--output-dir <path>", "directory of saved results", "benchmark_results")
    .action(async (benchmark, _options, command) => {
      const { history } = await import("./history.ts");
      const { html, format, output, host, ...options } = command.optsWithGlobals();
      finish(await history({ ...options, output, host, benchmark, format: html ? "html" : format }, io));
    });
}

/**
 * Adds `schema`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addSchema(program: RootCommand, { io, finish }: Call): void {
  program.command("schema")
    .summary("print the JSON Schema of results or reports")
    .description("Prints the JSON Schema of result files, or of what report --format json writes.")
    .addArgument(
      new Argument("[of]", `what the schema is of: ${PUBLISHED_SCHEMAS.join(" or ")}`).default("result" as const)
        .argParser(choice("schema", PUBLISHED_SCHEMAS)),
    )
    .action(async (of) => {
      const { schema } = await import("./schema.ts");
      finish(schema(of, io));
    });
}
