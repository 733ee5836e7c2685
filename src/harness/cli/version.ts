/**
 * Which puffinbench this is: for bug reports, and for the record in every result.
 * @module
 */
import manifest from "../../../deno.json" with { type: "json" };
import { readCommit } from "../machine/commit.ts";
import type { SessionInfo } from "../session/result.ts";
import { buildInfo } from "../session/self_command.ts";
import type { Io } from "./io.ts";

/** Digits that tell one commit from another to people. */
const COMMIT_DIGITS = 8;

/**
 * Tells which tool makes a result.
 *
 * @returns Version, commit and kind of build.
 */
export function toolInfo(): SessionInfo["tool"] {
  const { kind, version } = buildInfo();
  return { version: version ?? manifest.version, commit: readCommit(), build: kind };
}

/**
 * Writes what a bug report has to name.
 *
 * @param io The world.
 * @returns For example `puffinbench 0.1.0 (source 67dac4e1, deno 2.9.6)`; without the commit where it is not known.
 */
export function versionText({ denoVersion }: Pick<Io, "denoVersion">): string {
  const { version, commit, build } = toolInfo();
  const short = commit.value === null ? "" : ` ${commit.value.slice(0, COMMIT_DIGITS)}`;
  return `puffinbench ${version} (${build}${short}, deno ${denoVersion})`;
}
