/**
 * The root of the command line: the options that every command takes, how help looks, and what the
 * commands share. The commands themselves are added by `program.ts`.
 * @module
 */
import { Command, Option } from "@commander-js/extra-typings";
import type { Io } from "./io.ts";
import { choice } from "./option_value.ts";
import { versionText } from "./version.ts";

/** Columns of help where the stream is not a terminal. */
const HELP_WIDTH = 80;

/** What the commands share: the command line, the world, and where to leave the exit code. */
export interface Call {
  readonly args: readonly string[];
  readonly io: Io;
  finish(exitCode: number): void;
}

/**
 * Makes the program without its commands.
 *
 * @param io The world.
 * @returns The program with the options that every command takes.
 */
// deno-lint-ignore explicit-module-boundary-types explicit-function-return-type -- the type says which options there are, and is inferred from them
export function rootCommand(io: Io) {
  return new Command("puffinbench")
    .description("Measures what workflow engines cost, beside plain code that does the same work.")
    .version(versionText(io), "-V, --version", "print the version and how it was built")
    .addOption(
      new Option("--color <when>", "colour: auto, always or never").default("auto" as const)
        .argParser(choice("--color", ["auto", "always", "never"])),
    )
    .option("--ascii", "draw with ASCII characters only", false)
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: ({ description, defaultValue }) =>
        typeof defaultValue === "string" ? `${description} (default: ${defaultValue})` : description,
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // Complaints of the grammar are reworded and written by our caller.
      writeErr: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? HELP_WIDTH,
      getOutHasColors: () => false,
    });
}

/** The program, as commands are added to it. */
export type RootCommand = ReturnType<typeof rootCommand>;
