/**
 * Where messages to one member wait: it handles one after another, in the order in which they were sent. The line is that
 * of a mutex; a message for which there is no place is refused, as one that waits unseen helps neither side.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { Mutex } from "../coordination/mutex.ts";
import { checkWaitOptions, type WaitOptions } from "../coordination/wait_options.ts";
import { MessageFailedError, MessageTimeoutError, UnknownRecipientError } from "./message_error.ts";

/** A handler, whatever its types. */
export type AnyHandler = (
  payload: unknown,
  context: { readonly from: string; readonly signal: AbortSignal },
) => unknown;

/** A message on its way. */
export interface Letter {
  readonly from: string;
  readonly kind: string;
  readonly payload?: unknown;
}

/** What a mailbox is made of. */
export interface MailboxParts {
  readonly owner: string;
  readonly clock: Clock;
  readonly maxQueued: number;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

/** What may end a sender's wait: its signal, or its limit. */
class Patience extends Alarm implements EventListenerObject, Disposable {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #upstream: AbortSignal | undefined;
  readonly #tooLate: () => Error;

  constructor(clock: Clock, { signal, timeoutMs }: WaitOptions, tooLate: () => Error) {
    super();
    this.#clock = clock;
    this.#upstream = signal;
    this.#tooLate = tooLate;
    if (signal?.aborted) this.handleEvent();
    else signal?.addEventListener("abort", this, { once: true });
    if (timeoutMs !== undefined) clock.set(this, timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The sender's signal was aborted. */
  handleEvent(): void {
    this.#controller.abort(this.#upstream!.reason);
  }

  override ring(): void {
    this.#controller.abort(this.#tooLate());
  }

  [Symbol.dispose](): void {
    this.#upstream?.removeEventListener("abort", this);
    this.#clock.clear(this);
  }
}

/** The messages of one member. */
export class Mailbox implements Disposable {
  readonly owner: string;
  readonly #parts: MailboxParts;
  readonly #turn: Mutex;

  /**
   * Makes an empty mailbox.
   *
   * @param parts Whose it is, what is done with messages, and how many may wait.
   */
  constructor(parts: MailboxParts) {
    const { owner, clock, maxQueued } = parts;
    this.owner = owner;
    this.#parts = parts;
    this.#turn = new Mutex({ name: `mailbox of ${owner}`, clock, maxWaiting: maxQueued });
  }

  /** Messages that wait. */
  get queued(): number {
    return this.#turn.waiting;
  }

  /**
   * Tells whether there is a handler.
   *
   * @param kind Kind of the message.
   */
  handles(kind: string): boolean {
    return Object.hasOwn(this.#parts.handlers, kind);
  }

  /**
   * Delivers a message.
   *
   * @param letter The message.
   * @param options How the sender's wait may end early.
   * @returns The handler's answer.
   */
  async deliver(letter: Letter, options: WaitOptions): Promise<unknown> {
    const { owner, clock } = this.#parts, { kind } = letter;
    if (!this.handles(kind)) throw new UnknownRecipientError(owner, kind, "handler");
    checkWaitOptions(options, `an answer of ${owner}`);
    using patience = new Patience(clock, options, () => new MessageTimeoutError(owner, kind, options.timeoutMs!));
    const { signal } = patience, permit = await this.#turn.acquire({ signal });
    if (signal.aborted) permit.release();
    signal.throwIfAborted();
    // The member is busy until its handler ends, whether or not the sender waits for that.
    const answer = this.#handle(letter, signal).finally(() => permit.release());
    return await answeredOrAborted(answer, signal);
  }

  /** Turns away all messages that wait and all that come, with a `DisposedError`; what is being handled is answered. */
  [Symbol.dispose](): void {
    this.#turn[Symbol.dispose]();
  }

  async #handle({ from, kind, payload }: Letter, signal: AbortSignal): Promise<unknown> {
    const { owner, handlers } = this.#parts;
    try {
      return await handlers[kind]!(payload, { from, signal });
    } catch (error) {
      throw new MessageFailedError(owner, kind, error);
    }
  }
}

function answeredOrAborted(answer: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
