/**
 * Options of scripts, written `--name=value`. Commands of the program have a grammar of their own (`cli/program.ts`).
 * @module
 */

/**
 * Reads an option.
 *
 * @param name Its name, without dashes.
 * @param args The arguments. @default those of the script
 * @returns The text after the sign, or `undefined` where it is not given.
 */
export function textOption(name: string, args: readonly string[] = Deno.args): string | undefined {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

/**
 * Reads an option that is a whole number.
 *
 * @param name Its name, without dashes.
 * @param usual What it is where it is not given.
 * @param args The arguments. @default those of the script
 * @returns The number.
 * @throws {RangeError} If it is not a whole number from 1.
 */
export function numberOption(name: string, usual: number, args: readonly string[] = Deno.args): number {
  const text = textOption(name, args);
  if (text === undefined) return usual;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new RangeError(`Cannot use --${name} as its value must be a whole number from 1: current value is "${text}"`);
}
