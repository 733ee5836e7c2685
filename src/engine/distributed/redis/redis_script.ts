/**
 * Scripts that Redis runs in one piece: nobody else's command comes between their lines.
 * @module
 */
import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/** What a script answers: numbers, texts and lists of them. */
export type ScriptAnswer = number | string | null | readonly ScriptAnswer[];

/** A script, sent as its digest once the server knows it. */
export class RedisScript {
  readonly #source: string;
  readonly #digest: string;

  /**
   * Makes one.
   *
   * @param source The script in Lua.
   */
  constructor(source: string) {
    this.#source = source;
    this.#digest = createHash("sha1").update(source).digest("hex");
  }

  /**
   * Runs the script.
   *
   * @param redis The connection.
   * @param keys Keys that it reads and writes.
   * @param args What else it is told.
   * @returns Its answer.
   */
  async run(redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<ScriptAnswer> {
    try {
      return await redis.evalsha(this.#digest, keys.length, ...keys, ...args) as ScriptAnswer;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
      return await redis.eval(this.#source, keys.length, ...keys, ...args) as ScriptAnswer;
    }
  }
}
