/**
 * Takes up a session that was stopped: finds its journal, and refuses to go on where anything that decides
 * about figures has become another since.
 * @module
 */
import { join, resolve } from "node:path";
import { type JournalContent, type JournalHeader, readJournal } from "../session/journal.ts";
import { JournalError } from "../session/journal_error.ts";
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
export async function findJournal(search: JournalSearch): Promise<FoundJournal> {
  return await findKept(search, {
    suffix: JOURNAL_SUFFIX,
    leftBy: "only a session with --save-results that was stopped leaves one",
    read: readJournal,
  });
}

/** What files are looked for. */
export interface KeptKind<Content> {
  /** How their names end; they begin with the time. */
  readonly suffix: string;
  /** Who leaves such a file, as a clause. */
  readonly leftBy: string;
  readonly read: (path: string) => Promise<Content>;
}

/**
 * Finds and reads what was kept to go on with.
 *
 * @param search Where to look.
 * @param kind What to look for.
 * @returns The file and what it holds.
 * @throws {UsageError} If there is none, or it cannot be read.
 */
export async function findKept<Content>(
  { file, directory, cwd }: JournalSearch,
  { suffix, leftBy, read }: KeptKind<Content>,
): Promise<{ readonly path: string; readonly content: Content }> {
  const path = file === null ? await newestOf(suffix, resolve(cwd, directory)) : resolve(cwd, file);
  if (path === null) {
    throw new UsageError(`Cannot resume as there is no journal in ${directory}: ${leftBy}`);
  }
  try {
    return { path, content: await read(path) };
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(error.message);
    throw error;
  }
}

async function newestOf(suffix: string, directory: string): Promise<string | null> {
  try {
    const names = (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => name);
    // Names begin with the time.
    const newest = names.filter((name) => name.endsWith(suffix)).toSorted().at(-1);
    return newest === undefined ? null : join(directory, newest);
  } catch {
    return null;
  }
}

/** What has to be the same for figures to belong together. */
export type PresentPlace = Pick<JournalHeader, "hostFingerprint" | "tool">;

/** What a session would be now. */
export type PresentSession = PresentPlace & Pick<JournalHeader, "plan">;

/**
 * Checks that a session that goes on is still the same.
 *
 * @param journal What it was.
 * @param present What it would be now.
 * @throws {UsageError} If the tool, the host or the plan is another one.
 */
export function checkSameSession({ path, content: { header } }: FoundJournal, present: PresentSession): void {
  checkSamePlace(path, { then: header, now: present });
  if (header.plan !== present.plan) refuse(path, { what: "the plan", then: header.plan, now: present.plan });
}

/**
 * Checks that the tool and the host are still the same.
 *
 * @param path Of what is to be gone on with, for the message.
 * @param place Where it was begun, and where we are now.
 * @throws {UsageError} If one of them is another.
 */
export function checkSamePlace(
  path: string,
  { then, now }: { readonly then: PresentPlace; readonly now: PresentPlace },
): void {
  const tools = { then: toolText(then.tool), now: toolText(now.tool) };
  if (tools.then !== tools.now) refuse(path, { what: "the version of puffinbench", ...tools });
  if (then.hostFingerprint !== now.hostFingerprint) {
    refuse(path, { what: "the host", then: then.hostFingerprint, now: now.hostFingerprint });
  }
}

function refuse(path: string, { what, then, now }: { what: string; then: string; now: string }): never {
  throw new UsageError(
    `Cannot resume ${path} as ${what} must be what it was: it was ${then} and is ${now}; start a new session`,
  );
}

function toolText({ version, commit, build }: JournalHeader["tool"]): string {
  return [version, commit.value?.slice(0, 8) ?? "unknown commit", build].join(" ");
}
