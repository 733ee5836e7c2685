/**
 * News that processes give each other through Redis: which runs ended, which are to be cancelled. News may get lost
 * while a connection is down; nothing depends on it but how soon somebody looks.
 * @module
 */
import type { Redis } from "ioredis";
import { disconnect } from "./connection.ts";

/** Hears of something. */
export type Listener = (message: string) => void;

/** A subscriber, on a connection of its own. */
export class Bulletin {
  readonly #redis: Redis;
  readonly #listeners: Map<string, Set<Listener>> = new Map();

  /**
   * Makes one.
   *
   * @param redis A connection that nobody else uses.
   */
  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on("message", (channel, message) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(message);
    });
  }

  /**
   * Begins to listen.
   *
   * @param channel Where the news is.
   * @param listener Who hears of it.
   * @returns Stops it; resolves once nothing is missed any more.
   */
  async listen(channel: string, listener: Listener): Promise<() => void> {
    let listeners = this.#listeners.get(channel);
    if (listeners === undefined) this.#listeners.set(channel, listeners = new Set());
    listeners.add(listener);
    await this.#redis.subscribe(channel);
    return () => void listeners.delete(listener);
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    await disconnect(this.#redis);
  }
}
