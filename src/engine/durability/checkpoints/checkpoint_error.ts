/**
 * What a store of runs refuses, and why. All stores throw the same.
 * @module
 */
import { PuffinError } from "../../puffin_error.ts";

/** A run is worked on by somebody else. */
export class RunLockedError extends PuffinError {
  /** The class's name. */
  override readonly name = "RunLockedError";
  /** Stable name of this kind of error. */
  override readonly code = "run-locked";

  /**
   * Words the error.
   *
   * @param id The run.
   * @param holder Who holds it.
   */
  constructor(readonly id: string, readonly holder: string) {
    super(`Cannot claim run "${id}" as one process at a time may work on it: it is held by ${holder}`);
  }
}

/** A run was claimed by somebody else while it was being worked on. */
export class ClaimLostError extends PuffinError {
  /** The class's name. */
  override readonly name = "ClaimLostError";
  /** Stable name of this kind of error. */
  override readonly code = "claim-lost";

  /**
   * Words the error.
   *
   * @param id The run.
   * @param fence Number of the claim that is over.
   */
  constructor(readonly id: string, readonly fence: number) {
    super(`Cannot write the journal of run "${id}" as claim ${fence} on it is over: it was released, or taken over`);
  }
}

/** There is no run with an id. */
export class UnknownRunError extends PuffinError {
  /** The class's name. */
  override readonly name = "UnknownRunError";
  /** Stable name of this kind of error. */
  override readonly code = "unknown-run";

  /**
   * Words the error.
   *
   * @param id The id.
   * @param store Name of the store.
   */
  constructor(readonly id: string, store: string) {
    super(`Cannot find run "${id}" as ${store} has none with this id: it was never started here, or was dropped`);
  }
}

/** What is stored is not what was written. */
export class CorruptRecordError extends PuffinError {
  /** The class's name. */
  override readonly name = "CorruptRecordError";
  /** Stable name of this kind of error. */
  override readonly code = "corrupt-record";

  /**
   * Words the error.
   *
   * @param id The run.
   * @param place Where the record is.
   * @param why What is wrong with it, as a clause.
   */
  constructor(readonly id: string, readonly place: string, why: string) {
    super(`Cannot read the journal of run "${id}" as ${place} is damaged: ${why}; restore the store from a copy`);
  }
}

/** A store cannot do its work: the disk is full, the directory read-only, the file none of its own. */
export class CheckpointStoreError extends PuffinError {
  /** The class's name. */
  override readonly name = "CheckpointStoreError";
  /** Stable name of this kind of error. */
  override readonly code = "checkpoint-store";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   * @param action What it was asked to do, as a verb and its object.
   * @param cause What kept it from that.
   */
  constructor(readonly store: string, action: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Cannot ${action} as ${store} must be writable, with room left: ${why}`, { cause });
  }
}
