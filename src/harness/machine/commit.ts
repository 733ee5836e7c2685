/**
 * From which commit this tool was made. A build carries it; run from source, it is read from the files of
 * the git checkout, without git. Changes that are not committed are not seen that way.
 * @module
 */
import { fileURLToPath } from "node:url";
import { attempt, type Fact, followed, isKnown, known, missing } from "./fact.ts";
import { plainText } from "./plain_text.ts";
import { systemTexts, type TextSource } from "./text_source.ts";

/** Where to look for the commit. */
export interface CommitOptions {
  /** What the build left in `globalThis.__PUFFIN_BUILD__`; `undefined` when run from source. By default what is there. */
  readonly build?: unknown;
  /** Root of the tool's source; `undefined` where it is not on this machine. By default where the main module is. */
  readonly root?: string | undefined;
  /** Where to read; the real files by default. */
  readonly files?: TextSource;
}

/** A commit's name: SHA-1, or SHA-256 in newer repositories. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Reads the commit of the tool.
 *
 * @param options Where to look; by default where it really is.
 * @returns The commit's name, or why there is none. A build's may end in `-dirty`.
 */
export function readCommit(options: CommitOptions = {}): Fact<string> {
  const { build, root, files } = { build: ownBuild(), root: ownRoot(), files: systemTexts, ...options };
  if (build !== undefined) return commitOfBuild(build);
  if (root === undefined) return missing("the source is not on this machine");
  return followed(findGitDirectory(root, files), (directory) => headCommit(directory, files));
}

function ownBuild(): unknown {
  return Reflect.get(globalThis, "__PUFFIN_BUILD__");
}

/** From source the program is started by the module at the root of the checkout. */
function ownRoot(): string | undefined {
  const main = attempt(() => new URL(".", Deno.mainModule));
  return isKnown(main) && main.value.protocol === "file:" ? fileURLToPath(main.value).replace(/[\\/]$/, "") : undefined;
}

function commitOfBuild(build: unknown): Fact<string> {
  const commit = typeof build === "object" && build !== null ? Reflect.get(build, "commit") : null;
  const text = typeof commit === "string" ? plainText(commit) : null;
  return text === null ? missing("the build does not carry it") : known(text);
}

/** The repository's directory: `.git` itself, or what the file `.git` of a linked work tree points to. */
function findGitDirectory(root: string, files: TextSource): Fact<string> {
  const head = files.read(`${root}/.git/HEAD`);
  if (typeof head === "string") return known(`${root}/.git`);
  const [, pointer] = /^gitdir: (.+)$/.exec(lineOf(files, `${root}/.git`) ?? "") ?? [];
  if (pointer !== undefined) return known(resolved(root, pointer));
  return missing(head.kind === "absent" ? "the source is in no git checkout" : `git's HEAD: ${head.why}`);
}

function headCommit(directory: string, files: TextSource): Fact<string> {
  const head = lineOf(files, `${directory}/HEAD`) ?? "";
  if (COMMIT.test(head)) return known(head);
  const [, reference] = /^ref: (refs\/\S+)$/.exec(head) ?? [];
  if (reference === undefined || reference.includes("..")) return missing("git's HEAD names no branch");
  // The branches of a linked work tree are kept with the main one.
  const pointer = lineOf(files, `${directory}/commondir`);
  const common = pointer === null ? directory : resolved(directory, pointer);
  const commit = lineOf(files, `${common}/${reference}`) ?? packedCommit(files, { common, reference });
  if (commit === null || !COMMIT.test(commit)) return missing("git has no commit in a file for the branch");
  return known(commit);
}

function packedCommit(files: TextSource, { common, reference }: { common: string; reference: string }): string | null {
  const text = files.read(`${common}/packed-refs`);
  if (typeof text !== "string") return null;
  const line = text.split("\n").find((line) => line.trimEnd().endsWith(` ${reference}`));
  return line?.split(" ")[0] ?? null;
}

function lineOf(files: TextSource, path: string): string | null {
  const text = files.read(path);
  return typeof text === "string" ? text.trim() : null;
}

function resolved(base: string, path: string): string {
  return /^(?:\/|[A-Za-z]:)/.test(path) ? path : `${base}/${path}`;
}
