/**
 * Where a self-test keeps its trials: a full one in a journal, new or gone on with; a reduced one, which takes a
 * minute, nowhere.
 * @module
 */
import { join } from "node:path";
import { captureMachine } from "../machine/capture.ts";
import { hostFingerprint } from "../machine/fingerprint.ts";
import { resultFileName } from "../session/result_file.ts";
import { workerCommand } from "../session/self_command.ts";
import { readTrials, SelftestJournal, type TrialsHeader } from "../selftest/selftest_journal.ts";
import type { Effort } from "../selftest/selftest_line.ts";
import type { Io } from "./io.ts";
import { checkSamePlace, findKept } from "./resumption.ts";
import { prepareDirectory } from "./saved_result.ts";
import { UsageError } from "./usage_error.ts";
import { toolInfo } from "./version.ts";

/** How journals of self-tests are called. */
const TRIALS_SUFFIX = ".trials.ndjson";
/** Threads that keep processors busy, unless somebody says otherwise. */
const USUAL_SPINNERS = 2;

/** What a self-test is asked for, as far as it decides about its trials. */
export interface TrialWishes {
  readonly effort: Effort;
  /** Threads that keep processors busy while identical code is compared; undefined stands for the usual 2. */
  readonly spinners?: number | undefined;
  /** Undefined stands for one that is drawn. */
  readonly seed?: number | undefined;
  /** Goes on with a self-test that was stopped: by its journal, or with `true` the newest one of the directory. */
  readonly resume?: string | true | undefined;
  /** Directory of journals; made if it does not exist. */
  readonly outputDir: string;
}

/** A self-test that is settled. */
export interface SettledTrials {
  readonly effort: Effort;
  readonly seed: number;
  readonly spinners: number;
  /** Where trials are kept; `null` for nowhere. */
  readonly journal: SelftestJournal | null;
}

/**
 * Settles what a self-test is to be, and opens its journal.
 *
 * @param wishes What is asked for.
 * @param io The world.
 * @returns The settled self-test; its journal is the caller's to close.
 * @throws {UsageError} If there is nothing to go on with, or it was begun elsewhere or otherwise.
 */
export async function settledTrials(wishes: TrialWishes, io: Io): Promise<SettledTrials> {
  const { effort, spinners = USUAL_SPINNERS, seed = io.random.uint32(), outputDir } = wishes;
  if (wishes.resume !== undefined) return await resumed(wishes, io);
  if (effort === "reduced") return { effort, seed, spinners, journal: null };
  await prepareDirectory(outputDir);
  const name = resultFileName(new Date()).replace(/^benchmark_results/, "selftest").replace(/\.json$/, "");
  const header = { effort, seed, spinners, ...await presentPlace() };
  const journal = SelftestJournal.create(join(outputDir, `${name}_${seed}${TRIALS_SUFFIX}`), header, io.nowMs);
  return { effort, seed, spinners, journal };
}

async function resumed({ resume, outputDir, ...wishes }: TrialWishes, io: Io): Promise<SettledTrials> {
  const file = typeof resume === "string" ? resume : null;
  const { path, content } = await findKept({ file, directory: outputDir, cwd: io.cwd }, {
    suffix: TRIALS_SUFFIX,
    leftBy: "a full self-test leaves one",
    read: readTrials,
  });
  const { effort, seed, spinners } = content.header;
  for (const name of ["seed", "spinners"] as const) {
    const wished = wishes[name];
    if (wished === undefined || wished === content.header[name]) continue;
    throw new UsageError(
      `Cannot resume ${path} with another --${name} as it was begun with ${
        content.header[name]
      }: current value is ${wished}`,
    );
  }
  checkSamePlace(path, { then: content.header, now: await presentPlace() });
  return { effort, seed, spinners, journal: SelftestJournal.resume(path, content, io.nowMs) };
}

async function presentPlace(): Promise<Pick<TrialsHeader, "tool" | "hostFingerprint">> {
  const fingerprint = await hostFingerprint(await captureMachine(), workerCommand().flags);
  return { tool: structuredClone(toolInfo()), hostFingerprint: fingerprint };
}
