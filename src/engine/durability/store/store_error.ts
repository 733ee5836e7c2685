/**
 * What can go wrong with a store that is used rightly. What is wrong with a key, a value or an option is a
 * `TypeError` or `RangeError` instead.
 * @module
 */
import { PuffinError } from "../../puffin_error.ts";

/** Any failure of a store. What it was asked for has not happened, and all that was acknowledged before still holds. */
export abstract class StoreError extends PuffinError {
  /**
   * Words the error.
   *
   * @param store Name of the store: a file's path, or "memory".
   * @param message What went wrong.
   * @param options The cause.
   */
  constructor(readonly store: string, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The store is closed. */
export class StoreClosedError extends StoreError {
  /** The class's name. */
  override readonly name = "StoreClosedError";
  /** Stable name of this kind of error. */
  override readonly code = "store-closed";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   */
  constructor(store: string) {
    super(store, `Cannot use store "${store}" as it must not be closed: keep it for as long as it has users`);
  }
}

/** There is no room for what is to be written: a limit of the store, or the disk. */
export class StoreFullError extends StoreError {
  /** The class's name. */
  override readonly name = "StoreFullError";
  /** Stable name of this kind of error. */
  override readonly code = "store-full";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   * @param reason What is full, and what helps.
   * @param options The cause.
   */
  constructor(store: string, reason: string, options?: ErrorOptions) {
    super(store, `Cannot write to store "${store}" as there must be room: ${reason}`, options);
  }
}

/** Other processes kept the file locked for too long. */
export class StoreBusyError extends StoreError {
  /** The class's name. */
  override readonly name = "StoreBusyError";
  /** Stable name of this kind of error. */
  override readonly code = "store-busy";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   * @param busyTimeoutMs How long it was tried.
   * @param options The cause.
   */
  constructor(store: string, readonly busyTimeoutMs: number, options?: ErrorOptions) {
    super(
      store,
      `Cannot use store "${store}" as others must leave it free within ${busyTimeoutMs} ms: it is locked ` +
        "(try again, or raise 'busyTimeoutMs')",
      options,
    );
  }
}

/** The file cannot be opened, read or written at all. */
export class StoreUnavailableError extends StoreError {
  /** The class's name. */
  override readonly name = "StoreUnavailableError";
  /** Stable name of this kind of error. */
  override readonly code = "store-unavailable";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   * @param reason What is in the way.
   * @param options The cause.
   */
  constructor(store: string, reason: string, options?: ErrorOptions) {
    super(store, `Cannot use store "${store}" as its file must be there to read and write: ${reason}`, options);
  }
}

/** What the store holds is damaged. */
export class StoreCorruptError extends StoreError {
  /** The class's name. */
  override readonly name = "StoreCorruptError";
  /** Stable name of this kind of error. */
  override readonly code = "store-corrupt";

  /**
   * Words the error.
   *
   * @param store Name of the store.
   * @param damage What is damaged.
   * @param options The cause.
   */
  constructor(store: string, damage: string, options?: ErrorOptions) {
    super(store, `Cannot read from store "${store}" as it must not be damaged: ${damage}`, options);
  }
}
