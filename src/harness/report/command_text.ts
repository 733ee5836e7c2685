/**
 * The command that repeats a session, to be pasted into a shell.
 * @module
 */
import type { SessionInfo } from "../session/result.ts";
import { inertText } from "./inert_text.ts";

/** Words that no shell reads anything into. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/**
 * Writes the command of a session.
 *
 * @param session The session.
 * @returns The command in one line; with the seed that was drawn, if none was given.
 */
export function commandText({ argv, seed }: Pick<SessionInfo, "argv" | "seed">): string {
  const hasSeed = argv.some((word) => word === "--seed" || word.startsWith("--seed="));
  const words = hasSeed ? argv : [...argv, "--seed", String(seed)];
  return ["puffinbench", ...words.map(quoted)].join(" ");
}

function quoted(word: string): string {
  const inert = inertText(word);
  return PLAIN_WORD.test(inert) ? inert : `'${inert.replaceAll("'", `'\\''`)}'`;
}
