/**
 * Items on their way to a sink: kept in a buffer of limited size while the sink is busy, then handed over in batches.
 * What is lost, as the buffer was full or the sink failed, is counted and told.
 *
 * The event bus of `coordination/` is not used: its streams are read one event at a time, and what a slow disk or
 * network needs is batches.
 * @module
 */
import type { Clock } from "../../../time/clock.ts";
import { systemClock } from "../../../time/system_clock.ts";
import { wholeNumber } from "../../reliability/number_check.ts";
import { Timeout } from "../../reliability/timeout.ts";
import { printError } from "./console_sink.ts";
import type { Sink } from "./sink.ts";

/** What was lost on the way to a sink. */
export interface DeliveryLoss {
  /** Name of the sink. */
  readonly sink: string;
  /** How many items. */
  readonly items: number;
  /** `failed` if the sink did not take them, `dropped` if there was no room for them. */
  readonly reason: "failed" | "dropped";
  /** What the sink threw. */
  readonly error: unknown;
}

/** How items are kept and handed over. */
export interface DeliveryOptions {
  /** Most items that wait for one sink, 1 or more. @default {1_000} */
  readonly maxBuffered?: number;
  /** Most items of a batch, 1 or more. @default {100} */
  readonly maxBatch?: number;
  /** Which item is lost when there is no room: the one that has waited longest, or the one that comes. @default {"drop-oldest"} */
  readonly overflow?: "drop-oldest" | "drop-newest";
  /** Longest time that a sink may take for a batch in milliseconds, its own retries included, above 0. @default {300_000} */
  readonly sinkTimeoutMs?: number;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
  /**
   * Is told of losses. It must not throw. @default {undefined} a line on the standard error
   *
   * @param loss What was lost.
   */
  readonly onLoss?: (loss: DeliveryLoss) => void;
}

/** What became of the items for one sink. */
export interface DeliveryReport {
  /** Name of the sink. */
  readonly sink: string;
  /** Items that the sink took. */
  readonly delivered: number;
  /** Items that the sink did not take. */
  readonly failed: number;
  /** Items for which there was no room. */
  readonly dropped: number;
  /** Items that wait, or are being handed over. */
  readonly waiting: number;
}

/** The way to one sink. */
export class Delivery<T> {
  readonly #sink: Sink<T>;
  readonly #maxBuffered: number;
  readonly #maxBatch: number;
  readonly #overflow: "drop-oldest" | "drop-newest";
  readonly #timeout: Timeout;
  readonly #onLoss: (loss: DeliveryLoss) => void;
  readonly #buffer: T[] = [];
  readonly #counts = { delivered: 0, failed: 0, dropped: 0 };
  #handedOver = 0;
  #droppedUntold = 0;
  #isClosed = false;
  /** Settles when nothing waits any more; `null` while nothing does. */
  #pumping: Promise<void> | null = null;

  /**
   * Makes an empty one.
   *
   * @param sink Where to.
   * @param options Limits.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(sink: Sink<T>, options: DeliveryOptions) {
    const { maxBuffered = 1_000, maxBatch = 100, overflow = "drop-oldest", sinkTimeoutMs = 300_000 } = options;
    const { clock = systemClock, onLoss = printLoss } = options;
    const action = `deliver to sink "${sink.name}"`;
    this.#sink = sink;
    this.#maxBuffered = wholeNumber(maxBuffered, { action, option: "maxBuffered" });
    this.#maxBatch = wholeNumber(maxBatch, { action, option: "maxBatch" });
    this.#overflow = overflow;
    this.#timeout = new Timeout({ name: action, timeoutMs: sinkTimeoutMs, clock });
    this.#onLoss = onLoss;
  }

  /** What became of the items so far. */
  get report(): DeliveryReport {
    return { sink: this.#sink.name, ...this.#counts, waiting: this.#buffer.length + this.#handedOver };
  }

  /**
   * Takes an item on its way; returns at once.
   *
   * @param item The item.
   */
  offer(item: T): void {
    const isFull = this.#buffer.length >= this.#maxBuffered;
    if (isFull || this.#isClosed) {
      this.#counts.dropped++;
      this.#droppedUntold++;
    }
    if (this.#isClosed) this.#tellDropped();
    else if (!isFull) this.#buffer.push(item);
    else if (this.#overflow === "drop-oldest") {
      this.#buffer.shift();
      this.#buffer.push(item);
    }
    if (this.#buffer.length > 0) this.#pumping ??= this.#pump();
  }

  /** Waits until the sink has had all that was taken so far. */
  async flush(): Promise<void> {
    while (this.#pumping !== null) await this.#pumping;
  }

  /** Takes no more items: waits until the sink has had those there are. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  async #pump(): Promise<void> {
    // A turn later: who offers several items in a row hands over one batch, and is never kept waiting by a sink.
    await Promise.resolve();
    while (this.#buffer.length > 0) {
      const batch = this.#buffer.splice(0, this.#maxBatch);
      await this.#handOver(batch);
      this.#tellDropped();
    }
    this.#pumping = null;
  }

  async #handOver(batch: readonly T[]): Promise<void> {
    this.#handedOver = batch.length;
    try {
      const taken = this.#sink.write(batch);
      if (taken !== undefined) await this.#timeout.execute(() => taken);
      this.#counts.delivered += batch.length;
    } catch (error) {
      this.#counts.failed += batch.length;
      this.#onLoss({ sink: this.#sink.name, items: batch.length, reason: "failed", error });
    }
    this.#handedOver = 0;
  }

  /** A burst of drops is told once. */
  #tellDropped(): void {
    const items = this.#droppedUntold;
    if (items === 0) return;
    this.#droppedUntold = 0;
    this.#onLoss({ sink: this.#sink.name, items, reason: "dropped", error: undefined });
  }
}

function printLoss({ sink, items, reason, error }: DeliveryLoss): void {
  const why = reason === "dropped" ? "there was no room for them" : String(error);
  printError(`PuffinFlow lost ${items} item(s) on the way to sink "${sink}": ${why}`);
}
