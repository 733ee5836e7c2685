/**
 * The JSON Schemas that are published, for programs that read what puffinbench writes: of result files with
 * every sample, and of reports.
 * @module
 */
import * as z from "zod";
import type { PublishedSchema } from "../format_names.ts";
import { RESULT_SCHEMA, resultSchema } from "../../session/result.ts";
import { REPORT_SCHEMA, reportDocumentSchema } from "./report_document.ts";

const SOURCES = {
  result: { schema: resultSchema, name: RESULT_SCHEMA, title: "A result of puffinbench, with every sample" },
  report: { schema: reportDocumentSchema, name: REPORT_SCHEMA, title: "A report of puffinbench" },
} as const;

/**
 * Writes a JSON Schema, draft 2020-12.
 *
 * @param of What the schema is of.
 * @returns The schema as JSON, indented, with a line break at its end.
 */
export function schemaText(of: PublishedSchema): string {
  const { schema, name, title } = SOURCES[of];
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    override: ({ jsonSchema }) => {
      // The format says it already, and people are to be able to read the schema.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return `${JSON.stringify({ $schema, $id: `urn:${name.replace("/", ":")}`, title, ...rest }, null, 2)}\n`;
}
