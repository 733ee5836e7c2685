/**
 * Events by name, from whoever emits them to whoever wants to know. Everybody sees all events in the
 * order in which they were emitted, also those emitted while one is being handled. Handlers are called
 * at once and one after another; who needs time reads a stream.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import { SINGLE } from "./claim.ts";
import { BufferedStream, type EventStream, type StreamOptions, type Subscriber } from "./event_stream.ts";
import { NO_OPTIONS, type WaitOptions } from "./wait_options.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";
import { DisposedError, LimitReachedError } from "./waiting_error.ts";
import { wholeNumber } from "./whole_number.ts";

/** Handlers of an event threw; all other handlers were called. */
export class EventHandlerError extends PuffinError {
  /** Name of the class. */
  override readonly name = "EventHandlerError";
  /** Kind of error, for programs. */
  override readonly code = "event-handler";

  /** Makes the error of an event whose handlers threw. */
  constructor(
    /** Name of the bus. */
    readonly bus: string,
    /** What the handlers threw, in order. */
    readonly errors: readonly unknown[],
  ) {
    super(
      `Cannot emit on "${bus}" without errors as handlers must not throw: ${errors.length} did ` +
        `(handle the errors there, or give the bus an 'onHandlerError')`,
      { cause: errors[0] },
    );
  }
}

/** Names of the events in a map of names and their data. */
export type EventName<Events extends object> = keyof Events & string;

/** Options of an event bus. */
export interface EventBusOptions extends QueueOptions {
  /** Most handlers and streams of one event, 1 or more: a leak shows before it hurts. @default {1_000} */
  readonly maxHandlers?: number;
  /** Most events that handlers emit in answer to one event and to each other's, 1 or more: ends loops. @default {10_000} */
  readonly maxCascade?: number;
  /**
   * Gets what a handler throws. @default {undefined} an {@linkcode EventHandlerError} is thrown by `emit`, after all
   * handlers were called
   */
  readonly onHandlerError?: (error: unknown) => void;
}

/** Options of a handler. */
export interface HandlerOptions {
  /** Takes the handler away when aborted. @default {undefined} */
  readonly signal?: AbortSignal | undefined;
}

/** A handler on a bus. */
export interface Subscription extends Disposable {
  /** Takes the handler away; does nothing from the second call on. */
  unsubscribe(): void;
}

/** A function that is called for every event of a name. */
class Handler<T> implements Subscriber<T>, Subscription {
  readonly handle: (event: T) => void;
  isActive = true;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: (handler: Handler<T>) => void;
  readonly #onAbort = () => this.end();

  constructor(handle: (event: T) => void, signal: AbortSignal | undefined, onEnd: (handler: Handler<T>) => void) {
    this.handle = handle;
    this.#signal = signal;
    this.#onEnd = onEnd;
    if (signal?.aborted) this.isActive = false;
    else signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  end(): void {
    if (!this.isActive) return;
    this.isActive = false;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#onEnd(this);
  }

  unsubscribe(): void {
    this.end();
  }

  [Symbol.dispose](): void {
    this.end();
  }
}

/** What belongs to one name. */
class Topic<T> {
  /** Replaced and never changed, so that who comes or goes does not disturb an event on its way. */
  subscribers: readonly Subscriber<T>[] = [];
  readonly waiters: WaitQueue<T>;

  constructor(options: EventBusOptions) {
    this.waiters = new WaitQueue("event bus", options, { onGiveUp: () => {} });
  }

  close(): void {
    this.waiters.close();
    for (const subscriber of this.subscribers) subscriber.end();
  }
}

/**
 * A bus for the events of a map of names and their data.
 *
 * @example Handle, wait and read
 * ```ts
 * import assert from "node:assert/strict";
 * import { EventBus } from "puffinflow/coordination";
 *
 * const bus = new EventBus<{ found: { page: string }; done: number }>();
 * const pages: string[] = [];
 * using _handling = bus.on("found", ({ page }) => pages.push(page));
 * const done = bus.next("done");
 *
 * bus.emit("found", { page: "a" });
 * bus.emit("found", { page: "b" });
 * bus.emit("done", pages.length);
 * assert.equal(await done, 2);
 * ```
 */
export class EventBus<Events extends object> implements Disposable {
  readonly #options: EventBusOptions;
  readonly #name: string;
  readonly #maxHandlers: number;
  readonly #maxCascade: number;
  readonly #topics: { [K in EventName<Events>]?: Topic<Events[K]> } = Object.create(null);
  /** The same topics, when their names do not matter. */
  readonly #opened: { close(): void }[] = [];
  /** Deliveries of events that were emitted while one was being handled. */
  readonly #pending: (() => void)[] = [];
  #errors: unknown[] = [];
  /** Events that handlers emitted since the outermost one. */
  #cascade = 0;
  #isEmitting = false;
  #isClosed = false;

  /**
   * Makes a bus without handlers.
   *
   * @param options Name, clock and limits.
   * @throws {RangeError} If a limit is not a whole number of 1 or more.
   */
  constructor(options: EventBusOptions = {}) {
    const { name = "event bus", maxWaiting = 10_000, maxHandlers = 1_000, maxCascade = 10_000 } = options;
    const action = `make "${name}"`;
    wholeNumber(maxWaiting, { action, option: "maxWaiting" });
    this.#maxHandlers = wholeNumber(maxHandlers, { action, option: "maxHandlers" });
    this.#maxCascade = wholeNumber(maxCascade, { action, option: "maxCascade" });
    this.#options = options;
    this.#name = name;
  }

