/**
 * Messages between the members of a team: a question to one, answered by its handler, or to all. What a member does on
 * its own time is its agent's; whoever only wants to tell, and waits for nobody, has the event bus of `./coordination`.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { WaitOptions } from "../coordination/wait_options.ts";
import { DisposedError } from "../coordination/waiting_error.ts";
import { wholeNumber } from "../coordination/whole_number.ts";
import { type AnyHandler, Mailbox } from "./mailbox.ts";
import type {
  AnswerOf,
  AnyKindOf,
  HandlersOf,
  KindOf,
  Message,
  PayloadOf,
  Reply,
  SharedAnswerOf,
  SharedPayloadOf,
} from "./message.ts";
import { UnknownRecipientError } from "./message_error.ts";

/** Options of a messenger. */
export interface MessengerOptions {
  /** Where time comes from. @default {systemClock} */
  readonly clock?: Clock;
  /**
   * Most messages that wait for one member, a whole number of 1 or more; one more is refused with a `LimitReachedError`.
   * @default {100}
   */
  readonly maxQueued?: number;
}

/** A member's place at a messenger: what it sends comes from it, and what is sent to it is handled here. */
export interface Post<D, M extends keyof D> extends Disposable {
  /** The member's name. */
  readonly member: M;
  /** Messages that wait for the member. */
  readonly queued: number;
  /**
   * Asks a member something.
   *
   * @param to Its name.
   * @param message What is asked.
   * @param options How the wait for the answer may end early; the handler's signal is aborted then.
   * @returns The handler's answer.
   * @throws {UnknownRecipientError} If there is no such member, or it has no handler for this kind.
   * @throws {MessageFailedError} If the handler throws; others are not touched by that.
   * @throws {MessageTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxQueued` messages wait for the member already.
   * @throws {DisposedError} If either member leaves first.
   */
  ask<T extends keyof D & string, K extends KindOf<D, T>>(
    to: T,
    message: Message<K, PayloadOf<D, T, K>>,
    options?: WaitOptions,
  ): Promise<AnswerOf<D, T, K>>;
  /**
   * Asks all other members that have a handler for it, all at once.
   *
   * @param message What is asked.
   * @param options How the wait for the answers may end early.
   * @returns What became of the message at each of them, in the order in which they joined. Never rejects because of one.
   * @throws {DisposedError} If the member has left.
   */
  askAll<K extends AnyKindOf<D>>(
    message: Message<K, SharedPayloadOf<D, K>>,
    options?: WaitOptions,
  ): Promise<readonly Reply<D, SharedAnswerOf<D, K>>[]>;
}

/**
 * Carries messages between members. `D`, the desk, says which kinds of messages each member takes: an interface of
 * interfaces, with a method for each kind, from payload to answer.
 *
 * A member handles one message after another, in the order in which they were sent to it, and what its handler throws is
 * told to the sender alone. Make one for each run of a team, and hand it in with the team's input.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { member, Messenger, type Post, team } from "puffinflow/team";
 *
 * interface Desk {
 *   readonly writer: Record<never, never>;
 *   readonly critic: { score(text: string): number };
 * }
 *
 * const writer = agent("writer").input<Post<Desk, "writer">>().state("best", async ({ input: post, signal }) => {
 *   const drafts = ["short", "a little longer"];
 *   const scores = await Promise.all(drafts.map((payload) => post.ask("critic", { kind: "score", payload }, { signal })));
 *   return drafts[scores.indexOf(Math.max(...scores))];
 * });
 *
 * const messenger = new Messenger<Desk>();
 * using _critic = messenger.join("critic", { score: (text) => text.length });
 * using post = messenger.join("writer", {});
 * const writers = team("writers", { writer: member(writer, (desk: Post<Desk, "writer">) => desk) });
 *
 * const { writer: { best } } = (await writers.run(post)).unwrap();
 * if (best !== "a little longer") throw new Error(best);
 * ```
 */
export class Messenger<D extends object> implements Disposable {
  readonly #clock: Clock;
  readonly #maxQueued: number;
  readonly #boxes = new Map<string, Mailbox>();
  #isDisposed = false;

  /**
   * Makes a messenger without members.
   *
   * @param options Its clock and limit.
   * @throws {RangeError} If `maxQueued` is out of its bounds.
   */
  constructor(options: MessengerOptions = {}) {
    const { clock = systemClock, maxQueued = 100 } = options;
    this.#clock = clock;
    this.#maxQueued = wholeNumber(maxQueued, { action: "make a messenger", option: "maxQueued" });
  }

  /** Names of the members, in the order in which they joined. */
  get members(): readonly (keyof D & string)[] {
    return [...this.#boxes.keys()] as (keyof D & string)[];
  }

  /**
   * Lets a member in.
   *
   * @param member Its name.
   * @param handlers What it does with each kind of message that it takes: synchronous, or returning a promise.
   * @returns Its place; disposing of it lets the member leave.
   * @throws {TypeError} If a member of that name has joined already.
   * @throws {DisposedError} If the messenger is disposed of.
   */
  join<M extends keyof D & string>(member: M, handlers: HandlersOf<D, M>): Post<D, M> {
    if (this.#isDisposed) throw new DisposedError("messenger");
    if (this.#boxes.has(member)) {
      throw new TypeError(`Cannot let "${member}" join as members' names must differ: one has joined already`);
    }
    const box = new Mailbox({
      owner: member,
      clock: this.#clock,
      maxQueued: this.#maxQueued,
      // The desk's types say which payload each handler is given.
      handlers: handlers as Readonly<Record<string, AnyHandler>>,
    });
    this.#boxes.set(member, box);
    return this.#postOf(member, box);
  }

  /** Lets all members leave. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const box of [...this.#boxes.values()]) this.#leave(box);
  }

  #leave(box: Mailbox): void {
    if (this.#boxes.get(box.owner) !== box) return;
    this.#boxes.delete(box.owner);
    box[Symbol.dispose]();
  }

  #postOf<M extends keyof D & string>(member: M, box: Mailbox): Post<D, M> {
    const post: Post<D, M> = {
      member,
      get queued() {
        return box.queued;
      },
      ask: async (to, message, options = {}) => {
        this.#checkJoined(box);
        const recipient = this.#boxes.get(to);
        if (recipient === undefined) throw new UnknownRecipientError(to, message.kind, "member");
        return await recipient.deliver({ from: member, ...message }, options) as never;
      },
      askAll: async (message, options = {}) => {
        this.#checkJoined(box);
        const others = [...this.#boxes.values()].filter((other) => other !== box && other.handles(message.kind));
        return await Promise.all(others.map(async (other) => {
          const from = other.owner as keyof D & string;
          try {
            return {
              from,
              status: "answered",
              answer: await other.deliver({ from: member, ...message }, options) as never,
            };
          } catch (error) {
            return { from, status: "failed", error };
          }
        }));
      },
      [Symbol.dispose]: () => this.#leave(box),
    };
    return post;
  }

  #checkJoined(box: Mailbox): void {
    if (this.#boxes.get(box.owner) !== box) throw new DisposedError(`post of ${box.owner}`);
  }
}
