/**
 * `puffinbench run --debug`: one benchmark, run under observation by each framework in turn, with the time of every
 * task. For looking, not for comparing: it happens in this process, and who is watched is slower.
 * @module
 */
import { existsSync } from "node:fs";
import { adapterIds, defaultAdapterIds, loadAdapter } from "../adapters/registry.ts";
import { calibrateCpuRounds } from "../measure/calibrate_cpu.ts";
import { debugTrace } from "../measure/debug_trace.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { benchmarkTitle } from "../report/wording.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { SUITES } from "../suites/suites.ts";
import { workloadOf } from "../suites/workload_of.ts";
import { drawDebug } from "./debug_view.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { type BenchmarkWishes, chooseBenchmarks, chooseFrameworks } from "./selection.ts";
import { UsageError } from "./usage_error.ts";

/** What `--debug` is asked for. */
export interface DebugOptions extends LooksOptions, BenchmarkWishes {
  /** Ids, paths or URLs; undefined stands for those that are usual. */
  readonly frameworks?: readonly string[];
  /** Where inputs come from. @default {0} */
  readonly seed?: number;
}

/** Runs before the one that is watched: enough that nothing in it happens for the first time. */
const RUNS_BEFORE = 20;

/**
 * Runs one benchmark under observation.
 *
 * @param options What is asked for.
 * @param io The world.
 * @returns The exit code: that of broken cells if a run was wrong.
 * @throws {UsageError} If not exactly one benchmark fits.
 */
export async function debug(options: DebugOptions, io: Io): Promise<number> {
  const { frameworks = defaultAdapterIds, seed = 0 } = options;
  const benchmark = theOne(chooseBenchmarks(options, SUITES));
  const workload = workloadOf(benchmark, benchmark.kernel === "cpu" ? calibrateCpuRounds() : 1);
  const title = benchmarkTitle({ title: benchmark.title, workload });
  const face = faceFor(io.stdout, options, io);
  let exitCode: number = EXIT_CODE.success;
  for (const id of chooseFrameworks(frameworks, { known: adapterIds, cwd: io.cwd, isFile: existsSync })) {
    const adapter = await loadAdapter(id);
    const supported = adapter.supports(workload);
    if (supported !== true) {
      writeLines(io.stdout, drawParagraph([span(`${adapter.title}: ${supported}`, "faint")], face));
    } else {
      const trace = await debugTrace(adapter, workload, { seed, runsBefore: RUNS_BEFORE, nowMs: () => io.nowMs() });
      const scene = { subject: adapter.title, benchmarkId: benchmark.id, title, shape: workload.shape, trace };
      writeLines(io.stdout, drawDebug(scene, face));
      if (trace.digest !== trace.expectedDigest || trace.executed !== trace.expectedExecuted) {
        exitCode = EXIT_CODE.notMeasured;
      }
    }
    writeLines(io.stdout, [""]);
  }
  return exitCode;
}

function theOne(benchmarks: readonly Benchmark[]): Benchmark {
  const [only, ...others] = benchmarks;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(
    `Cannot trace as --debug takes one benchmark: ${benchmarks.length} are chosen; name one with --filter`,
  );
}
