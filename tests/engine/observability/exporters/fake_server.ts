/**
 * Something that answers like a server and notes what it was asked.
 * @module
 */

/** A request as it was made. */
export interface NotedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When, on the test's clock. */
  readonly atMs: number;
}

/** What it does with a request. */
export type Reply = Response | Error | "hangs";

/** Answers one request after another with one reply after another, the last of them for ever. */
export class FakeServer {
  readonly requests: NotedRequest[] = [];
  readonly #replies: readonly (() => Reply)[];
  readonly #nowMs: () => number;

  constructor(replies: readonly (() => Reply)[], nowMs: () => number) {
    this.#replies = replies;
    this.#nowMs = nowMs;
  }

  /** To be used as `fetch`. */
  readonly fetch: typeof fetch = (url, init) => {
    const reply = this.#replies[Math.min(this.requests.length, this.#replies.length - 1)]!();
    const headers = Object.fromEntries(new Headers(init?.headers));
    this.requests.push({ url: String(url), headers, body: String(init?.body), atMs: this.#nowMs() });
    if (reply instanceof Response) return Promise.resolve(reply);
    if (reply instanceof Error) return Promise.reject(reply);
    return new Promise((_, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });
  };
}
