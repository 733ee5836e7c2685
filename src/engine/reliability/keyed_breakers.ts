/**
 * A circuit breaker for each key, such as each host, tenant or model: one that fails does not stop the others.
 * How many are kept has a limit, as keys may come from outside.
 * @module
 */
import type { BreakerEvent } from "./breaker_event.ts";
import { breakerRules, type CircuitBreakerOptions } from "./breaker_options.ts";
import { CircuitBreaker } from "./circuit_breaker.ts";
import { type Listener, Listeners } from "./listeners.ts";
import { wholeNumber } from "./number_check.ts";

/** Options of {@linkcode KeyedBreakers}: those of each of its breakers, whose name is the key, and a limit. */
export interface KeyedBreakersOptions extends Omit<CircuitBreakerOptions, "name"> {
  /**
   * Most breakers that are kept: a whole number of 1 or more. One more makes the one that was asked for longest ago
   * be forgotten, of the closed ones if there are any. @default {1_000}
   */
  readonly maxKeys?: number;
}

/**
 * Circuit breakers by key.
 *
 * @example A host that fails does not stop the others
 * ```ts
 * import assert from "node:assert/strict";
 * import { KeyedBreakers } from "puffinflow/reliability";
 *
 * const hosts = new KeyedBreakers({ minimumCalls: 1 });
 * await assert.rejects(hosts.of("a.example").execute(() => Promise.reject(new Error("no answer"))));
 * assert.equal(hosts.of("a.example").state, "open");
 * assert.equal(await hosts.of("b.example").execute(() => "an answer"), "an answer");
 * ```
 */
export class KeyedBreakers {
  readonly #options: KeyedBreakersOptions;
  readonly #maxKeys: number;
  readonly #listeners: Listeners<BreakerEvent>;
  /** In the order in which they were asked for, the latest last. */
  readonly #breakers: Map<string, CircuitBreaker> = new Map();

  /**
   * Makes it, without any breaker yet.
   *
   * @param options Those of each breaker, and the limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: KeyedBreakersOptions = {}) {
    const { maxKeys = 1_000 } = options;
    this.#maxKeys = wholeNumber(maxKeys, { action: "keep breakers by key", option: "maxKeys" });
    this.#options = options;
    this.#listeners = new Listeners(options);
    // Wrong options are told of now and not with the first key.
    breakerRules(options);
  }

  /** How many breakers are kept. */
  get size(): number {
    return this.#breakers.size;
  }

  /**
   * Finds the breaker of a key, or makes it, closed.
   *
   * @param key The key, which becomes the breaker's name.
   * @returns The breaker. Ask for it anew for each call: that is what shows which ones are in use.
   */
  of(key: string): CircuitBreaker {
    const known = this.#breakers.get(key);
    if (known !== undefined) this.#breakers.delete(key);
    else if (this.#breakers.size >= this.#maxKeys) this.#breakers.delete(this.#leastMissed());
    const breaker = known ?? new CircuitBreaker({ ...this.#options, name: key }, this.#listeners);
    this.#breakers.set(key, breaker);
    return breaker;
  }

  /**
   * Listens to all breakers, those to come too.
   *
   * @param listener Is called when the state of one has changed, and when it refused a call.
   * @returns What takes it away.
   */
  on(listener: Listener<BreakerEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  /** Forgetting a closed breaker loses counts, forgetting another lets calls through that it would refuse. */
  #leastMissed(): string {
    let oldest: string | undefined;
    for (const [key, { state }] of this.#breakers) {
      if (state === "closed") return key;
      oldest ??= key;
    }
    return oldest!;
  }
}
