/**
 * `puffinbench history`: what saved results say over time, and since when. The index that it asks is `archive/`; it
 * is brought up to date first.
 * @module
 */
import { join } from "node:path";
import { Archive } from "../archive/archive.ts";
import { buildModel } from "../report/build_model.ts";
import { archivedHistory } from "../report/archived_history.ts";
import { htmlReport } from "../report/html/html_report.ts";
import type { HistoryFormat } from "../report/format_names.ts";
import { otavaCsv } from "../report/exchange/otava.ts";
import { drawLabelled } from "../report/terminal/closing_lines.ts";
import { drawHistories, drawHistory, type DrawnHistory } from "../report/terminal/history_lines.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import { globTest } from "./glob.ts";
import type { Io } from "./io.ts";
import { newestResult } from "./newest_result.ts";
import { openFile } from "./opener.ts";
import { readSaved } from "./read_saved.ts";
import { writeReport } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";

/** What `history` is asked for. */
export interface HistoryOptions extends LooksOptions {
  /** Pattern over ids of benchmarks; undefined for all. */
  readonly benchmark: string | undefined;
  readonly framework: string;
  /** Latest sessions, 1 or more. */
  readonly last: number;
  /** Fingerprint of the host; undefined for that of the newest session. */
  readonly host: string | undefined;
  readonly format: HistoryFormat;
  /** File of the page; undefined for one beside the results. */
  readonly output: string | undefined;
  readonly open: boolean;
  /** Whether to read all files again. */
  readonly rebuild: boolean;
  /** Directory of results. */
  readonly outputDir: string;
}

/** Name of the page where none is given. */
const PAGE_NAME = "benchmark_history.html";

/**
 * Shows histories.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param open Who opens files.
 * @returns The exit code: 4 where there is no history.
 * @throws {UsageError} If there is no index and none can be made, or the page cannot be written.
 */
export async function history(options: HistoryOptions, io: Io, open: typeof openFile = openFile): Promise<number> {
  const histories = await historiesOf(options, io);
  if (histories.length === 0) {
    const what = options.benchmark === undefined ? "" : ` of "${options.benchmark}"`;
    writeLines(io.stderr, [`puffinbench: no saved result${what} of ${options.framework} in ${options.outputDir}`]);
    return EXIT_CODE.notMeasured;
  }
  const face = faceFor(io.stdout, options, io);
  switch (options.format) {
    case "json":
      io.stdout.write(`${JSON.stringify(histories)}\n`);
      break;
    case "otava":
      io.stdout.write(otavaCsv(histories.map(({ history, metric }) => ({ history, metric }))));
      break;
    case "table": {
      const isOne = new Set(histories.map(({ history }) => history.benchmarkId)).size === 1;
      const lines = isOne
        ? histories.flatMap((one) => [...drawHistory(one, face), ""])
        : drawHistories(histories, face);
      writeLines(io.stdout, lines);
      break;
    }
    case "html":
      await writePage(histories, options, { io, open });
  }
  return EXIT_CODE.success;
}

async function historiesOf(options: HistoryOptions, io: Io): Promise<DrawnHistory[]> {
  const { outputDir, benchmark, framework: subject, last, host, rebuild } = options;
  using archive = openIndex(outputDir);
  if (rebuild) archive.clear();
  const { problems } = await archive.sync();
  const face = faceFor(io.stderr, options, io);
  for (const { problem } of problems) {
    writeLines(io.stderr, drawParagraph([span(`left out: ${problem}`, "faint")], face));
  }
  const isMeant = benchmark === undefined ? () => true : globTest(benchmark);
  return archive.series({ subject, isMeant, host, last }).map((series) => ({
    history: archivedHistory(series),
    unit: series.unit,
    metric: series.metric,
    better: series.better,
  }));
}

function openIndex(directory: string): Archive {
  try {
    return new Archive(directory);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot index ${directory} as it must be a directory to write to: ${why}`, { cause: error });
  }
}

/** The newest session is what the page is of; what it did not measure has no place on it. */
async function writePage(
  histories: readonly DrawnHistory[],
  { outputDir, output, open: isWanted, framework, ...looks }: HistoryOptions,
  { io, open }: { readonly io: Io; readonly open: typeof openFile },
): Promise<void> {
  const model = buildModel(await readSaved(await newestResult(outputDir)), { subject: framework });
  const titles = new Map(model.suites.flatMap(({ benchmarks }) => benchmarks.map(({ id, title }) => [id, title])));
  const shown = histories.flatMap(({ history, unit }) => {
    const title = titles.get(history.benchmarkId);
    return title === undefined || unit !== "ns" ? [] : [{ ...history, title }];
  });
  const path = output ?? join(outputDir, PAGE_NAME);
  const page = { ...model, history: shown };
  await writeReport(path, htmlReport(page, { sections: ["results", "history", "method"] }));
  writeLines(io.stdout, drawLabelled("History", [span(path)], faceFor(io.stdout, looks, io)));
  const complaint = isWanted ? await open(path) : null;
  if (complaint !== null) writeLines(io.stderr, [`puffinbench: Cannot open ${path}: ${complaint}`]);
}
