/**
 * The place of Python and a Python, or the sentence that says why there is none.
 * @module
 */
import { findInterpreter, type Interpreter } from "../python/interpreter.ts";
import { type PythonPlace, pythonPlace } from "../python/place.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Finds the place.
 *
 * @param io The world, for its environment.
 * @returns The directories.
 * @throws {UsageError} If there is no home.
 */
export function placeFor({ env }: Pick<Io, "env">): PythonPlace {
  const place = pythonPlace(env);
  if (place === null) {
    throw new UsageError(
      "Cannot install frameworks as there must be a home: set HOME, XDG_CACHE_HOME or PUFFIN_CACHE_DIR",
    );
  }
  return place;
}

/**
 * Finds a Python.
 *
 * @param io The world, for its environment.
 * @returns The program.
 * @throws {UsageError} If there is none that fits.
 */
export async function pythonFor({ env }: Pick<Io, "env">): Promise<Interpreter> {
  const found = await findInterpreter(env);
  if (found.program === null) {
    throw new UsageError(`Cannot run frameworks in Python: ${found.why.replace(/^needs/, "it needs")}`);
  }
  return found;
}
