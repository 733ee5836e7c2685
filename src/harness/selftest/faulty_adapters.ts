/**
 * V10: adapters that hang, throw and answer wrongly, measured beside plain code by the program as its users run it.
 * Each has to lose its own cell and say why, the others have to be measured, and the program has to fail.
 * @module
 */
import { type Cell, type Result, resultSchema } from "../session/result.ts";
import { FAULTS, moduleDirectory, plantedModule } from "./planted_modules.ts";
import { runProgram } from "./program_run.ts";
import { CheckBroken, type Findings, type Scene } from "./scene.ts";
import type { SelftestLine } from "./selftest_line.ts";

type Fault = keyof typeof FAULTS;

/** How each fault has to be told. */
const EXPECTED: Readonly<Record<Fault, Pick<Cell, "status"> & { readonly reason: RegExp }>> = {
  "hangs": { status: "failed", reason: /did not answer/ },
  "throws": { status: "failed", reason: /planted by the self-test/ },
  "answers-wrong": { status: "invalid", reason: /^gave 0x/ },
};
/** Longest that a worker may take to answer, in seconds: what the adapter that hangs costs. */
const TIME_LIMIT_S = 5;
/** The contract of exit codes: something failed or did other work than agreed. */
const EXIT_CODE = 4;

/**
 * Measures faulty adapters.
 *
 * @param scene What checks share.
 * @returns Lines for what was told wrongly, what was not measured though sound, and for the exit code.
 * @throws {CheckBroken} If the program gave no result.
 */
export async function faultyAdapters(scene: Scene): Promise<Findings> {
  const faults = Object.keys(FAULTS) as Fault[];
  await using modules = await moduleDirectory(
    Object.fromEntries(faults.map((fault) => [fault, plantedModule(fault, FAULTS[fault])])),
  );
  const frameworks = ["control", ...faults.map((fault) => `${modules.path}/${fault}.mjs`)].join();
  const { exitCode, stdout, lastWords } = await runProgram([
    "run",
    ...["--filter", "diamond/noop", "--profile", "quick", "--format", "json"],
    ...["--frameworks", frameworks, "--time-limit", String(TIME_LIMIT_S), "--seed", String(scene.seed)],
  ], scene);
  const result = resultSchema.safeParse(parsed(stdout));
  if (!result.success) throw new CheckBroken(`the program printed no result: ${lastWords}`);
  const cells = result.data.benchmarks.flatMap((benchmark) => benchmark.cells);
  return {
    lines: [
      line("faults that are told as something else, or not at all", wronglyTold(result.data), cells.length),
      line("sound cells beside them that were not measured", lostBesides(cells), cells.length),
      line("difference of the exit code from that of a failure", Math.abs(exitCode - EXIT_CODE), 1),
    ],
  };
}

function line(what: string, value: number, n: number): SelftestLine {
  return { id: "V10", what, value, unit: "count", n, pass: { atMost: 0 } };
}

function wronglyTold({ benchmarks }: Result): number {
  const cells = benchmarks.flatMap((benchmark) => benchmark.cells).filter(({ subject }) => subject in EXPECTED);
  const right = cells.filter((cell) => {
    const { status, reason } = EXPECTED[cell.subject as Fault];
    return cell.status === status && "reason" in cell && reason.test(cell.reason);
  });
  return benchmarks.length * Object.keys(EXPECTED).length - right.length;
}

function lostBesides(cells: readonly Cell[]): number {
  return cells.filter(({ subject, status }) => !(subject in EXPECTED) && status !== "measured").length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
