/**
 * Says how large reports of large sessions become, how long they take to write, and when a browser has painted them.
 * Numbers are made up with a fixed seed. Fails where a limit is passed; times count only on a machine that does
 * nothing else, so `--no-times` checks sizes alone.
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { buildModel } from "../src/harness/report/build_model.ts";
import { type HtmlPage, htmlPages } from "../src/harness/report/html/split_report.ts";
import { median } from "../src/stats/median.ts";
import { countText } from "../src/units/count.ts";
import { fail, print } from "./print.ts";
import { madeUpSession, type SessionSize } from "./report_timing/made_up_session.ts";
import { startBrowser } from "./report_timing/start_browser.ts";

/** What a page may take; times are limits of the first size alone, the others are there to be seen. */
const LIMIT_BYTES = 1_000_000, LIMIT_WRITE_MS = 1_500, LIMIT_PAINT_MS = 1_000;
/** The first counts as well: a report is written once by a fresh process. */
const TIMES = 5;

const SIZES: readonly SessionSize[] = [
  { benchmarks: 200, samples: 2_000, subjects: 1, suites: 6 },
  { benchmarks: 200, samples: 2_000, subjects: 4, suites: 6 },
  { benchmarks: 1_000, samples: 200, subjects: 1, suites: 6 },
];

const COLUMNS = [
  "benchmarks",
  "samples",
  "subjects",
  "pages",
  "largest kB",
  "analyse ms",
  "write ms",
  "paint ms",
  "load ms",
];

/** One row of the table, in the order of its columns. */
interface Timing {
  readonly size: SessionSize;
  readonly pages: number;
  readonly largestBytes: number;
  readonly analyseMs: number;
  readonly writeMs: number;
  readonly paintMs: number;
  readonly loadMs: number;
}

async function timingOf(size: SessionSize, { browser, folder }: { browser: Browser; folder: string }): Promise<Timing> {
  const result = madeUpSession(size);
  const [model, analyseMs] = timed(() => buildModel(result));
  const runs = Array.from({ length: TIMES }, () => timed(() => htmlPages(model, "report.html")));
  const pages = runs[0]![0];
  for (const { file, text } of pages) await Deno.writeTextFile(join(folder, file), text);
  const largest = pages.toSorted((a, b) => bytesOf(b) - bytesOf(a))[0]!;
  const opened = [];
  for (let time = 0; time < TIMES; time++) opened.push(await openingOf(browser, join(folder, largest.file)));
  return {
    size,
    pages: pages.length,
    largestBytes: bytesOf(largest),
    analyseMs,
    writeMs: median(runs.map(([, ms]) => ms)),
    paintMs: median(opened.map(({ paintMs }) => paintMs)),
    loadMs: median(opened.map(({ loadMs }) => loadMs)),
  };
}

function timed<T>(work: () => T): [T, ms: number] {
  const startedMs = performance.now();
  const value = work();
  return [value, performance.now() - startedMs];
}

function bytesOf({ text }: HtmlPage): number {
  return Buffer.byteLength(text);
}

/** When the first content stands on the page, and when its script has run, since it was asked for. */
async function openingOf(
  browser: Browser,
  path: string,
): Promise<{ readonly paintMs: number; readonly loadMs: number }> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
  try {
    await page.goto(`file://${path}`, { waitUntil: "load" });
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return await page.evaluate(`({
      paintMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      loadMs: performance.getEntriesByType("navigation")[0].loadEventEnd,
    })`);
  } finally {
    await page.close();
  }
}

function rowText({ size, pages, largestBytes, ...times }: Timing): string {
  const { analyseMs, writeMs, paintMs, loadMs } = times;
  const cells = [
    size.benchmarks,
    size.samples,
    size.subjects,
    pages,
    largestBytes / 1_000,
    analyseMs,
    writeMs,
    paintMs,
    loadMs,
  ];
  return cells.map((cell, index) => countText(Math.round(cell)).padStart(COLUMNS[index]!.length)).join("  ");
}

function complaintsOf({ size, largestBytes, writeMs, paintMs }: Timing, hasTimes: boolean): string[] {
  const about = `${countText(size.benchmarks)} benchmarks × ${countText(size.samples)} × ${size.subjects}`;
  const times = [[writeMs, LIMIT_WRITE_MS, "ms to write"], [paintMs, LIMIT_PAINT_MS, "ms to paint"]] as const;
  const all = [[largestBytes, LIMIT_BYTES, "bytes"] as const, ...(hasTimes ? times : [])];
  return all.filter(([value, limit]) => value > limit).map(([value, limit, of]) =>
    `${about}: ${countText(Math.round(value))} ${of}, of at most ${countText(limit)}`
  );
}

if (import.meta.main) {
  const browser = await startBrowser();
  const folder = await Deno.makeTempDir({ prefix: "puffinbench-report-" });
  try {
    print(COLUMNS.join("  "));
    const complaints: string[] = [];
    for (const size of SIZES) {
      const timing = await timingOf(size, { browser, folder });
      print(rowText(timing));
      complaints.push(...complaintsOf(timing, size === SIZES[0] && !Deno.args.includes("--no-times")));
    }
    if (complaints.length > 0) fail(complaints.join("\n"));
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
}
