/**
 * What the victim of a deadlock is told.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import type { Owner } from "./owner.ts";

/** One owner in a circle of waits: it waits for what the next one holds, or stands behind the next one in line. */
export interface DeadlockLink {
  /** Who waits. */
  readonly owner: Owner;
  /** Name of what it waits for. */
  readonly waitsFor: string;
}

/** Owners wait for each other in a circle, and this wait was chosen to end. */
export class DeadlockError extends PuffinError {
  /** Name of the class. */
  override readonly name = "DeadlockError";
  /** Kind of error, for programs. */
  override readonly code = "deadlock";

  /** Makes the error of a victim. */
  constructor(
    /** Name of what the victim waited for. */
    readonly resource: string,
    /** The circle, the last link waiting for the first. */
    readonly cycle: readonly DeadlockLink[],
  ) {
    const links = cycle.map(({ owner, waitsFor }) => `"${owner.name}" waits for "${waitsFor}"`);
    super(
      `Cannot wait for "${resource}" as owners must not wait for each other in a circle: ${links.join(", ")} ` +
        `(release before waiting, or acquire in the same order everywhere)`,
    );
  }
}
