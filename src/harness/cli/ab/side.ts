/**
 * What stands on one side of a comparison: a commit, a built program, or a result that was saved. A working tree
 * with changes counts as the commit that it would be, so that nobody can change what is being measured.
 * @module
 */
import { join, resolve } from "node:path";
import * as z from "zod";
import { sha256Of } from "../report_file.ts";
import { UsageError } from "../usage_error.ts";
import { git, gitOrNull } from "./git.ts";

/** Schema of a side that can be measured, as it stands in a journal. */
export const measuredSideSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("commit"), name: z.string(), commit: z.string() }),
  z.strictObject({ kind: z.literal("program"), name: z.string(), path: z.string(), sha256: z.string() }),
]);

/** A side that can be measured. */
export type MeasuredSide = z.infer<typeof measuredSideSchema>;

/** A side. */
export type Side = MeasuredSide | { readonly kind: "result"; readonly path: string };

/** What `--head` is unless it is given. */
export const WORKING_TREE = "working tree";

/** Names in the commit of a working tree; with a fixed date, the same tree always is the same commit. */
const AUTHOR: Readonly<Record<string, string>> = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((role) => [
    [`GIT_${role}_NAME`, "puffinbench"],
    [`GIT_${role}_EMAIL`, "puffinbench@localhost"],
    [`GIT_${role}_DATE`, "2000-01-01T00:00:00Z"],
  ]),
);

/**
 * Finds out what somebody means.
 *
 * @param text A git ref, or the path of a built program or of a saved result.
 * @param options The option that it was given by, and the directory from which paths start.
 * @returns The side.
 * @throws {UsageError} If there is nothing of that name.
 */
export async function sideOf(
  text: string,
  { flag, cwd }: { readonly flag: string; readonly cwd: string },
): Promise<Side> {
  const commit = text.startsWith("-") ? null : await gitOrNull(
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${text}^{commit}`],
    { cwd },
  );
  if (commit !== null) return { kind: "commit", name: text, commit };
  const path = resolve(cwd, text);
  const found = await Deno.stat(path).catch(() => null);
  if (found?.isFile && text.endsWith(".json")) return { kind: "result", path };
  if (found?.isFile && ((found.mode ?? 0) & 0o111) !== 0) {
    return { kind: "program", name: text, path, sha256: await sha256Of(path) };
  }
  const what = found === null ? "there is neither" : "it is a file that is neither";
  throw new UsageError(
    `Cannot use ${flag} "${text}" as it must be a git ref, a built program or a saved result: ${what}`,
  );
}

/**
 * Takes the working tree as it is, with all that is not ignored.
 *
 * @param root The root of the checkout.
 * @returns The commit that it stands at, or would be.
 * @throws {GitError} If git refuses.
 */
export async function workingTreeSide(root: string): Promise<MeasuredSide> {
  const head = await git(["rev-parse", "HEAD"], { cwd: root });
  if (await git(["status", "--porcelain"], { cwd: root }) === "") {
    return { kind: "commit", name: WORKING_TREE, commit: head };
  }
  const directory = await Deno.makeTempDir({ prefix: "puffinbench-" });
  try {
    // An index of our own: what the user has staged stays as it is.
    const index = { GIT_INDEX_FILE: join(directory, "index") };
    await git(["read-tree", "HEAD"], { cwd: root, env: index });
    await git(["add", "--all"], { cwd: root, env: index });
    const tree = await git(["write-tree"], { cwd: root, env: index });
    const commit = await git(["commit-tree", tree, "-p", head, "-m", WORKING_TREE], { cwd: root, env: AUTHOR });
    return { kind: "commit", name: WORKING_TREE, commit };
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/**
 * Names a side for people.
 *
 * @param side The side.
 * @returns For example `main (7770540)`.
 */
export function sideText(side: Side): string {
  switch (side.kind) {
    case "commit":
      return side.commit.startsWith(side.name) ? side.commit.slice(0, 7) : `${side.name} (${side.commit.slice(0, 7)})`;
    case "program":
      return `${side.name} (${side.sha256.slice(0, 7)})`;
    case "result":
      return side.path;
  }
}
