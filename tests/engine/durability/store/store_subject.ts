/**
 * The stores that the tests are about, each opened afresh and gone without a trace at the end of a test.
 * @module
 */
import {
  type KeyValueStore,
  memoryStore,
  sqliteStore,
  type StoreOptions,
} from "../../../../src/engine/durability/store/mod.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";
import { SimulatedWallClock } from "../../../../src/time/simulated_wall_clock.ts";

/** A kind of store. */
export interface StoreSubject {
  readonly name: string;
  /** Opens an empty one. */
  open(options?: StoreOptions): OpenedStore;
}

/** An open store and what cleans up after it. */
export interface OpenedStore extends AsyncDisposable {
  readonly store: KeyValueStore;
  /** Closes the store and opens what it left behind; does nothing where that is nothing. */
  reopen(): Promise<void>;
}

/** A folder for a test. */
export class TemporaryFolder implements Disposable {
  readonly path: string = Deno.makeTempDirSync({ prefix: "puffin-store-" });

  /** Gives the path of a file in it. */
  file(name: string): string {
    return `${this.path}/${name}`;
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

const memory: StoreSubject = {
  name: "memoryStore()",
  open(options) {
    const store = memoryStore(options);
    return { store, reopen: () => Promise.resolve(), [Symbol.asyncDispose]: () => store.close() };
  },
};

/** A store in a folder of its own. */
class StoreInFolder implements OpenedStore {
  readonly #folder = new TemporaryFolder();
  readonly #options: StoreOptions | undefined;
  store: KeyValueStore;

  constructor(options: StoreOptions | undefined) {
    this.#options = options;
    this.store = this.#open();
  }

  async reopen(): Promise<void> {
    await this.store.close();
    this.store = this.#open();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    this.#folder[Symbol.dispose]();
  }

  #open(): KeyValueStore {
    // What is tested with this store does not depend on the disk, and would wait for it most of the time.
    return sqliteStore(this.#folder.file("store.sqlite"), { ...this.#options, durability: "off" });
  }
}

const sqlite: StoreSubject = { name: "sqliteStore()", open: (options) => new StoreInFolder(options) };

/** All of them. */
export const STORE_SUBJECTS: readonly StoreSubject[] = [memory, sqlite];

/** A wall clock that stands still until told to move, at noon of some day. */
export function simulatedWallClock(): SimulatedWallClock {
  return new SimulatedWallClock(new SimulatedClock(), new Date("2025-03-01T12:00:00Z"));
}
