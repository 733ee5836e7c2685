/**
 * Values that must not be seen: keys, tokens, passwords. A secret shows itself to whoever asks for it by
 * name and to nobody else: printed, serialised or put into a message it is a placeholder.
 * @module
 */

/** What stands for a secret wherever it would be seen. */
export const REDACTED = "[secret]";

/** Shortest text that `redact()` looks for: shorter ones would turn up everywhere. */
const SHORTEST_REDACTED = 4;

const living = new Set<WeakRef<Secret<unknown>>>();
const buried = new FinalizationRegistry<WeakRef<Secret<unknown>>>((reference) => living.delete(reference));

/** A value that does not show. Make one with {@linkcode secret}. */
export class Secret<T> {
  readonly #value: T;

  /**
   * Makes one.
   *
   * @param value What to hide.
   */
  constructor(value: T) {
    this.#value = value;
    if (typeof value === "string" && value.length >= SHORTEST_REDACTED) {
      const reference = new WeakRef<Secret<unknown>>(this);
      living.add(reference);
      buried.register(this, reference);
    }
  }

  /**
   * Gives the value: the one way to see it.
   *
   * @returns What was hidden.
   */
  reveal(): T {
    return this.#value;
  }

  /** Gives a placeholder. */
  toString(): string {
    return REDACTED;
  }

  /** Gives a placeholder. */
  toJSON(): string {
    return REDACTED;
  }

  /** Gives a placeholder. */
  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  /** Gives a placeholder, for `console.log` of Deno. */
  [Symbol.for("Deno.customInspect")](): string {
    return REDACTED;
  }

  /** Gives a placeholder, for `console.log` of Node. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED;
  }
}

/**
 * Hides a value.
 *
 * @param value Anything.
 * @returns A secret: call `reveal()` where the value is used.
 *
 * @example
 * ```ts
 * import { agent, secret } from "puffinflow";
 *
 * const caller = agent("caller").input<{ key: ReturnType<typeof secret<string>> }>()
 *   .state("length", ({ input }) => input.key.reveal().length)
 *   .state("echo", ({ input }) => input.key);
 * const { outputs } = await caller.run({ key: secret("k-12345") });
 * if (JSON.stringify(outputs) !== '{"length":7,"echo":"[secret]"}') throw new Error(JSON.stringify(outputs));
 * ```
 */
export function secret<T>(value: T): Secret<T> {
  return new Secret(value);
}

/**
 * Replaces the texts of all secrets in a text that is about to be seen.
 *
 * @param text Any text.
 * @returns The text with placeholders.
 */
export function redact(text: string): string {
  const seen: string[] = [];
  for (const reference of living) {
    const value = reference.deref()?.reveal();
    if (typeof value === "string" && text.includes(value)) seen.push(value);
  }
  // Longest first: the end of a secret that begins with another one would be left over.
  for (const value of seen.sort((a, b) => b.length - a.length)) text = text.replaceAll(value, REDACTED);
  return text;
}
