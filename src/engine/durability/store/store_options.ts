/**
 * What can be chosen of every store: its clock and its limits.
 * @module
 */
import { systemWallClock } from "../../../time/system_wall_clock.ts";
import type { WallClock } from "../../../time/wall_clock.ts";

/** Options of every store. */
export interface StoreOptions {
  /**
   * What says when entries end. Where it is set back, entries that nothing has swept yet live again.
   * @default {systemWallClock}
   */
  readonly wallClock?: WallClock | undefined;
  /** Most bytes of an encoded key, 1 or more. Texts take a byte a character in ASCII. @default {2_048} */
  readonly maxKeyBytes?: number | undefined;
  /** Most bytes of a value, written as JSON in UTF-8, 1 or more. @default {1_048_576} */
  readonly maxValueBytes?: number | undefined;
  /** Most checks and writes of a batch, taken together, 1 or more. @default {1_000} */
  readonly maxBatchSize?: number | undefined;
}

/** Options with nothing left open. */
export interface StoreSettings {
  readonly wallClock: WallClock;
  readonly maxKeyBytes: number;
  readonly maxValueBytes: number;
  readonly maxBatchSize: number;
}

/**
 * Fills in what was left out.
 *
 * @param options The options.
 * @returns The settings.
 * @throws {RangeError} If a limit is not a whole number of 1 or more.
 */
export function storeSettings(options: StoreOptions): StoreSettings {
  const { wallClock = systemWallClock, maxKeyBytes = 2_048, maxValueBytes = 1_048_576, maxBatchSize = 1_000 } = options;
  checkLimits("make a store", { maxKeyBytes, maxValueBytes, maxBatchSize });
  return { wallClock, maxKeyBytes, maxValueBytes, maxBatchSize };
}

/**
 * Checks limits.
 *
 * @param action What is to be done with them, for the message.
 * @param limits The limits by the names of their options.
 * @throws {RangeError} If one is not a whole number of 1 or more.
 */
export function checkLimits(action: string, limits: Readonly<Record<string, number>>): void {
  for (const [option, value] of Object.entries(limits)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new RangeError(
      `Cannot ${action} as '${option}' must be a whole number of 1 or more: current value is ${value}`,
    );
  }
}
