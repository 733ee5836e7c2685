/**
 * One reader of a run's events, with a buffer that cannot grow without end.
 * @module
 */
import type { RunEvent } from "./run_event.ts";

/** How a reader reads. */
export interface EventsOptions {
  /** Events that wait for the reader before it counts as behind: a whole number of 1 or more. @default {1_024} */
  readonly bufferSize?: number;
  /**
   * What happens when the reader is behind. `hold` starts no further state until it has caught up: nothing is
   * lost, and a reader that stops reading stops the run. `drop-oldest` loses the oldest events instead.
   * @default {"hold"}
   */
  readonly onFull?: "hold" | "drop-oldest";
  /** Number of the last event that the reader knows: those after it are told again as far as they were kept. @default {undefined} */
  readonly after?: number;
}

/** What a subscription tells its hub. */
export interface SubscriptionEvents {
  /** The reader was behind and is not any more. */
  caughtUp(): void;
  /** The reader does not want more. */
  left(): void;
}

/** A reader. */
export class Subscription {
  /** The events, for the reader. */
  readonly stream: ReadableStream<RunEvent>;
  readonly #bufferSize: number;
  readonly #onFull: "hold" | "drop-oldest";
  readonly #events: SubscriptionEvents;
  #buffer: RunEvent[] = [];
  #waiting: (() => void) | null = null;
  #ended = false;

  /**
   * Makes one.
   *
   * @param options How the reader reads.
   * @param events Called back.
   * @throws {RangeError} If `bufferSize` is not a whole number of 1 or more.
   */
  constructor(options: EventsOptions, events: SubscriptionEvents) {
    const { bufferSize = 1_024, onFull = "hold" } = options;
    if (!(Number.isInteger(bufferSize) && bufferSize >= 1)) {
      throw new RangeError(
        `Cannot buffer events as 'bufferSize' must be a whole number of 1 or more: current value is ${bufferSize}`,
      );
    }
    this.#bufferSize = bufferSize;
    this.#onFull = onFull;
    this.#events = events;
    this.stream = new ReadableStream<RunEvent>({
      pull: (controller) => this.#pull(controller),
      cancel: () => events.left(),
    }, { highWaterMark: 0 });
  }

  /** Whether the reader is behind in a way that holds the run. */
  get isFull(): boolean {
    return this.#onFull === "hold" && this.#buffer.length >= this.#bufferSize;
  }

  /**
   * Hands the reader an event.
   *
   * @param event The event.
   * @returns `full` when the run should be held.
   */
  push(event: RunEvent): "ok" | "full" {
    this.#buffer.push(event);
    if (this.#onFull === "drop-oldest" && this.#buffer.length > this.#bufferSize) this.#buffer.shift();
    this.#notify();
    return this.isFull ? "full" : "ok";
  }

  /** Says that no event follows. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  #notify(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.();
  }

  async #pull(controller: ReadableStreamDefaultController<RunEvent>): Promise<void> {
    while (this.#buffer.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    const wasFull = this.isFull, event = this.#buffer.shift();
    if (event === undefined) controller.close();
    else controller.enqueue(event);
    if (wasFull && !this.isFull) this.#events.caughtUp();
  }
}
