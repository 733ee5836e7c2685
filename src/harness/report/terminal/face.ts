/**
 * What a terminal can show: how wide it is, whether in colour, in Unicode or ASCII. Decided once from
 * the flags, the environment and the stream; everything that draws is handed the decision.
 * @module
 */

/** A terminal, as the drawing code sees it. */
export interface Face {
  /** Columns; no line is longer. */
  readonly width: number;
  /** Whether escape codes for colour may be written. */
  readonly color: "on" | "off";
  /** Which characters may be written. */
  readonly charset: "unicode" | "ascii";
}

/** What the user asks for in colour. */
export type ColorChoice = "auto" | "always" | "never";

/** What decides about a face. */
export interface FaceConditions {
  /** Value of `--color`. */
  readonly color: ColorChoice;
  /** Value of `--ascii`. */
  readonly charset: "auto" | "ascii";
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the stream, or undefined when it is not a terminal. */
  readonly columns: number | undefined;
}

/** Columns assumed where nobody says: what a log viewer shows without wrapping. */
const DEFAULT_COLUMNS = 80;
/** Columns below which lines would hold no sentence. */
const FEWEST_COLUMNS = 40;

/**
 * Decides how to draw on a stream.
 *
 * @param conditions Flags, environment and stream.
 * @returns The face; `COLUMNS` gives the width of a stream that is not a terminal.
 */
export function faceOf(conditions: FaceConditions): Face {
  const { env, columns } = conditions;
  const asked = columns ?? (Number(env.COLUMNS) || DEFAULT_COLUMNS);
  return {
    width: Math.max(FEWEST_COLUMNS, Math.floor(asked)),
    color: hasColor(conditions) ? "on" : "off",
    charset: hasUnicode(conditions) ? "unicode" : "ascii",
  };
}

function hasColor({ color, env, columns }: FaceConditions): boolean {
  if (color !== "auto") return color === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return columns !== undefined && env.TERM !== "dumb";
}

function hasUnicode({ charset, env }: FaceConditions): boolean {
  if (charset === "ascii") return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return /utf-?8/i.test(locale) || Boolean(env.WT_SESSION) || env.TERM_PROGRAM === "vscode";
}
