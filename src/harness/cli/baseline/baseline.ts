/**
 * `puffinbench baseline`: makes a saved result the one that others are compared with, shows and lists such results,
 * and hands them on.
 * @module
 */
import { resolve } from "node:path";
import { counted } from "../../../units/count.ts";
import { drawLabelled } from "../../report/terminal/closing_lines.ts";
import type { Face } from "../../report/terminal/face.ts";
import { drawParagraph, span } from "../../report/terminal/line.ts";
import type { Result } from "../../session/result.ts";
import { faceFor, type LooksOptions, writeLines } from "../drawing.ts";
import { EXIT_CODE } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { newestResult } from "../newest_result.ts";
import { readSaved } from "../read_saved.ts";
import { UsageError } from "../usage_error.ts";
import { BaselineStore, copyWhole } from "./baseline_store.ts";

/** What all of `baseline` is asked for. */
export interface BaselineOptions extends LooksOptions {
  /** Directory of results. */
  readonly outputDir: string;
}

/**
 * Makes a result the baseline.
 *
 * @param options The result's file, the newest saved one unless given; and the name of the baseline.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is no such result.
 */
export async function setBaseline(
  { file, name, outputDir, ...looks }: BaselineOptions & {
    readonly file: string | undefined;
    readonly name: string | undefined;
  },
  io: Io,
): Promise<number> {
  const source = file === undefined ? await newestResult(outputDir) : resolve(io.cwd, file);
  const path = await new BaselineStore(outputDir).set(source, name ?? null);
  writeLines(io.stdout, drawLabelled("Baseline", [span(path)], faceFor(io.stdout, looks, io)));
  return EXIT_CODE.success;
}

/**
 * Shows what a baseline is of.
 *
 * @param options Its name, file or commit; the nameless one unless given.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is none.
 */
export async function showBaseline(
  { baseline, outputDir, ...looks }: BaselineOptions & { readonly baseline: string | undefined },
  io: Io,
): Promise<number> {
  const { path, result } = await new BaselineStore(outputDir).find(baseline, io.cwd);
  writeLines(io.stdout, drawBaseline(path, result, faceFor(io.stdout, looks, io)));
  return EXIT_CODE.success;
}

/**
 * Lists the baselines.
 *
 * @param options Where they are.
 * @param io The world.
 * @returns The exit code.
 */
export async function listBaselines({ outputDir, ...looks }: BaselineOptions, io: Io): Promise<number> {
  const face = faceFor(io.stdout, looks, io);
  const known = await new BaselineStore(outputDir).list();
  if (known.length === 0) {
    writeLines(io.stdout, drawParagraph([span(`no baselines in ${outputDir}`, "faint")], face));
    return EXIT_CODE.success;
  }
  for (const { name, path } of known) {
    writeLines(
      io.stdout,
      drawParagraph([span(name ?? "(default)", "strong"), span(` ${await factsOf(path)}`)], face, 2),
    );
  }
  return EXIT_CODE.success;
}

/**
 * Copies a baseline to a file, or to the standard output.
 *
 * @param options The baseline, and the file or `-`.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is none, or it cannot be written.
 */
export async function exportBaseline(
  { baseline, output, outputDir }: Pick<BaselineOptions, "outputDir"> & {
    readonly baseline: string | undefined;
    readonly output: string;
  },
  io: Io,
): Promise<number> {
  const { path } = await new BaselineStore(outputDir).find(baseline, io.cwd);
  if (output === "-") {
    io.stdout.write(await Deno.readTextFile(path));
    return EXIT_CODE.success;
  }
  try {
    await copyWhole(path, resolve(io.cwd, output));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot export the baseline as --output must be a file to write to: ${why}`, { cause: error });
  }
  return EXIT_CODE.success;
}

/** One that is broken is listed as such: the others are there all the same. */
async function factsOf(path: string): Promise<string> {
  try {
    const { session, benchmarks } = await readSaved(path);
    return [
      session.startedAt.slice(0, 16).replace("T", " "),
      session.tool.commit.value?.slice(0, 7) ?? "unknown commit",
      session.profile.name,
      counted(benchmarks.length, "benchmark"),
      `host ${session.hostFingerprint ?? "unknown"}`,
    ].join(" · ");
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function drawBaseline(path: string, { session, machine, subjects, benchmarks }: Result, face: Face): string[] {
  const facts: readonly (readonly [string, string])[] = [
    ["File", path],
    ["Measured", `${session.startedAt.slice(0, 16).replace("T", " ")} UTC, ${session.status}`],
    [
      "Commit",
      session.tool.commit.value ?? `unknown: ${session.tool.commit.value === null ? session.tool.commit.why : ""}`,
    ],
    ["Profile", `${session.profile.name}, seed ${session.seed}`],
    ["Host", `${machine.cpu.model.value ?? "unknown"}, fingerprint ${session.hostFingerprint ?? "unknown"}`],
    ["Subjects", subjects.map(({ title }) => title).join(", ")],
    ["Has", counted(benchmarks.length, "benchmark")],
  ];
  return facts.flatMap(([label, text]) => drawLabelled(label, [span(text)], face));
}
