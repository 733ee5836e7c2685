/**
 * Words that have no place in a file: paths and addresses of one machine, and notes to oneself.
 * @module
 */
import type { SourceFile } from "./source_file.ts";

interface BannedWord {
  /** Written so that it does not match its own source. */
  readonly pattern: RegExp;
  readonly rule: string;
}

const BANNED: readonly BannedWord[] = [
  {
    pattern: /[/](?:home|root|Users|work|workspace|farm)[/](?!me\b|user\b)\w+/,
    rule: "no path of somebody's machine is written down",
  },
  {
    pattern: /\b(?:10|192[.]168|172[.](?:1[6-9]|2\d|3[01]))(?:[.]\d{1,3}){2,3}\b/,
    rule: "no address of somebody's network is written down",
  },
  { pattern: /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/, rule: "what is left to do is an issue and not a comment" },
  { pattern: /deno-lint-ignor[e].*no-explicit-any/, rule: "there is no any, and no way around it" },
];

/**
 * Looks for banned words.
 *
 * @param file The file.
 * @returns A breach for each, with its line.
 */
export function words({ text }: SourceFile): string[] {
  return text.split("\n").flatMap((line, index) =>
    BANNED.flatMap(({ pattern, rule }) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`line ${index + 1}: ${rule}: "${found}"`];
    })
  );
}
