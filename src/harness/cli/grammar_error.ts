/**
 * Rewords what the parser complains of: one sentence, with the spelling that was probably meant.
 * @module
 */
import type { CommanderError, CommandUnknownOpts } from "@commander-js/extra-typings";
import { nearest } from "./nearest.ts";
import { unknownName, UsageError } from "./usage_error.ts";

/**
 * Rewords a complaint of the parser.
 *
 * @param complaint What the parser threw.
 * @param program The whole grammar.
 * @param args The command line.
 * @returns The error to show.
 */
export function grammarError(
  complaint: CommanderError,
  program: CommandUnknownOpts,
  args: readonly string[],
): UsageError {
  const named = program.commands.find((candidate) => args.includes(candidate.name()));
  // A group has commands of its own, and one of them is what is meant.
  const isGroup = named !== undefined && named.commands.length > 0;
  const command = isGroup ? named.commands.find((candidate) => args.includes(candidate.name())) : named;
  const commands = (isGroup ? named : program).commands.map((command) => command.name());
  const behind = isGroup ? ` behind "${named.name()}"` : "";
  // The parser quotes what it complains of.
  const quoted = /'([^']*)'/.exec(complaint.message)?.[1] ?? "";
  switch (complaint.code) {
    case "commander.unknownCommand":
      return unknownName("command", quoted, commands);
    case "commander.unknownOption":
      return unknownOption(quoted, { program, command });
    case "commander.optionMissingArgument":
      return new UsageError(`Cannot use ${quoted.replace(/ .*/, "")} as it must be followed by a value: ${quoted}`);
    case "commander.missingArgument":
      return new UsageError(`Cannot obey "${args.join(" ")}" as it must be followed by a name: that of a ${quoted}`);
    case "commander.excessArguments":
      return new UsageError(`Cannot obey "${args.join(" ")}" as "${command?.name()}" takes options only`);
    default:
      return new UsageError(
        `Cannot start as there must be a command${behind}: one of ${commands.join(", ")}; --help says more`,
      );
  }
}

function unknownOption(
  given: string,
  { program, command }: { program: CommandUnknownOpts; command: CommandUnknownOpts | undefined },
): UsageError {
  const flag = given.replace(/=.*/s, "");
  const options = [...(command?.options ?? []), ...program.options];
  const flags = [...options.flatMap(({ long, short }) => [long, short]), "--help"].filter((name) =>
    name !== null && name !== undefined
  );
  const meant = nearest(flag, flags);
  const help = command === undefined ? "puffinbench --help" : `puffinbench ${command.name()} --help`;
  const advice = meant === undefined ? `"${help}" lists those there are` : `did you mean ${meant}?`;
  return new UsageError(`Cannot find the option ${flag}: ${advice}`);
}
