/**
 * `puffinbench gate`: sets a framework against itself, or against itself slowed down on purpose, and
 * decides about every benchmark by the rules that a change of code is decided by. `calibrate`, in its own
 * file, measures what such a gate cannot see on this host.
 * @module
 */
import { captureMachine } from "../machine/capture.ts";
import { hostFingerprint } from "../machine/fingerprint.ts";
import { PROFILES } from "../session/profile.ts";
import { workerCommand } from "../session/self_command.ts";
import { type OpenPairWishes, pairPlan, type PairWishes, settledWishes } from "./gate_plan.ts";
import type { Io } from "./io.ts";
import { type JudgedOptions, judgedSession } from "./judged_session.ts";
import { type Keeping, measuredSession } from "./measured_session.ts";
import { cacheDirectory, floorsFor, NoiseFloorFile } from "./noise_floor_file.ts";
import { resumedPair } from "./pair_resumption.ts";
import { reportWish } from "./result_report.ts";
import { prepareDirectory } from "./saved_result.ts";
import { whenBusyOf } from "./turn.ts";

/** What `gate` is asked for. */
export interface GateOptions extends JudgedOptions {
  readonly wishes: OpenPairWishes;
  /** Whether to write the result to a file, and a journal on the way. */
  readonly saveResults: boolean;
  /** Goes on with a gate that was stopped. */
  readonly resume?: string | true | undefined;
  /** Whether to wait while another session measures on this machine; refuses unless given. @default {false} */
  readonly wait?: boolean;
}

/**
 * Runs a gate.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param measure Who measures.
 * @returns The exit code: 1 for a confirmed regression, 4 for an invalid row, 3 for an open one if that fails.
 * @throws {UsageError} If what is asked for is not there.
 */
export async function gate(
  options: GateOptions,
  io: Io,
  measure: typeof measuredSession = measuredSession,
): Promise<number> {
  // What could only fail late is refused early.
  reportWish(options);
  const { wishes, keeping } = await intent(options, io);
  const { plan, rules } = pairPlan(wishes, await knownFloors(wishes, io));
  const judged = { plan, rules, keeping, command: "gate", whenBusy: whenBusyOf(options) } as const;
  return await judgedSession(judged, options, { ...io, measure });
}

async function intent(options: GateOptions, io: Io): Promise<{ wishes: PairWishes; keeping: Keeping }> {
  const { resume, outputDir, saveResults } = options;
  if (resume !== undefined) return await resumedPair({ command: "gate", resume, directory: outputDir, cwd: io.cwd });
  const wishes = settledWishes(options.wishes, io);
  if (!saveResults) return { wishes, keeping: { kind: "nowhere" } };
  await prepareDirectory(outputDir);
  return { wishes, keeping: { kind: "new", directory: outputDir, wishes } };
}

/**
 * Finds what this host shows between identical code.
 *
 * @param wishes What is asked for.
 * @param io The world.
 * @returns Looks the floor of a benchmark up; nothing is known where nothing was calibrated.
 */
export async function knownFloors(
  wishes: Pick<PairWishes, "framework" | "profile" | "pairs">,
  { env }: Pick<Io, "env">,
): Promise<ReturnType<typeof floorsFor>> {
  const directory = cacheDirectory(env);
  if (directory === null) return () => undefined;
  const fingerprint = await hostFingerprint(await captureMachine(), workerCommand().flags);
  const floors = await new NoiseFloorFile(directory, fingerprint).read(Date.now());
  const { framework, profile, pairs } = wishes;
  return floorsFor(floors, { framework, profile, pairs: pairs ?? PROFILES[profile].forks });
}
