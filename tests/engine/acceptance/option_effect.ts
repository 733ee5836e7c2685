/**
 * Row 25 as a table: an option that nothing reads is a defect. For each option of a type one does the same thing
 * twice, without the option and with it, and says what comes of it. The type of the table makes the compiler ask
 * for every option that there is.
 * @module
 */
import assert from "node:assert/strict";

/** What an option changes. */
export interface OptionEffect {
  /**
   * Does something of which the option changes the outcome.
   *
   * @param isSet Whether the option is set.
   * @returns The outcome.
   */
  readonly outcome: (isSet: boolean) => unknown;
  /** Outcome when the option is left out. */
  readonly without: unknown;
  /** Outcome when it is set; another one. */
  readonly set: unknown;
}

/**
 * Registers a test for each option of a type.
 *
 * @param type Name of the type that has the options.
 * @param effects What each of them changes.
 */
export function testOptions(type: string, effects: Readonly<Record<string, OptionEffect>>): void {
  for (const [option, { outcome, without, set }] of Object.entries(effects)) {
    Deno.test(`row 25: ${type}.${option} takes effect`, async () => {
      assert.deepEqual(await outcome(false), without);
      assert.deepEqual(await outcome(true), set);
      assert.notDeepEqual(without, set);
    });
  }
}
