/**
 * What the numbers rest on, as Markdown: the machine with its checks, and the command that repeats the session.
 * @module
 */
import { sizeText } from "../../../units/bytes.ts";
import { counted } from "../../../units/count.ts";
import type { CheckVerdict } from "../../machine/grade.ts";
import { checkBound, checkFound, checkName } from "../check_wording.ts";
import { commandText } from "../command_text.ts";
import type { ReportModel } from "../model.ts";
import {
  codeMarkdown,
  detailsMarkdown,
  type MarkdownColumn,
  nameMarkdown,
  sentenceMarkdown,
  tableMarkdown,
} from "./markdown_text.ts";

const SIGNS: Readonly<Record<CheckVerdict, string>> = { good: "✓", doubtful: "⚠", bad: "✗", unknown: "–" };
const COLUMNS: readonly MarkdownColumn[] = [
  { heading: "", align: "left" },
  { heading: "Check", align: "left" },
  { heading: "Found", align: "right" },
  { heading: "Good", align: "left" },
];

/**
 * Writes on which machine the session ran and how quiet it was.
 *
 * @param model The report.
 * @returns The section.
 */
export function machineSection({ machine, checks, grade }: ReportModel): string {
  const { cpu, memoryBytes, os, runtime, hostId } = machine;
  const known = checks.filter(({ verdict }) => verdict !== "unknown");
  const passed = known.filter(({ verdict }) => verdict === "good").length;
  const facts = [
    counted(cpu.cores, "core"),
    ...[cpu.model.value, os.distribution.value ?? `${os.name} ${os.release}`].filter((fact) => fact !== null)
      .map(nameMarkdown),
    sizeText(memoryBytes),
    `Deno ${nameMarkdown(runtime.deno)}`,
    ...(hostId.value === null ? [] : [codeMarkdown(hostId.value)]),
  ];
  const rows = checks.map((check) => [
    SIGNS[check.verdict],
    checkName(check.id),
    sentenceMarkdown(checkFound(check)),
    check.kind === "measured" ? checkBound(check) : "",
  ]);
  const table = checks.length === 0 ? "" : `${tableMarkdown(COLUMNS, rows)}\n`;
  const counts = checks.length === 0 ? "" : `: ${passed} of ${counted(known.length, "check")} passed`;
  const graded = grade === null ? "" : `, grade ${grade}`;
  return detailsMarkdown(`Machine and noise${counts}${graded}`, `${table}${facts.join(" · ")}\n`);
}

/**
 * Writes the command that repeats the session.
 *
 * @param model The report.
 * @returns The section.
 */
export function commandSection({ session, resultSha256 }: ReportModel): string {
  // The command is one line that begins with our own name, so nothing in it can end the fence.
  const fence = `\`\`\`sh\n${commandText(session)}\n\`\`\`\n`;
  const digest = resultSha256 === null ? "" : `\nSHA-256 of the result file: ${codeMarkdown(resultSha256)}\n`;
  return detailsMarkdown("Run it again", fence + digest);
}
