/**
 * Brings a report to where it is wanted, in the form that is wanted: for `report`, and for `run` with a form of
 * report. What the forms look like is `report/`'s business.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { counted } from "../../units/count.ts";
import type { ReportFormat } from "../report/format_names.ts";
import { type ReportWriter, reportWriters } from "../report/formats.ts";
import type { ReportModel } from "../report/model.ts";
import { drawLabelled } from "../report/terminal/closing_lines.ts";
import type { Face } from "../report/terminal/face.ts";
import { githubAnnotations } from "../report/terminal/github_annotations.ts";
import { span } from "../report/terminal/line.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import type { Io } from "./io.ts";
import { openFile } from "./opener.ts";
import { reportPath, writeReport } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";

/** What is wanted of a report. */
export interface DeliveryOptions extends LooksOptions {
  readonly format: ReportFormat;
  /** A file, or `-` for the standard output; by the form unless given. */
  readonly output?: string | undefined;
  /** Whether to show the file in the program that there is for it. */
  readonly open: boolean;
  /** Whether a terminal is told every figure of every subject; other forms tell them anyway. @default {false} */
  readonly long?: boolean;
  /** Result file that the report goes beside, where it goes to a file without a name. */
  readonly resultPath: string;
}

/** Who does the work; others do it in tests. */
export interface DeliveryMeans {
  readonly open: typeof openFile;
}

/** What the world has to offer. */
type Outlets = Pick<Io, "stdout" | "stderr" | "env">;

/** What `--output` calls the standard output. */
const STANDARD_OUTPUT = "-";

/**
 * Writes a report, and says where it is if that is a file. On GitHub, what needs a look is annotated.
 *
 * @param model The report.
 * @param options What is wanted.
 * @param outlets The world, and who opens files in it.
 * @throws {UsageError} If it cannot be written, has nothing to write, or what goes to the standard output is to be
 * opened.
 */
export async function deliverReport(
  model: ReportModel,
  options: DeliveryOptions,
  { open = openFile, ...io }: Outlets & Partial<DeliveryMeans>,
): Promise<void> {
  const writer = reportWriters[options.format];
  const path = destinationOf(model, writer, options);
  const unmet = writer.unmet?.(model) ?? null;
  if (unmet !== null) throw new UsageError(`Cannot write --format ${options.format} as ${unmet}: there is none`);
  if (options.long && options.format !== "terminal") throw new UsageError(longElsewhere(options.format));
  annotate(() => model, io);
  const write = () => writer.write(model, faceOfReport(path, options, io), options.long ? "long" : "short");
  if (path === null) return io.stdout.write(write());
  const file = basename(path);
  const files = writer.writeFiles?.(model, file) ?? [{ file, text: write() }];
  for (const { file, text } of files) await writeReport(join(dirname(path), file), text);
  const beside = files.length === 1 ? "" : ` and ${counted(files.length - 1, "page")} beside it`;
  const face = faceFor(io.stdout, options, io);
  writeLines(io.stdout, drawLabelled("Report", [span(path), span(beside, "faint")], face));
  if (writer.viewer !== undefined) {
    writeLines(io.stdout, drawLabelled("", [span(`open it in ${writer.viewer}`, "faint")], face));
  }
  const complaint = options.open ? await open(path) : null;
  if (complaint !== null) writeLines(io.stderr, [`puffinbench: Cannot open ${path}: ${complaint}`]);
}

/**
 * Annotates what needs a look, in a workflow run of GitHub; elsewhere nothing happens.
 *
 * @param model Makes the report, if there is need of it.
 * @param io The world.
 */
export function annotate(model: () => ReportModel, { env, stderr }: Pick<Io, "env" | "stderr">): void {
  if (env.GITHUB_ACTIONS === "true") writeLines(stderr, githubAnnotations(model()));
}

/**
 * Says why a form of report cannot be long.
 *
 * @param format The form.
 * @returns The sentence.
 */
export function longElsewhere(format: string): string {
  return `Cannot use --long as the report must be a terminal's: --format is ${format}, which has every figure anyway`;
}

/** Path of the report, or `null` for the standard output. */
function destinationOf(
  { session }: ReportModel,
  { destination, extension }: ReportWriter,
  { output, open, format, resultPath }: DeliveryOptions,
): string | null {
  const path = output ?? (destination === "file" || open ? null : STANDARD_OUTPUT);
  if (path === null) return reportPath(resultPath, { startedAt: new Date(session.startedAt), extension });
  if (path !== STANDARD_OUTPUT) return path;
  if (!open) return null;
  throw new UsageError(
    `Cannot use --open as the report must go to a file: --output is "${STANDARD_OUTPUT}" for --format ${format}`,
  );
}

/** A file is no terminal: without colour unless it is asked for, as wide as is assumed of one. */
function faceOfReport(path: string | null, options: LooksOptions, io: Pick<Io, "stdout" | "env">): Face {
  const output = path === null ? io.stdout : { columns: undefined, write: () => {} };
  return faceFor(output, options, io);
}
