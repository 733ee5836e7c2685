/**
 * Takes up a session that was stopped: finds its journal, and refuses to go on where anything that decides
 * about figures has become another since.
 * @module
 */
import { join, resolve } from "node:path";
import { type JournalContent, JournalError, type JournalHeader, readJournal } from "../session/journal.ts";
import { UsageError } from "./usage_error.ts";

/** How journals are called. */
export const JOURNAL_SUFFIX = ".journal.ndjson";

/** A journal to go on with. */
export interface FoundJournal {
  readonly path: string;
  readonly content: JournalContent;
}

/** Where to look for a journal. */
export interface JournalSearch {
  /** The file; `null` for the newest one in `directory`. */
  readonly file: string | null;
  readonly directory: string;
  /** Directory from which relative paths start. */
  readonly cwd: string;
}

/**
 * Finds and reads the journal to go on with.
 *
 * @param search Where to look.
 * @returns The journal.
 * @throws {UsageError} If there is none, or it cannot be read.
 */
export async function findJournal({ file, directory, cwd }: JournalSearch): Promise<FoundJournal> {
  const path = file === null ? await newestJournal(resolve(cwd, directory)) : resolve(cwd, file);
  if (path === null) {
    throw new UsageError(
      `Cannot resume as there is no journal in ${directory}: only a session with --save-results that was stopped leaves one`,
    );
  }
  try {
    return { path, content: await readJournal(path) };
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(error.message);
    throw error;
  }
}

async function newestJournal(directory: string): Promise<string | null> {
  try {
    const names = (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => name);
    // Names begin with the time.
    const newest = names.filter((name) => name.endsWith(JOURNAL_SUFFIX)).toSorted().at(-1);
    return newest === undefined ? null : join(directory, newest);
  } catch {
    return null;
  }
}

/** What a session would be now. */
export type PresentSession = Pick<JournalHeader, "plan" | "hostFingerprint" | "tool">;

/**
 * Checks that a session that goes on is still the same.
 *
 * @param journal What it was.
 * @param present What it would be now.
 * @throws {UsageError} If the tool, the host or the plan is another one.
 */
export function checkSameSession({ path, content: { header } }: FoundJournal, present: PresentSession): void {
  const refuse = (what: string, then: string, now: string) => {
    throw new UsageError(
      `Cannot resume ${path} as ${what} must be what it was: it was ${then} and is ${now}; start a new session`,
    );
  };
  const [then, now] = [header.tool, present.tool].map(toolText);
  if (then !== now) refuse("the version of puffinbench", then!, now!);
  if (header.hostFingerprint !== present.hostFingerprint) {
    refuse("the host", header.hostFingerprint, present.hostFingerprint);
  }
  if (header.plan !== present.plan) refuse("the plan", header.plan, present.plan);
}

function toolText({ version, commit, build }: JournalHeader["tool"]): string {
  return [version, commit.value?.slice(0, 8) ?? "unknown commit", build].join(" ");
}
