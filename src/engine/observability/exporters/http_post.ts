/**
 * Posts texts to one address, and again when that did not work: what pushed metrics and webhooks have in common.
 * @module
 */
import type { Random } from "../../../random/random.ts";
import { systemRandom } from "../../../random/system_random.ts";
import type { Clock } from "../../../time/clock.ts";
import { systemClock } from "../../../time/system_clock.ts";
import { PuffinError } from "../../puffin_error.ts";
import type { Backoff } from "../../reliability/backoff.ts";
import { all } from "../../reliability/compose.ts";
import type { Policy } from "../../reliability/policy.ts";
import { Retry } from "../../reliability/retrying.ts";
import { Timeout } from "../../reliability/timeout.ts";

/** Most bytes of an answer that are read: nothing that matters is longer. */
const MAX_ANSWER_BYTES = 65_536;
/** Longest wait that a server's `Retry-After` is believed. */
const MAX_RETRY_AFTER_MS = 60_000;
/** Answers after which the same request may succeed. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** How something is posted. */
export interface HttpPostOptions {
  /** Headers beside `content-type`. @default {{}} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest duration of one attempt in milliseconds, above 0. @default {10_000} */
  readonly timeoutMs?: number;
  /** Most attempts, the first included, 1 or more. @default {4} */
  readonly maxAttempts?: number;
  /**
   * Waits between attempts; a `Retry-After` in seconds comes before it, up to a minute.
   * @default {{ kind: "exponential", baseDelayMs: 500 }}
   */
  readonly backoff?: Backoff;
  /** What makes requests. @default {fetch} the platform's */
  readonly fetch?: typeof fetch;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
  /** Source of the waits' jitter. @default {systemRandom} */
  readonly random?: Random;
}

/** A server answered with a status that is no success. */
export class HttpStatusError extends PuffinError {
  /** Name of the class. */
  override readonly name = "HttpStatusError";
  /** Kind of error, for programs. */
  override readonly code = "http-status";

  /**
   * Words the error.
   *
   * @param origin Whom was asked: without the path, which may be a secret.
   * @param status The status.
   * @param answer Beginning of the answer.
   * @param retryAfterMs When to ask again, if the server said so.
   */
  constructor(
    readonly origin: string,
    readonly status: number,
    readonly answer: string,
    readonly retryAfterMs: number | undefined,
  ) {
    super(`Cannot post to ${origin} as the answer must be a success: current status is ${status} ${answer}`.trimEnd());
  }
}

/** Posts JSON to one address. */
export class HttpPost {
  readonly #url: URL;
  readonly #headers: Headers;
  readonly #fetch: typeof fetch;
  readonly #policy: Policy;

  /**
   * Makes one; nothing is sent.
   *
   * @param name What it is for, for messages.
   * @param url Where to: `http:` or `https:`.
   * @param options How.
   * @throws {TypeError} If `url` is no such address.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(name: string, url: string | URL, options: HttpPostOptions) {
    const { timeoutMs = 10_000, maxAttempts = 4, backoff = { kind: "exponential", baseDelayMs: 500 } } = options;
    const { headers = {}, clock = systemClock, random = systemRandom } = options;
    this.#url = new URL(url);
    if (!/^https?:$/.test(this.#url.protocol)) {
      throw new TypeError(
        `Cannot make "${name}" as its address must begin with http: or https:: current value is ${this.#url.protocol}`,
      );
    }
    this.#headers = new Headers(headers);
    this.#headers.set("content-type", "application/json");
    this.#fetch = options.fetch ?? fetch;
    this.#policy = all(
      new Retry({ name, maxAttempts, backoff, clock, random, retryOn: isPassing }),
      new Timeout({ name, timeoutMs, clock }),
    );
  }

  /**
   * Posts a text.
   *
   * @param body The text: JSON.
   * @returns Beginning of the answer.
   * @throws {HttpStatusError} If the last attempt was answered with no success.
   * @throws {CallTimeoutError} If the last attempt took too long.
   */
  send(body: string): Promise<string> {
    return this.#policy.execute(({ signal }) => this.#attempt(body, signal));
  }

  async #attempt(body: string, signal: AbortSignal): Promise<string> {
    // The platform's function does not want to be called as a method.
    const ask = this.#fetch;
    const response = await ask(this.#url, { method: "POST", headers: this.#headers, body, signal });
    const answer = await beginningOf(response);
    if (response.ok) return answer;
    const seconds = Number(response.headers.get("retry-after") ?? NaN);
    const retryAfterMs = seconds >= 0 ? Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS) : undefined;
    throw new HttpStatusError(this.#url.origin, response.status, answer.slice(0, 200), retryAfterMs);
  }
}

/** Whether the same request may succeed another time; whatever is no answer at all may be the network's fault. */
function isPassing(error: unknown): boolean {
  return !(error instanceof HttpStatusError) || PASSING.has(error.status);
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "", bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop cancels the rest.
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return text;
}
