/**
 * Events kept for a reader that takes them one after another, at its own pace. A reader that is too
 * slow must not fill the memory: how much is kept is limited, and what happens then is chosen.
 * @module
 */
import { SINGLE } from "./claim.ts";
import { NO_OPTIONS } from "./wait_options.ts";
import { WaitQueue } from "./wait_queue.ts";
import { LimitReachedError } from "./waiting_error.ts";
import { wholeNumber } from "./whole_number.ts";

/** How events are kept for a reader. */
export interface StreamOptions {
  /** Ends the stream when aborted: the reader gets the signal's reason thrown. @default {undefined} */
  readonly signal?: AbortSignal | undefined;
  /** Most events kept for the reader: a whole number of 1 or more. @default {1_000} */
  readonly maxBuffered?: number;
  /**
   * What happens to an event for which there is no room: `fail` ends the stream with a
   * {@linkcode LimitReachedError} once the reader has read what was kept; `drop-oldest` and `drop-newest` lose
   * an event and count it. @default {"fail"}
   */
  readonly overflow?: "fail" | "drop-oldest" | "drop-newest";
}

/** Events in the order in which they happened, for `for await`. */
export interface EventStream<T> extends AsyncIterableIterator<T>, Disposable, AsyncDisposable {
  /** Events that are kept and not read yet. */
  readonly buffered: number;
  /** Events that were lost as there was no room for them. */
  readonly dropped: number;
}

/** How a stream ends once what was kept is read. */
type End = { readonly kind: "done" } | { readonly kind: "failed"; readonly error: unknown };

/** Whoever gets every event of a name. */
export interface Subscriber<T> {
  /** Gets an event. */
  handle(event: T): void;
  /** Nothing more will come. */
  end(): void;
  /** Whether it still wants events. */
  readonly isActive: boolean;
}

/** A stream, from the side of who fills it. */
export class BufferedStream<T> implements EventStream<T>, Subscriber<T> {
  readonly #name: string;
  readonly #maxBuffered: number;
  readonly #overflow: "fail" | "drop-oldest" | "drop-newest";
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => this.#fail(this.#signal!.reason);
  readonly #onEnd: (stream: BufferedStream<T>) => void;
  readonly #readers: WaitQueue<IteratorResult<T, undefined>>;
  readonly #buffer: T[] = [];
  #dropped = 0;
  #end: End | null = null;

  /**
   * Makes an empty stream.
   *
   * @param name Name for messages.
   * @param options How much is kept.
   * @param onEnd Called once, when it wants no more events; in the constructor if the signal is aborted already.
   * @throws {RangeError} If `maxBuffered` is not a whole number of 1 or more.
   */
  constructor(name: string, options: StreamOptions, onEnd: (stream: BufferedStream<T>) => void) {
    const { signal, maxBuffered = 1_000, overflow = "fail" } = options;
    this.#name = name;
    this.#maxBuffered = wholeNumber(maxBuffered, { action: `stream "${name}"`, option: "maxBuffered" });
    this.#overflow = overflow;
    this.#signal = signal;
    this.#onEnd = onEnd;
    this.#readers = new WaitQueue(name, {}, { onGiveUp: () => {} });
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  get buffered(): number {
    return this.#buffer.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  get isActive(): boolean {
    return this.#end === null;
  }

  /** Hands an event to the reader, or keeps it. */
  handle(event: T): void {
    const reader = this.#readers.first;
    if (reader !== null) this.#readers.admit(reader, { done: false, value: event });
    else if (this.#buffer.length < this.#maxBuffered) this.#buffer.push(event);
    else this.#overflowWith(event);
  }

  /** Ends the stream once what was kept is read. */
  end(): void {
    this.#endWith({ kind: "done" });
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#buffer.length > 0) return Promise.resolve({ done: false, value: this.#buffer.shift()! });
    if (this.#end === null) return this.#readers.wait(SINGLE, NO_OPTIONS);
    const end = this.#end;
    if (end.kind === "done") return Promise.resolve({ done: true, value: undefined });
    this.#end = { kind: "done" };
    return Promise.reject(end.error);
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#buffer.length = 0;
    this.#endWith({ kind: "done" });
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.dispose](): void {
    void this.return();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #overflowWith(event: T): void {
    if (this.#overflow === "fail") {
      this.#endWith({ kind: "failed", error: new LimitReachedError(this.#name, "maxBuffered", this.#maxBuffered) });
      return;
    }
    this.#dropped++;
    if (this.#overflow === "drop-newest") return;
    this.#buffer.shift();
    this.#buffer.push(event);
  }

  #fail(error: unknown): void {
    this.#buffer.length = 0;
    this.#endWith({ kind: "failed", error });
  }

  #endWith(end: End): void {
    if (this.#end !== null) return;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#end = end;
    this.#onEnd(this);
    // Readers that wait have read all that was kept: the first of them learns how it ended.
    for (let reader = this.#readers.first; reader !== null; reader = this.#readers.first) {
      if (this.#end.kind === "done") this.#readers.admit(reader, { done: true, value: undefined });
      else this.#readers.refuse(reader, this.#end.error);
      this.#end = { kind: "done" };
    }
  }
}
