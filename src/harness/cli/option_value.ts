/**
 * What the values of options must look like. Each function reads one value and tells in one sentence
 * when it cannot.
 * @module
 */
import { REPORT_FORMATS, type ReportFormat } from "../report/format_names.ts";
import { unknownChoice, UsageError } from "./usage_error.ts";

const LARGEST_SEED = 2 ** 32 - 1;

/**
 * Makes a reader for a value out of a few.
 *
 * @param flag The option, for messages.
 * @param choices The values there are.
 * @returns Reads a value.
 */
export function choice<const Choice extends string>(
  flag: string,
  choices: readonly Choice[],
): (text: string) => Choice {
  return (text) => {
    const chosen = choices.find((candidate) => candidate === text);
    if (chosen === undefined) throw unknownChoice(flag, text, choices);
    return chosen;
  };
}

/**
 * Reads a seed.
 *
 * @param text Decimal digits.
 * @returns An integer from 0 to 4,294,967,295.
 * @throws {UsageError} If it is anything else.
 */
export function seed(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= LARGEST_SEED) return number;
  throw new UsageError(
    `Cannot use --seed as its value must be a whole number from 0 to ${LARGEST_SEED}: current value is "${text}"`,
  );
}

/**
 * Makes a reader for a duration.
 *
 * @param flag The option, for messages.
 * @returns Reads seconds, above 0, and gives milliseconds.
 */
export function seconds(flag: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d*\.?\d+$/.test(text) && number > 0) return number * 1_000;
    throw new UsageError(
      `Cannot use ${flag} as its value must be a number of seconds above 0: current value is "${text}"`,
    );
  };
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Makes a reader for a long duration.
 *
 * @param flag The option, for messages.
 * @returns Reads a number above 0 with its unit, as `90s`, `10m` or `1.5h`, and gives milliseconds.
 */
export function span(flag: string): (text: string) => number {
  return (text) => {
    const [, digits, unit = ""] = /^(\d*\.?\d+)([smh])$/.exec(text) ?? [];
    const ms = Number(digits) * (MS_PER_UNIT[unit] ?? NaN);
    if (ms > 0) return ms;
    throw new UsageError(
      `Cannot use ${flag} as its value must be a time above 0 as 90s, 10m or 1.5h: current value is "${text}"`,
    );
  };
}

/** Bounds of a number, both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Whether only whole numbers will do. */
  readonly isWhole: boolean;
}

/**
 * Makes a reader for a number.
 *
 * @param flag The option, for messages.
 * @param bounds What the number must be.
 * @returns Reads a number.
 */
export function numberWithin(flag: string, { least, most, isWhole }: Bounds): (text: string) => number {
  return (text) => {
    const number = Number(text);
    const isNumber = /^\d*\.?\d+$/.test(text) && (!isWhole || Number.isInteger(number));
    if (isNumber && least <= number && number <= most) return number;
    const kind = isWhole ? "a whole number" : "a number";
    throw new UsageError(
      `Cannot use ${flag} as its value must be ${kind} from ${least} to ${most}: current value is "${text}"`,
    );
  };
}

/**
 * Makes a reader for a list.
 *
 * @param flag The option, for messages.
 * @returns Reads names separated by commas, one or more, and adds them to those read before.
 */
export function listOf(flag: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const names = text.split(",").map((name) => name.trim()).filter((name) => name !== "");
    if (names.length > 0) return [...before, ...names];
    throw new UsageError(`Cannot use ${flag} as its value must be one name or more, separated by commas: it is empty`);
  };
}

/**
 * Reads one more value of an option that may be repeated.
 *
 * @param text The value.
 * @param before The values read before.
 * @returns All values.
 */
export function oneMore(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** What stands for an empty list. */
const NONE = "none";

/**
 * Makes a reader for a choice of several.
 *
 * @param flag The option, for messages.
 * @param choices The values there are.
 * @returns Reads names separated by commas, each once however often it is given; `none` stands for no choice.
 */
export function choices<const Choice extends string>(
  flag: string,
  choices: readonly Choice[],
): (text: string) => readonly Choice[] {
  const read = choice(flag, [...choices, NONE]);
  return (text) => {
    const chosen = new Set(listOf(flag)(text).map(read));
    if (chosen.has(NONE) && chosen.size > 1) {
      throw new UsageError(`Cannot use ${flag} as "${NONE}" must stand alone: current value is "${text}"`);
    }
    return choices.filter((candidate) => chosen.has(candidate));
  };
}

/** A report to write. */
export interface ReportExport {
  readonly format: ReportFormat;
  readonly path: string;
}

/** The option that reports are asked for by. */
export const EXPORT_FLAG = "--export";

/**
 * Reads one more report to write.
 *
 * @param text Form and file, as `md=summary.md`.
 * @param before What was read before.
 * @returns All of it.
 * @throws {UsageError} If there is no such form, or no file.
 */
export function oneMoreExport(text: string, before: readonly ReportExport[]): readonly ReportExport[] {
  const at = text.indexOf("=");
  const path = text.slice(at + 1);
  if (at < 0 || path === "") {
    throw new UsageError(
      `Cannot use ${EXPORT_FLAG} as its value must be a form and a file, as md=summary.md: current value is "${text}"`,
    );
  }
  return [...before, { format: choice(EXPORT_FLAG, REPORT_FORMATS)(text.slice(0, at)), path }];
}
