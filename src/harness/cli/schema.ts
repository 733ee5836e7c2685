/**
 * `puffinbench schema`: the JSON Schemas of what puffinbench writes, for programs that read it.
 * @module
 */
import type { PublishedSchema } from "../report/format_names.ts";
import { schemaText } from "../report/json/published_schema.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";

/**
 * Prints a JSON Schema.
 *
 * @param of What the schema is of.
 * @param io The world.
 * @returns The exit code.
 */
export function schema(of: PublishedSchema, { stdout }: Pick<Io, "stdout">): number {
  stdout.write(schemaText(of));
  return EXIT_CODE.success;
}
