/**
 * A command line that cannot be obeyed, said in one sentence with the spelling that was probably meant.
 * @module
 */
import { EXIT_CODE } from "./exit_code.ts";
import { nearest } from "./nearest.ts";

/** Thrown when the command line asks for what there is not; ends the program with exit code 2. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  /** What the program answers. */
  readonly exitCode: number = EXIT_CODE.usage;
}

/** Thrown when another session measures on this machine; ends the program with exit code 5. */
export class BusyError extends UsageError {
  override readonly name = "BusyError";
  override readonly exitCode = EXIT_CODE.unfitMachine;
}

/**
 * Makes the error for a name that there is not.
 *
 * @param kind What the name should be of, for example `suite`.
 * @param given What was written.
 * @param known The names there are.
 * @returns The error, with the nearest known name or else with all of them.
 */
export function unknownName(kind: string, given: string, known: readonly string[]): UsageError {
  const meant = nearest(given, known);
  const advice = meant === undefined ? `there is only ${known.join(", ")}` : `did you mean "${meant}"?`;
  return new UsageError(`Cannot find the ${kind} "${given}": ${advice}`);
}

/**
 * Makes the error for an option's value that there is not.
 *
 * @param flag The option, for example `--profile`.
 * @param given What was written.
 * @param choices The values there are.
 * @returns The error, with all values and the one that was probably meant.
 */
export function unknownChoice(flag: string, given: string, choices: readonly string[]): UsageError {
  const meant = nearest(given, choices);
  const advice = meant === undefined ? `current value is "${given}"` : `did you mean "${meant}" instead of "${given}"?`;
  return new UsageError(`Cannot use ${flag} as its value must be one of ${choices.join(", ")}: ${advice}`);
}
