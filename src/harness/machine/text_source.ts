/**
 * The operating system's files as texts: read here, understood elsewhere. Everything that reads `/proc`,
 * `/sys` or `/etc` takes a `TextSource`, so that tests hand in the texts of machines they do not run on.
 *
 * Note: Deno opens `/proc` and `/sys` only with `--allow-all`; a partial `--allow-read` does not do.
 * @module
 */
import { type Fact, isAbsence, known, missing, reasonOf } from "./fact.ts";

/** Why there is no text. */
export interface Unreadable {
  /** `absent`: there is no such file, which may be an answer in itself; `refused`: there may be one. */
  readonly kind: "absent" | "refused";
  /** The reason, as a part of a sentence. */
  readonly why: string;
}

/** A file's text, or why there is none. */
export type Reading = string | Unreadable;

/** Where texts come from. */
export interface TextSource {
  /**
   * Reads a whole file.
   *
   * @param path Absolute path.
   * @returns Its text, or why there is none; never throws.
   */
  read(path: string): Reading;
}

/** The files of the machine that this program runs on. */
export const systemTexts: TextSource = {
  read(path) {
    try {
      return Deno.readTextFileSync(path);
    } catch (error) {
      return { kind: isAbsence(error) ? "absent" : "refused", why: reasonOf(error) };
    }
  },
};

/** How a file becomes a fact. */
export interface FileMeaning<T> {
  /** Absolute path. */
  readonly path: string;
  /** Finds the value in the text; `null` when it is not there or makes no sense. */
  readonly parse: (text: string) => T | null;
  /** Added to the reason where the file does not exist and that is no defect. */
  readonly ifAbsent?: string;
}

/**
 * Reads a fact that one file holds.
 *
 * @typeParam T What the file tells.
 * @param files Where to read.
 * @param meaning Which file, and what to find in it.
 * @returns The value, or a reason that names the file.
 */
export function readFact<T>(files: TextSource, { path, parse, ifAbsent = "" }: FileMeaning<T>): Fact<T> {
  const text = files.read(path);
  if (typeof text !== "string") return missing(`${path}: ${text.why}${text.kind === "absent" ? ifAbsent : ""}`);
  const value = parse(text);
  return value === null ? missing(`${path}: holds something else than expected`) : known(value);
}
