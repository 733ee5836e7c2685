/**
 * The command `frameworks`, which has nothing but commands of its own.
 * @module
 */
import type { RootCommand } from "./root_command.ts";

/**
 * Adds it.
 *
 * @param program The program.
 * @returns The command, for those that belong to it.
 */
// deno-lint-ignore explicit-module-boundary-types -- the grammar's types follow from what it is made of
export function frameworksRoot(program: RootCommand) {
  return program.command("frameworks").helpCommand(false)
    .summary("what frameworks can do and how they are measured")
    .description(
      "Says what frameworks can do, found out by running them, and how each is measured; installs those in Python.",
    );
}

/** The command. */
export type FrameworksRoot = ReturnType<typeof frameworksRoot>;
