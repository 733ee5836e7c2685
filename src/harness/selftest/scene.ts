/**
 * What the checks of the self-test share: how thorough to be, chance, and how this very program is started again.
 * @module
 */
import type { SessionJournal } from "../session/journal_record.ts";
import { buildInfo, BUNDLE_FLAGS, type WorkerCommand } from "../session/self_command.ts";
import type { AlarmRate } from "./false_alarms.ts";
import type { Effort, SelftestLine } from "./selftest_line.ts";

/** How to start a program: all but the arguments that are meant for it. */
export interface ProgramCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** Where a self-test keeps what it has, so that one that was stopped can go on. */
export interface TrialJournal {
  /** Time that the self-test has taken so far, pauses left out, in milliseconds. */
  readonly spentMs: number;
  /**
   * Finds what a check found that came to its end.
   *
   * @param check Its title.
   */
  found(check: string): Findings | undefined;
  /**
   * Keeps what a check found for good.
   *
   * @param check Its title.
   * @param findings What it found.
   */
  keep(check: string, findings: Findings): void;
  /**
   * Gives the journal of a session that a check measures.
   *
   * @param session Its title: each has another.
   */
  sessionOf(session: string): SessionJournal;
}

/** The surroundings of a check. */
export interface Scene {
  readonly effort: Effort;
  /** Where all chance comes from: an integer from 0 to 4,294,967,295. */
  readonly seed: number;
  /** Threads that keep processors busy while identical code is compared, 0 or more. */
  readonly spinners: number;
  /** How workers are started. */
  readonly workerCommand: WorkerCommand;
  /** How the whole program is started. */
  readonly program: ProgramCommand;
  /** Tells whoever waits how it goes. */
  readonly say: (text: string) => void;
  /** Stops the check: it gives what it has by then. */
  readonly signal: AbortSignal;
  /** Where trials are kept. @default nowhere */
  readonly journal?: TrialJournal;
}

/** What a check found. */
export interface Findings {
  readonly lines: readonly SelftestLine[];
  /** How often each rule called identical code changed. @default the check is not about that */
  readonly alarmRates?: readonly AlarmRate[];
  /** How much is done of a check that was stopped: the figures are of that. @default it came to its end */
  readonly unfinished?: string;
}

/** Thrown when a check could not be made: neither passed nor failed. */
export class CheckBroken extends Error {
  override readonly name = "CheckBroken";
}

/** Thrown when a check was stopped before it had any figures. */
export class CheckUnfinished extends Error {
  override readonly name = "CheckUnfinished";
}

/** Thrown when a check is left out on purpose: by this build, or by this effort. */
export class CheckSkipped extends Error {
  override readonly name = "CheckSkipped";
}

/**
 * Composes the command that starts this program once more, with all its permissions.
 *
 * @param entry The main module. @default {Deno.mainModule}
 * @returns The command.
 */
export function programCommand(entry: string = Deno.mainModule): ProgramCommand {
  const { kind } = buildInfo();
  if (kind === "compiled") return { program: Deno.execPath(), args: [] };
  const flags = kind === "portable" ? BUNDLE_FLAGS : [];
  return { program: Deno.execPath(), args: ["run", "-A", ...flags, entry] };
}
