/**
 * The grammar of the commands about frameworks. Each command's work is in a file of its own, loaded when it is called.
 * @module
 */
import { Option } from "@commander-js/extra-typings";
import { addPythonFrameworks } from "./frameworks_python.ts";
import { frameworksRoot } from "./frameworks_root.ts";
import { choice } from "./option_value.ts";
import type { Call, RootCommand } from "./root_command.ts";

/**
 * Adds the group `frameworks`.
 *
 * @param program The program.
 * @param call What commands share.
 */
export function addFrameworks(program: RootCommand, call: Call): void {
  const { io, finish } = call;
  const group = frameworksRoot(program);
  group.command("features")
    .summary("probe what frameworks can do")
    .description("Runs a small program for each feature of each framework and says what happened.")
    .argument("[framework...]", "frameworks to probe; all of them unless given")
    .option("--long", "say what happened in each probe", false)
    .addOption(
      new Option("--format <name>", "what to print: text or json").default("text" as const)
        .argParser(choice("--format", ["text", "json"])),
    )
    .action(async (names, _options, command) => {
      const { features } = await import("./frameworks_features.ts");
      finish(await features({ ...command.optsWithGlobals(), frameworks: names }, io));
    });
  group.command("show")
    .summary("say how a framework is measured, and why so")
    .description("Says which idiom a framework is measured in, by which documentation, and with which settings.")
    .argument("<framework>", "the framework")
    .action(async (name, _options, command) => {
      const { show } = await import("./frameworks_show.ts");
      finish(show({ ...command.optsWithGlobals(), framework: name }, io));
    });
  addPythonFrameworks(group, call);
}
