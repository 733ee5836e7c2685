/**
 * Waits for the ends of runs: news of them come at once, and should one get lost, the store is asked now and then.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { PuffinError } from "../puffin_error.ts";
import type { Fleet } from "./fleet.ts";

/** Nobody waits any more for the end of a run. */
export class DistributedClosedError extends PuffinError {
  /** The class's name. */
  override readonly name = "DistributedClosedError";
  /** Stable name of this kind of error. */
  override readonly code = "distributed-closed";

  /**
   * Words the error.
   *
   * @param run Id of the run.
   */
  constructor(readonly run: string) {
    super(`Cannot wait for the end of run "${run}" as the connection must be open: it was closed; the run goes on`);
  }
}

/** A run that is waited for. */
type Waiting = PromiseWithResolvers<void>;

/** Those who wait in this process. */
export class EndWatch extends Alarm {
  readonly #fleet: Fleet;
  readonly #clock: Clock;
  readonly #waiting: Map<string, Waiting> = new Map();
  #listening: Promise<unknown> | null = null;
  #isAsking = false;
  #isClosed = false;

  /**
   * Makes one.
   *
   * @param fleet Where runs are.
   * @param clock Says when to ask.
   */
  constructor(fleet: Fleet, clock: Clock) {
    super();
    this.#fleet = fleet;
    this.#clock = clock;
  }

  /**
   * Waits for the end of a run.
   *
   * @param id What names it.
   * @throws {DistributedClosedError} If the connection is closed meanwhile.
   */
  async ended(id: string): Promise<void> {
    if (this.#isClosed) throw new DistributedClosedError(id);
    const { bulletin, store } = this.#fleet;
    let waiting = this.#waiting.get(id);
    if (waiting === undefined) {
      this.#waiting.set(id, waiting = Promise.withResolvers());
      // The one who asked may have gone before it is told.
      waiting.promise.catch(() => {});
    }
    await (this.#listening ??= bulletin.listen(store.keys.endNews, (run) => this.#tell(run)));
    // It may have ended before anybody listened.
    await this.#ask([id]);
    if (!this.#isAsking && this.#waiting.size > 0 && !this.#isClosed) {
      this.#isAsking = true;
      this.#clock.set(this, this.#fleet.settings.resultPollMs);
    }
    await waiting.promise;
  }

  override ring(): void {
    void this.#askAll();
  }

  /** Stops to wait. */
  close(): void {
    this.#isClosed = true;
    this.#clock.clear(this);
    for (const [id, { reject }] of this.#waiting) reject(new DistributedClosedError(id));
    this.#waiting.clear();
  }

  async #askAll(): Promise<void> {
    try {
      await this.#ask([...this.#waiting.keys()]);
    } catch {
      // The server is away; it is asked again.
    }
    this.#isAsking = this.#waiting.size > 0 && !this.#isClosed;
    if (this.#isAsking) this.#clock.set(this, this.#fleet.settings.resultPollMs);
  }

  async #ask(ids: readonly string[]): Promise<void> {
    const { redis, store } = this.#fleet;
    const statuses = await Promise.all(ids.map((id) => redis.hget(store.keys.run(id), "status")));
    for (const [index, status] of statuses.entries()) {
      if (status !== "open") this.#tell(ids[index]!);
    }
  }

  #tell(id: string): void {
    this.#waiting.get(id)?.resolve();
    this.#waiting.delete(id);
  }
}
