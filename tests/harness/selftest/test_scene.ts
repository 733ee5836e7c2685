/**
 * A scene for tests of the self-test's checks.
 * @module
 */
import { programCommand, type Scene } from "../../../src/harness/selftest/scene.ts";
import { testCommand } from "../../fixtures/tiny_session.ts";

/** A scene in which nobody waits for progress. */
export function testScene(given: Partial<Scene> = {}): Scene {
  return {
    effort: "reduced",
    seed: 1,
    spinners: 0,
    workerCommand: testCommand(),
    program: programCommand(new URL("../../../main.ts", import.meta.url).href),
    say: () => {},
    signal: new AbortController().signal,
    ...given,
  };
}
