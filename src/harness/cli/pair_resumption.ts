/**
 * Takes up a session of two arms that was stopped.
 * @module
 */
import { type PairWishes, pairWishesSchema } from "./gate_plan.ts";
import type { Keeping } from "./measured_session.ts";
import { findJournal } from "./resumption.ts";
import { UsageError } from "./usage_error.ts";

/** Which session to take up. */
export interface PairResumption {
  readonly command: PairWishes["command"];
  /** Its journal, or `true` for the newest one of the directory. */
  readonly resume: string | true;
  readonly directory: string;
  /** Directory from which relative paths start. */
  readonly cwd: string;
}

/**
 * Finds what the session was asked for, and its journal.
 *
 * @param resumption Which session.
 * @returns Both.
 * @throws {UsageError} If there is no such journal, or another command began it.
 */
export async function resumedPair(
  { command, resume, directory, cwd }: PairResumption,
): Promise<{ readonly wishes: PairWishes; readonly keeping: Keeping }> {
  const journal = await findJournal({ file: typeof resume === "string" ? resume : null, directory, cwd });
  const kept = pairWishesSchema.safeParse(journal.content.header.wishes);
  if (!kept.success || kept.data.command !== command) {
    throw new UsageError(
      `Cannot resume ${journal.path} as it must be of "puffinbench ${command}": another command began it`,
    );
  }
  return { wishes: kept.data, keeping: { kind: "resumed", journal } };
}
