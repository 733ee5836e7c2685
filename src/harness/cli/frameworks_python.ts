/**
 * The grammar of `frameworks` where it is about other languages: what there is, and installing, trying and removing it.
 * @module
 */
import { PYTHON_ENVIRONMENT_NAMES } from "../adapters/python_facts.ts";
import { choice } from "./option_value.ts";
import type { FrameworksRoot } from "./frameworks_root.ts";
import type { Call } from "./root_command.ts";

const NAMES = `${PYTHON_ENVIRONMENT_NAMES.join(", ")}`;

/**
 * Adds the commands about frameworks in Python.
 *
 * @param group The group `frameworks`.
 * @param call What commands share.
 */
export function addPythonFrameworks(group: FrameworksRoot, { io, finish }: Call): void {
  const readName = choice("frameworks", PYTHON_ENVIRONMENT_NAMES);
  group.command("list")
    .summary("say which there are and which are installed")
    .description("Says which frameworks in Python there are, in which versions, and which are installed.")
    .action(async (_options, command) => {
      const { listFrameworks } = await import("./frameworks_list.ts");
      finish(await listFrameworks(command.optsWithGlobals(), io));
    });
  group.command("install")
    .summary("install some, or all")
    .description("Installs frameworks in Python from locked, hashed packages, and has each run a graph.")
    .argument("[name...]", `which: ${NAMES}; all of them unless given`)
    .action(async (names) => {
      const { installFrameworks } = await import("./frameworks_install.ts");
      finish(await installFrameworks(names.map(readName), io));
    });
  group.command("doctor")
    .summary("try those that are installed")
    .description("Has each installed framework in Python run a chain, branches and a diamond, and checks the work.")
    .argument("[name...]", `which: ${NAMES}; all of them unless given`)
    .action(async (names, _options, command) => {
      const { examineFrameworks } = await import("./frameworks_doctor.ts");
      finish(await examineFrameworks(names.map(readName), { looks: command.optsWithGlobals(), io }));
    });
  group.command("claims")
    .summary("what was claimed of PuffinFlow for Python, measured again")
    .description(
      "Measures again what was claimed of PuffinFlow for Python, and prints claims and figures, as Markdown.",
    )
    .action(async () => {
      const { printClaims } = await import("./frameworks_claims.ts");
      finish(await printClaims(io));
    });
  group.command("remove")
    .summary("remove some, or all")
    .description("Removes installed frameworks in Python, those of other builds and half-made ones included.")
    .argument("[name...]", `which: ${NAMES}; all of them unless given`)
    .action(async (names) => {
      const { removeFrameworks } = await import("./frameworks_remove.ts");
      finish(await removeFrameworks(names.map(readName), io));
    });
}
