/**
 * `puffinbench calibrate`: sets a framework against itself and keeps how far it differs, so that a gate on
 * this host knows which changes are none.
 * @module
 */
import { join } from "node:path";
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { gateMetrics } from "../compare/gate_metric.ts";
import { noiseFloorOf } from "../compare/noise_floor.ts";
import { couplesOf, pairDifference } from "../compare/pair_differences.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { shortName } from "../report/wording.ts";
import type { BenchmarkResult, Fork, Result } from "../session/result.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { countBroken, EXIT_CODE, exitCodeOf } from "./exit_code.ts";
import { CANDIDATE, type OpenPairWishes, pairPlan, type PairWishes, REFERENCE, settledWishes } from "./gate_plan.ts";
import type { Io } from "./io.ts";
import { type Keeping, measuredSession } from "./measured_session.ts";
import { cacheDirectory, type KeptFloor, NoiseFloorFile } from "./noise_floor_file.ts";
import { resumedPair } from "./pair_resumption.ts";
import { removeJournal } from "./saved_result.ts";
import { whenBusyOf } from "./turn.ts";
import { UsageError } from "./usage_error.ts";

/** What `calibrate` is asked for. */
export interface CalibrateOptions extends LooksOptions {
  /** The command line, for the record. */
  readonly argv: readonly string[];
  readonly wishes: OpenPairWishes;
  /** Goes on with a calibration that was stopped: by its journal, or with `true` the newest one. */
  readonly resume?: string | true | undefined;
  /** Whether to wait while another session measures on this machine; refuses unless given. @default {false} */
  readonly wait?: boolean;
}

/** Columns of the names of benchmarks and metrics. */
const NAME_WIDTH = 34;

/**
 * Measures and keeps noise floors.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param measure Who measures.
 * @returns The exit code.
 * @throws {UsageError} If what is asked for is not there, or there is no place to keep floors.
 */
export async function calibrate(
  options: CalibrateOptions,
  io: Io,
  measure: typeof measuredSession = measuredSession,
): Promise<number> {
  const directory = cacheDirectory(io.env);
  if (directory === null) {
    throw new UsageError("Cannot keep noise floors as there must be a home: set HOME or XDG_CACHE_HOME");
  }
  const { wishes, keeping } = await intent(options, { directory: join(directory, "calibrations"), io });
  const { plan } = pairPlan(wishes, () => undefined);
  const face = faceFor(io.stderr, options, io);
  const scene = { io, face, argv: options.argv, keeping, whenBusy: whenBusyOf(options) };
  const { result, journal } = await measure(plan, scene);
  if (result.session.status === "interrupted") {
    writeLines(io.stderr, [`puffinbench: to go on from here: puffinbench calibrate --resume ${journal}`]);
    return EXIT_CODE.interrupted;
  }
  const floors = floorsOf(result, { framework: wishes.framework, pairs: plan.profile.forks });
  if (countBroken(result).measured === 0 || floors.length === 0) return EXIT_CODE.notMeasured;
  const file = new NoiseFloorFile(directory, result.session.hostFingerprint ?? "");
  const path = await file.add(floors, Date.now());
  if (journal !== null) await removeJournal(journal);
  const out = faceFor(io.stdout, options, io);
  writeLines(io.stdout, [
    ...floors.flatMap(({ benchmark, metric, value }) =>
      drawParagraph([
        span(`${shortName(benchmark)} ${metric}`.padEnd(NAME_WIDTH)),
        span(`${(100 * value).toFixed(2)}%`),
      ], out)
    ),
    ...drawParagraph([span(`Kept for 30 days in ${path}`, "faint")], out),
  ]);
  return exitCodeOf(result);
}

interface Place {
  /** Directory of the journals: all of a calibration that anybody wants in the end are its floors. */
  readonly directory: string;
  readonly io: Io;
}

/** What to measure, and where to keep it. */
async function intent(
  { resume, ...options }: CalibrateOptions,
  { directory, io }: Place,
): Promise<{ readonly wishes: PairWishes; readonly keeping: Keeping }> {
  if (resume !== undefined) return await resumedPair({ command: "calibrate", resume, directory, cwd: io.cwd });
  await Deno.mkdir(directory, { recursive: true });
  const wishes = settledWishes(options.wishes, io);
  return { wishes, keeping: { kind: "new", directory, wishes } };
}

/**
 * Finds the noise floors that a session of two equal arms shows.
 *
 * @param result The session.
 * @param of The framework of both arms, and the pairs of the gate that the floors are for.
 * @returns A floor for each benchmark by each metric that it is judged by.
 */
export function floorsOf(result: Result, { framework, pairs }: { framework: string; pairs: number }): KeptFloor[] {
  const { finishedAt: measuredAt, seed, profile: { name: profile } } = result.session;
  return result.benchmarks.flatMap((benchmark): KeptFloor[] => {
    const arms = { reference: forksOf(benchmark, REFERENCE), candidate: forksOf(benchmark, CANDIDATE) };
    if (arms.reference.length === 0 || arms.candidate.length === 0) return [];
    return gateMetrics(arms).flatMap(({ id: metric, reading }): KeptFloor[] => {
      const found = couplesOf(arms).map((couple) => pairDifference(couple, reading));
      const differences = found.filter((difference) => difference !== null);
      if (differences.length === 0) return [];
      const value = noiseFloorOf(differences, { pairs, random: randomFromSeed(seed) });
      return [{ benchmark: benchmark.id, framework, metric, profile, value, pairs, measuredAt }];
    });
  });
}

function forksOf({ cells }: BenchmarkResult, subject: string): readonly Fork[] {
  const cell = cells.find((candidate) => candidate.subject === subject);
  return cell?.status === "measured" ? cell.forks : [];
}
