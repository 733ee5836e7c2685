/**
 * What a build is: its facts, the id that tells it from every other build, and the module that tells
 * the program about them at run time.
 * @module
 */
import { createHash } from "node:crypto";
import { type Bundle, MAIN_MODULE } from "./program_files.ts";

/** What a build is made of. */
export interface BuildFacts {
  /** `portable` carries the whole Deno and unpacks itself; `compiled` is what `deno compile` writes. */
  readonly kind: "portable" | "compiled";
  readonly version: string;
  /** Commit of the source, with `-dirty` where files differed from it; null outside a repository. */
  readonly commit: string | null;
  /** Version of the runtime inside. */
  readonly deno: string;
  /** Platform it runs on, as Rust names it. */
  readonly target: string;
  /** Flags that the program runs under. */
  readonly flags: readonly string[];
}

/** SHA-256 of a build's files by their path, in hexadecimal. */
export type Digests = Readonly<Record<string, string>>;

/** What both kinds of build are made from. */
export interface BuildOptions {
  readonly facts: BuildFacts;
  /** The program, without its entry module. */
  readonly bundle: Bundle;
  /** Empty directory for what is only needed while building; absolute. */
  readonly directory: string;
}

/**
 * Digests bytes.
 *
 * @param bytes What to digest.
 * @returns SHA-256 in hexadecimal.
 */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Names a build after everything that makes it: two builds share an id if and only if they are equal.
 *
 * @param facts What it is.
 * @param digests Its files, without the entry module, which holds the id.
 * @returns 16 hexadecimal digits.
 */
export function buildId(facts: BuildFacts, digests: Digests): string {
  const files = Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([facts, files])).slice(0, 16);
}

/**
 * Writes the entry module: it leaves the build's facts where the program looks for them and starts it.
 * The import is dynamic, as a static one would run before the facts are there.
 *
 * @param facts What the build is.
 * @param id Its id.
 * @returns Code of the entry module.
 */
export function entryModule(facts: BuildFacts, id: string): string {
  const { kind, version, commit } = facts;
  const build = JSON.stringify({ kind, version, id, commit });
  return `globalThis.__PUFFIN_BUILD__ = Object.freeze(${build});\nawait import("./${MAIN_MODULE}");\n`;
}
