/**
 * Counts code: lines that hold more than blanks and comments, and tokens. The scanner knows comments, strings, templates,
 * numbers, names and signs, which is all that formatted code without regular expressions in odd places needs.
 * @module
 */

/** How much code there is. */
export interface CodeSize {
  readonly files: number;
  readonly lines: number;
  readonly tokens: number;
}

/** A piece of source: what is skipped first, then what counts as one token each. */
const PIECE = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<token>` + [
      String.raw`"(?:[^"\\\n]|\\.)*"`,
      String.raw`'(?:[^'\\\n]|\\.)*'`,
      "`(?:[^`\\\\]|\\\\[\\s\\S])*`",
      String.raw`(?<=[(,=:?&|]\s*)\/(?![*/])(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*`,
      String.raw`\d[\w.]*`,
      String.raw`[#@]?[A-Za-z_$][\w$]*`,
      String
        .raw`=>|\.\.\.|\?\?=|\|\|=|&&=|>>>=|===|!==|\*\*=|<<=|>>=|>>>|\?\?|\?\.|\|\||&&|==|!=|<=|>=|\+\+|--|[-+*/%&|^]=|\*\*|<<|>>`,
      String.raw`[\s\S]`,
    ].join("|") + ")",
  ].join("|"),
  "y",
);

/**
 * Counts the code of some files.
 *
 * @param sources Text of each file, as the formatter leaves it.
 * @returns Lines and tokens of all of them.
 */
export function codeSize(sources: readonly string[]): CodeSize {
  const sizes = sources.map(sizeOf);
  return {
    files: sources.length,
    lines: sizes.reduce((sum, { lines }) => sum + lines, 0),
    tokens: sizes.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function sizeOf(source: string): Omit<CodeSize, "files"> {
  const lines = new Set<number>();
  let line = 0, tokens = 0;
  for (PIECE.lastIndex = 0; PIECE.lastIndex < source.length;) {
    const { groups, 0: text } = PIECE.exec(source)!;
    const breaks = text.split("\n").length - 1;
    if (groups!["token"] !== undefined) {
      tokens++;
      // A template goes over several lines, and all of them are code.
      for (let of = line; of <= line + breaks; of++) lines.add(of);
    }
    line += breaks;
  }
  return { lines: lines.size, tokens };
}