  /**
   * Calls a function for every event of a name from now on.
   *
   * @param event Name of the event.
   * @param handler What to call; it must not throw, and is not waited for.
   * @param options What takes it away.
   * @returns What takes it away too.
   * @throws {LimitReachedError} If the event has `maxHandlers` handlers and streams already.
   * @throws {DisposedError} If the bus is disposed of.
   */
  on<K extends EventName<Events>>(
    event: K,
    handler: (payload: Events[K]) => void,
    options: HandlerOptions = {},
  ): Subscription {
    const subscription = new Handler(handler, options.signal, (ended) => this.#remove(event, ended));
    this.#add(event, subscription);
    return subscription;
  }

  /**
   * Waits for the next event of a name.
   *
   * @param event Name of the event.
   * @param options How the wait may end early.
   * @returns The event's data. Events that come before it is asked for again are missed: {@linkcode stream} misses none.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` wait for the event already.
   * @throws {DisposedError} If the bus is disposed of.
   */
  next<K extends EventName<Events>>(event: K, options: WaitOptions = NO_OPTIONS): Promise<Events[K]> {
    if (this.#isClosed) return Promise.reject(new DisposedError(this.#name));
    return this.#topicOf(event).waiters.wait(SINGLE, options);
  }

  /**
   * Keeps every event of a name from now on for a reader.
   *
   * @param event Name of the event.
   * @param options How much is kept, and what ends it.
   * @returns Events for `for await`; leaving the loop or disposing of the stream ends it. When the bus is disposed of,
   * it ends after what was kept.
   * @throws {RangeError} If `maxBuffered` is not a whole number of 1 or more.
   * @throws {LimitReachedError} If the event has `maxHandlers` handlers and streams already.
   * @throws {DisposedError} If the bus is disposed of.
   */
  stream<K extends EventName<Events>>(event: K, options: StreamOptions = {}): EventStream<Events[K]> {
    const name = `${this.#name}: ${String(event)}`;
    const stream = new BufferedStream<Events[K]>(name, options, (ended) => this.#remove(event, ended));
    this.#add(event, stream);
    return stream;
  }

  /**
   * Tells an event to all who want to know: handlers and streams in the order in which they came, then
   * those who wait for the next one. Called by a handler, it returns at once, and the event follows the
   * one that is being handled.
   *
   * @param event Name of the event.
   * @param payload Its data.
   * @throws {EventHandlerError} If handlers threw, and the bus has no `onHandlerError`.
   * @throws {LimitReachedError} If it is called by a handler, and handlers emitted `maxCascade` events already.
   * @throws {DisposedError} If the bus is disposed of.
   */
  emit<K extends EventName<Events>>(event: K, payload: Events[K]): void {
    if (this.#isClosed) throw new DisposedError(this.#name);
    if (this.#isEmitting) {
      if (this.#cascade >= this.#maxCascade) throw new LimitReachedError(this.#name, "maxCascade", this.#maxCascade);
      this.#cascade++;
      this.#pending.push(() => this.#deliver(event, payload));
      return;
    }
    this.#isEmitting = true;
    this.#cascade = 0;
    this.#deliver(event, payload);
    for (let deliver = this.#pending.shift(); deliver !== undefined; deliver = this.#pending.shift()) deliver();
    this.#isEmitting = false;
    this.#throwErrors();
  }

  /** Takes all handlers away, ends all streams, and turns away who waits and who comes, with a {@linkcode DisposedError}. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const topic of this.#opened) topic.close();
  }

  #topicOf<K extends EventName<Events>>(event: K): Topic<Events[K]> {
    if (this.#isClosed) throw new DisposedError(this.#name);
    const known = this.#topics[event];
    if (known !== undefined) return known;
    const topic = new Topic<Events[K]>(this.#options);
    this.#opened.push(topic);
    return this.#topics[event] = topic;
  }

  #add<K extends EventName<Events>>(event: K, subscriber: Subscriber<Events[K]>): void {
    const topic = this.#topicOf(event);
    if (!subscriber.isActive) return;
    if (topic.subscribers.length >= this.#maxHandlers) {
      subscriber.end();
      throw new LimitReachedError(this.#name, "maxHandlers", this.#maxHandlers);
    }
    topic.subscribers = [...topic.subscribers, subscriber];
  }

  #remove<K extends EventName<Events>>(event: K, subscriber: Subscriber<Events[K]>): void {
    const topic = this.#topics[event];
    if (topic !== undefined) topic.subscribers = topic.subscribers.filter((other) => other !== subscriber);
  }

  #deliver<K extends EventName<Events>>(event: K, payload: Events[K]): void {
    const topic = this.#topics[event];
    if (topic === undefined) return;
    for (const subscriber of topic.subscribers) {
      if (!subscriber.isActive) continue;
      try {
        subscriber.handle(payload);
      } catch (error) {
        this.#errors.push(error);
      }
    }
    for (let next = topic.waiters.first; next !== null; next = topic.waiters.first) topic.waiters.admit(next, payload);
  }

  #throwErrors(): void {
    if (this.#errors.length === 0) return;
    const errors = this.#errors;
    this.#errors = [];
    const { onHandlerError } = this.#options;
    if (onHandlerError === undefined) throw new EventHandlerError(this.#name, errors);
    for (const error of errors) onHandlerError(error);
  }
}
